namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>The distribution of the maximum of many exponential-tailed variables: P(X ≤ x) = exp(−exp(−(x − loc)/scale)).</summary>
            public static Gumbel Gumbel(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The extreme value distribution of type I: loc − scale · log(−log u) of a uniform u.</summary>
    public class Gumbel : TransformedDistribution
    {
        internal Gumbel(Tensor loc, Tensor scale, Generator? generator = null) : base(generator)
        {
            Hold(loc, scale);
            Require(nameof(loc), this.loc, constraints.real);
            Require(nameof(scale), this.scale, constraints.positive);
            var inside = new Uniform(full_like(this.loc, FloatLimits.Tiny(loc.dtype)), full_like(this.loc, 1 - FloatLimits.Eps(loc.dtype)), generator);
            var log = new transforms.ExpTransform().inv;
            _init(inside, [log, new transforms.AffineTransform(0, -1), log, new transforms.AffineTransform(this.loc, -this.scale)]);
        }

        private Tensor loc => Parameter(0);

        private Tensor scale => Parameter(1);

        public override Tensor mean => loc + scale * euler_constant;

        public override Tensor mode => loc;

        public override Tensor stddev => Math.PI / Math.Sqrt(6) * scale;

        public override Tensor variance => stddev.square();

        // Through the transforms, tails would be lost to rounding.
        public override Tensor log_prob(Tensor value)
        {
            var y = (loc - value) / scale;
            return y - y.exp() - scale.log();
        }

        public override Tensor entropy() => scale.log() + (1 + euler_constant);

        private protected override Distribution Widened(Size batch_shape, Distribution? instance) =>
            Expanded(batch_shape, instance, p => new Gumbel(p[0], p[1], generator));
    }
}
