namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        /// <summary>
        /// p(x; θ) = exp(⟨t(x), θ⟩ − F(θ) + k(x)) with natural parameters θ, sufficient statistic t, log normaliser F and carrier measure k.
        /// </summary>
        public abstract class ExponentialFamily : Distribution
        {
            protected ExponentialFamily(Generator? generator) : base(generator)
            {
            }

            /// <summary>θ.</summary>
            protected abstract IList<Tensor> NaturalParams { get; }

            /// <summary>E[k(x)].</summary>
            protected abstract Tensor MeanCarrierMeasure { get; }

            /// <summary>F(θ), [batch_shape].</summary>
            protected virtual Tensor LogNormalizer(params Tensor[] parameters) => throw new NotImplementedException($"{GetType().Name} has no log normaliser.");

            /// <summary>F(θ) − ⟨θ, ∇F(θ)⟩ − E[k(x)], by differentiation of F (Nielsen and Nock 2010).</summary>
            public override Tensor entropy()
            {
                using var record = enable_grad();
                Tensor[] theta = [.. NaturalParams.Select(p => p.detach().requires_grad_())];
                var normalizer = LogNormalizer(theta);
                var slopes = autograd.grad([normalizer.sum()], theta, create_graph: true);
                var result = normalizer - MeanCarrierMeasure;
                foreach (var (parameter, slope) in theta.Zip(slopes)) result = result - (parameter * slope).reshape([.. batch_shape.Shape, -1]).sum(-1L);
                return result;
            }
        }
    }
}
