namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>The Cauchy distribution: the ratio of two independent normal variables, shifted by loc and scaled.</summary>
            /// <param name="loc">Median.</param>
            /// <param name="scale">Half width at half maximum, positive.</param>
            /// <param name="generator">Source of random numbers; the default one if absent.</param>
            public static Cauchy Cauchy(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The Cauchy distribution, which has no mean and no finite variance.</summary>
    public class Cauchy : Distribution
    {
        public Cauchy(Tensor loc, Tensor scale, Generator? generator = null) : base(generator)
        {
            Hold(loc, scale);
            Require(nameof(loc), this.loc, constraints.real);
            Require(nameof(scale), this.scale, constraints.positive);
        }

        internal Tensor loc => Parameter(0);

        internal Tensor scale => Parameter(1);

        public override Tensor mean => Constant(double.NaN, loc.dtype);

        public override Tensor mode => loc;

        public override Tensor variance => Constant(double.PositiveInfinity, loc.dtype);

        public override Tensor rsample(params long[] sample_shape) =>
            loc + empty(ExtendedShape(sample_shape), loc.dtype).cauchy_(generator: generator) * scale;

        public override Tensor log_prob(Tensor value) => -Math.Log(Math.PI) - scale.log() - ((value - loc) / scale).square().log1p();

        public override Tensor entropy() => Math.Log(4 * Math.PI) + scale.log();

        public override Tensor cdf(Tensor value) => ((value - loc) / scale).atan() / Math.PI + 0.5;

        public override Tensor icdf(Tensor value) => (Math.PI * (value - 0.5)).tan() * scale + loc;

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Expanded(batch_shape, instance, p => new Cauchy(p[0], p[1], generator));
    }
}
