namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>Number of events in a unit of time at the given rate.</summary>
            public static Poisson Poisson(Tensor rate, Generator? generator = null) => new(rate, generator);

            public static Poisson Poisson(float rate, Generator? generator = null) => new(tensor(rate), generator);

            public static Poisson Poisson(double rate, Generator? generator = null) => new(tensor(rate), generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>Counts: P(k) = rateᵏ e^(−rate) / k!.</summary>
    public class Poisson : ExponentialFamily
    {
        public Poisson(Tensor rate, Generator? generator = null) : base(generator)
        {
            Hold(rate);
            Require(nameof(rate), this.rate, constraints.nonnegative);
        }

        private Tensor rate => Parameter(0);

        public override Tensor mean => rate;

        public override Tensor mode => rate.floor();

        public override Tensor variance => rate;

        protected override IList<Tensor> NaturalParams => [rate.log()];

        protected override Tensor MeanCarrierMeasure =>
            throw new NotImplementedException("Poisson: the mean of log k! has no closed form, nor has the entropy.");

        public override Tensor rsample(params long[] sample_shape) => throw NotReparametrised();

        private protected override Tensor Draw(long[] sample_shape) => rate.expand(ExtendedShape(sample_shape)).poisson(generator);

        public override Tensor log_prob(Tensor value) => value.xlogy(rate) - rate - (value + 1).lgamma();

        // At most k events in a unit of time: the next one comes later, and its waiting time is gamma distributed.
        public override Tensor cdf(Tensor value) => (value.floor() + 1).clamp(min: 0).igammac(rate).masked_fill(value.lt(0), 0);

        protected override Tensor LogNormalizer(params Tensor[] parameters) => parameters[0].exp();

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Expanded(batch_shape, instance, p => new Poisson(p[0], generator));
    }
}
