namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>P(X &gt; x) = (scale/x) to the power of alpha, x ≥ scale.</summary>
            public static Pareto Pareto(Tensor scale, Tensor alpha, Generator? generator = null) => new(scale, alpha, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The power-law distribution above scale.</summary>
    public class Pareto : TransformedDistribution
    {
        internal Pareto(Tensor scale, Tensor alpha, Generator? generator = null) : base(generator)
        {
            Hold(scale, alpha);
            Require(nameof(scale), this.scale, constraints.positive);
            Require(nameof(alpha), this.alpha, constraints.positive);
            _init(new Exponential(this.alpha, generator), [new transforms.ExpTransform(), new transforms.AffineTransform(zeros_like(this.scale), this.scale)]);
        }

        public Tensor scale => Parameter(0);

        public Tensor alpha => Parameter(1);

        /// <summary>Infinite for alpha ≤ 1.</summary>
        public override Tensor mean
        {
            get
            {
                var a = alpha.clamp(min: 1);
                return a * scale / (a - 1);
            }
        }

        public override Tensor mode => scale;

        /// <summary>Infinite for alpha ≤ 2.</summary>
        public override Tensor variance
        {
            get
            {
                var a = alpha.clamp(min: 2);
                return scale.square() * a / ((a - 1).square() * (a - 2));
            }
        }

        public override Tensor entropy() => (scale / alpha).log() + (1 + alpha.reciprocal());

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Expanded(batch_shape, instance, p => new Pareto(p[0], p[1], generator));
    }
}
