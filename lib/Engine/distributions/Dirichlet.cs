namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>Probabilities of K classes: p(x) ∝ Π xᵢ^(concentrationᵢ − 1) on the simplex.</summary>
            /// <param name="concentration">[batch_shape, K], positive.</param>
            /// <param name="generator">Source of random numbers; the default one if absent.</param>
            public static Dirichlet Dirichlet(Tensor concentration, Generator? generator = null) => new(concentration, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>A distribution over the simplex.</summary>
    public class Dirichlet : ExponentialFamily
    {
        public Dirichlet(Tensor concentration, Generator? generator = null) : base(generator)
        {
            if (concentration.Impl.Sizes.Length < 1) throw new ArgumentException("Dirichlet: concentration must be at least one-dimensional, got a number.");
            Require(nameof(concentration), concentration, constraints.positive);
            Hold(new Size(concentration.Impl.Sizes[..^1]), concentration.Impl.Sizes[^1], concentration);
        }

        internal Tensor concentration => Parameter(0);

        public override Tensor mean => concentration / concentration.sum(-1L, true);

        /// <summary>Where every concentration is below 1 the density is unbounded at all corners; the first stands for them.</summary>
        public override Tensor mode
        {
            get
            {
                var above = (concentration - 1).clamp(min: 0);
                var corner = arange(concentration.Impl.Sizes[^1]).eq(0).to(concentration.dtype);
                return corner.where(concentration.lt(1).all(-1, true), above / above.sum(-1L, true));
            }
        }

        public override Tensor variance
        {
            get
            {
                var total = concentration.sum(-1L, true);
                return concentration * (total - concentration) / (total.square() * (total + 1));
            }
        }

        protected override IList<Tensor> NaturalParams => [concentration];

        protected override Tensor MeanCarrierMeasure => zeros(batch_shape.Shape, concentration.dtype);

        public override Tensor rsample(params long[] sample_shape) => _sample_dirichlet(concentration.expand(ExtendedShape(sample_shape)), generator);

        public override Tensor log_prob(Tensor value) =>
            (value.log() * (concentration - 1)).sum(-1L) + concentration.sum(-1L).lgamma() - concentration.lgamma().sum(-1L);

        public override Tensor entropy()
        {
            var total = concentration.sum(-1L);
            return concentration.lgamma().sum(-1L) - total.lgamma() - (concentration.Impl.Sizes[^1] - total) * total.digamma()
                - ((concentration - 1) * concentration.digamma()).sum(-1L);
        }

        protected override Tensor LogNormalizer(params Tensor[] parameters) => parameters[0].lgamma().sum(-1L) - parameters[0].sum(-1L).lgamma();

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Expanded(batch_shape, instance, p => new Dirichlet(p[0], generator));
    }
}
