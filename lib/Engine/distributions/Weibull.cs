namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>P(X &gt; x) = exp(−(x/scale) to the power of concentration), x ≥ 0.</summary>
            public static Weibull Weibull(Tensor scale, Tensor concentration, Generator? generator = null) => new(scale, concentration, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>A power of an exponential variable: lifetimes whose rate of failure grows (concentration above 1) or falls with age.</summary>
    public class Weibull : TransformedDistribution
    {
        internal Weibull(Tensor scale, Tensor concentration, Generator? generator = null) : base(generator)
        {
            Hold(scale, concentration);
            Require(nameof(scale), this.scale, constraints.positive);
            Require(nameof(concentration), this.concentration, constraints.positive);
            _init(
                new Exponential(ones_like(this.scale), generator),
                [new transforms.PowerTransform(Exponent), new transforms.AffineTransform(zeros_like(this.scale), this.scale)]);
        }

        private Tensor scale => Parameter(0);

        private Tensor concentration => Parameter(1);

        private Tensor Exponent => concentration.reciprocal();

        public override Tensor mean => scale * (1 + Exponent).lgamma().exp();

        public override Tensor mode => scale * ((concentration - 1) / concentration).pow(Exponent);

        public override Tensor variance => scale.square() * ((1 + 2 * Exponent).lgamma().exp() - (2 * (1 + Exponent).lgamma()).exp());

        public override Tensor entropy() => euler_constant * (1 - Exponent) + (scale * Exponent).log() + 1;

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Expanded(batch_shape, instance, p => new Weibull(p[0], p[1], generator));
    }
}
