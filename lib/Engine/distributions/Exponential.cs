namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>p(x) = rate · exp(−rate · x), x ≥ 0.</summary>
            public static Exponential Exponential(Tensor rate, Generator? generator = null) => new(rate, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The waiting time for an event that happens rate times per unit of time.</summary>
    public class Exponential : ExponentialFamily
    {
        public Exponential(Tensor rate, Generator? generator = null) : base(generator)
        {
            Hold(rate);
            Require(nameof(rate), this.rate, constraints.positive);
        }

        private Tensor rate => Parameter(0);

        public override Tensor mean => rate.reciprocal();

        public override Tensor mode => zeros_like(rate);

        public override Tensor stddev => rate.reciprocal();

        public override Tensor variance => rate.pow(-2);

        protected override IList<Tensor> NaturalParams => [-rate];

        protected override Tensor MeanCarrierMeasure => zeros_like(rate);

        public override Tensor rsample(params long[] sample_shape) => empty(ExtendedShape(sample_shape), rate.dtype).exponential_(generator: generator) / rate;

        public override Tensor log_prob(Tensor value) => rate.log() - rate * value;

        public override Tensor entropy() => 1 - rate.log();

        public override Tensor cdf(Tensor value) => 1 - (-rate * value).exp();

        public override Tensor icdf(Tensor value) => -(-value).log1p() / rate;

        protected override Tensor LogNormalizer(params Tensor[] parameters) => -(-parameters[0]).log();

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Expanded(batch_shape, instance, p => new Exponential(p[0], generator));
    }
}
