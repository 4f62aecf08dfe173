namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>p(x) = exp(−|x − loc|/scale) / (2 scale).</summary>
            /// <param name="loc">Mean.</param>
            /// <param name="scale">Mean distance from the mean, positive; the two broadcast.</param>
            /// <param name="generator">Source of random numbers; the default one if absent.</param>
            public static Laplace Laplace(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);

            public static Laplace Laplace(float loc, float scale = 1, Generator? generator = null) => new(tensor(loc), tensor(scale), generator);

            public static Laplace Laplace(double loc, double scale = 1, Generator? generator = null) => new(tensor(loc), tensor(scale), generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The two-sided exponential distribution.</summary>
    public class Laplace : Distribution
    {
        public Laplace(Tensor loc, Tensor scale, Generator? generator = null) : base(generator)
        {
            Hold(loc, scale);
            Require(nameof(loc), this.loc, constraints.real);
            Require(nameof(scale), this.scale, constraints.positive);
        }

        internal Tensor loc => Parameter(0);

        internal Tensor scale => Parameter(1);

        public override Tensor mean => loc;

        public override Tensor mode => loc;

        public override Tensor variance => 2 * scale.square();

        public override Tensor stddev => Math.Sqrt(2) * scale;

        public override Tensor rsample(params long[] sample_shape)
        {
            // Off −1 by the type's resolution: there the logarithm is infinite.
            var u = empty(ExtendedShape(sample_shape), loc.dtype).uniform_(FloatLimits.Eps(loc.dtype) - 1, 1, generator);
            return loc - scale * u.sign() * (-u.abs()).log1p();
        }

        public override Tensor log_prob(Tensor value) => -(2 * scale).log() - (value - loc).abs() / scale;

        public override Tensor entropy() => 1 + (2 * scale).log();

        public override Tensor cdf(Tensor value) => 0.5 - 0.5 * (value - loc).sign() * (-(value - loc).abs() / scale).expm1();

        public override Tensor icdf(Tensor value)
        {
            var side = value - 0.5;
            return loc - scale * side.sign() * (-2 * side.abs()).log1p();
        }

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Expanded(batch_shape, instance, p => new Laplace(p[0], p[1], generator));
    }
}
