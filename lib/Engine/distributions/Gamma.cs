namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>p(x) ∝ x^(concentration − 1) · exp(−rate · x), x &gt; 0.</summary>
            public static Gamma Gamma(Tensor concentration, Tensor rate, Generator? generator = null) => new(concentration, rate, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The gamma distribution of shape concentration and inverse scale rate.</summary>
    public class Gamma : ExponentialFamily
    {
        public Gamma(Tensor concentration, Tensor rate, Generator? generator = null) : base(generator)
        {
            Hold(concentration, rate);
            Require(nameof(concentration), this.concentration, constraints.positive);
            Require(nameof(rate), this.rate, constraints.positive);
        }

        internal Tensor concentration => Parameter(0);

        private Tensor rate => Parameter(1);

        public override Tensor mean => concentration / rate;

        public override Tensor mode => ((concentration - 1) / rate).clamp(min: 0);

        public override Tensor variance => concentration / rate.square();

        protected override IList<Tensor> NaturalParams => [concentration - 1, -rate];

        protected override Tensor MeanCarrierMeasure => zeros_like(rate);

        public override Tensor rsample(params long[] sample_shape)
        {
            var shape = ExtendedShape(sample_shape);
            var value = _standard_gamma(concentration.expand(shape), generator) / rate.expand(shape);
            value.detach().clamp_(min: FloatLimits.Tiny(value.dtype)); // outside the graph: zero has no logarithm
            return value;
        }

        public override Tensor log_prob(Tensor value) =>
            concentration.xlogy(rate) + (concentration - 1).xlogy(value) - rate * value - concentration.lgamma();

        public override Tensor entropy() => concentration - rate.log() + concentration.lgamma() + (1 - concentration) * concentration.digamma();

        public override Tensor cdf(Tensor value) => concentration.igamma(rate * value.clamp(min: 0));

        protected override Tensor LogNormalizer(params Tensor[] parameters) =>
            (parameters[0] + 1).lgamma() + (parameters[0] + 1) * (-parameters[1].reciprocal()).log();

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Expanded(batch_shape, instance, p => new Gamma(p[0], p[1], generator));
    }
}
