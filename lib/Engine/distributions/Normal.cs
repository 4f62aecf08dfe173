namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>N(loc, scale²).</summary>
            /// <param name="loc">Mean.</param>
            /// <param name="scale">Standard deviation, positive; the two broadcast.</param>
            /// <param name="generator">Source of random numbers; the default one if absent.</param>
            public static Normal Normal(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);

            public static Normal Normal(float loc, float scale = 1, Generator? generator = null) => new(tensor(loc), tensor(scale), generator);

            public static Normal Normal(double loc, double scale = 1, Generator? generator = null) => new(tensor(loc), tensor(scale), generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The normal distribution with mean loc and standard deviation scale.</summary>
    public class Normal : Distribution
    {
        public Normal(Tensor loc, Tensor scale, Generator? generator = null) : base(generator)
        {
            Hold(loc, scale);
            Require(nameof(loc), this.loc, constraints.real);
            Require(nameof(scale), this.scale, constraints.positive);
        }

        internal Tensor loc => Parameter(0);

        internal Tensor scale => Parameter(1);

        public override Tensor mean => loc;

        public override Tensor mode => loc;

        public override Tensor stddev => scale;

        public override Tensor variance => scale.square();

        public override Tensor rsample(params long[] sample_shape) => loc + randn(ExtendedShape(sample_shape), loc.dtype, generator: generator) * scale;

        public override Tensor log_prob(Tensor value) => -(value - loc).square() / (2 * variance) - scale.log() - Math.Log(Math.Sqrt(2 * Math.PI));

        public override Tensor entropy() => 0.5 + 0.5 * Math.Log(2 * Math.PI) + scale.log();

        public override Tensor cdf(Tensor value) => 0.5 * (1 + ((value - loc) * scale.reciprocal() / Math.Sqrt(2)).erf());

        public override Tensor icdf(Tensor value) => loc + scale * (2 * value - 1).erfinv() * Math.Sqrt(2);

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Expanded(batch_shape, instance, p => new Normal(p[0], p[1], generator));
    }
}
