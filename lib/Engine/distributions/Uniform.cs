namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>Uniform on [low, high).</summary>
            public static Uniform Uniform(Tensor low, Tensor high, Generator? generator = null) => new(low, high, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The uniform distribution on [low, high).</summary>
    public class Uniform : Distribution
    {
        public Uniform(Tensor low, Tensor high, Generator? generator = null) : base(generator)
        {
            Hold(low, high);
            Require(nameof(low), this.low, constraints.real);
            Require("high - low", this.high - this.low, constraints.positive);
        }

        private Tensor low => Parameter(0);

        private Tensor high => Parameter(1);

        public override Tensor mean => (high + low) / 2;

        /// <summary>NaN: every value is equally probable.</summary>
        public override Tensor mode => Constant(double.NaN, high.dtype);

        public override Tensor variance => (high - low).square() / 12;

        public override Tensor rsample(params long[] sample_shape) => low + rand(ExtendedShape(sample_shape), low.dtype, generator: generator) * (high - low);

        public override Tensor log_prob(Tensor value)
        {
            var inside = low.le(value).logical_and(high.gt(value));
            return inside.to(low.dtype).log() - (high - low).log();
        }

        public override Tensor entropy() => (high - low).log();

        public override Tensor cdf(Tensor value) => ((value - low) / (high - low)).clamp(0, 1);

        public override Tensor icdf(Tensor value) => value * (high - low) + low;

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Expanded(batch_shape, instance, p => new Uniform(p[0], p[1], generator));
    }
}
