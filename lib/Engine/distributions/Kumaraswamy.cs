namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>On (0, 1), P(X ≤ x) = 1 − (1 − xᵃ)ᵇ with a = concentration1, b = concentration0.</summary>
            public static Kumaraswamy Kumaraswamy(Tensor concentration1, Tensor concentration0, Generator? generator = null) =>
                new(concentration1, concentration0, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>A relative of the beta distribution whose samples are a closed function of uniform ones.</summary>
    public class Kumaraswamy : TransformedDistribution
    {
        internal Kumaraswamy(Tensor concentration1, Tensor concentration0, Generator? generator = null) : base(generator)
        {
            Hold(concentration1, concentration0);
            Require(nameof(concentration1), this.concentration1, constraints.positive);
            Require(nameof(concentration0), this.concentration0, constraints.positive);
            _init(
                new Uniform(zeros_like(this.concentration0), ones_like(this.concentration0), generator),
                [
                    new transforms.PowerTransform(this.concentration0.reciprocal()), new transforms.AffineTransform(1, -1),
                    new transforms.PowerTransform(this.concentration1.reciprocal()),
                ]);
        }

        public Tensor concentration1 => Parameter(0);

        public Tensor concentration0 => Parameter(1);

        public override Tensor mean => Moment(1);

        /// <summary>NaN where a concentration is below 1: the density is unbounded.</summary>
        public override Tensor mode
        {
            get
            {
                var log = concentration0.reciprocal() * (-concentration0).log1p() - (-concentration0 * concentration1).log1p();
                return log.masked_fill(concentration0.lt(1).logical_or(concentration1.lt(1)), double.NaN).exp();
            }
        }

        public override Tensor variance => Moment(2) - mean.square();

        public override Tensor entropy()
        {
            var t1 = 1 - concentration1.reciprocal();
            var t0 = 1 - concentration0.reciprocal();
            var harmonic = (concentration0 + 1).digamma() + euler_constant;
            return t0 + t1 * harmonic - concentration1.log() - concentration0.log();
        }

        // E[Xⁿ] = b · B(1 + n/a, b).
        private Tensor Moment(int n)
        {
            var shifted = 1 + n / concentration1;
            return concentration0 * (shifted.lgamma() + concentration0.lgamma() - (shifted + concentration0).lgamma()).exp();
        }

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Expanded(batch_shape, instance, p => new Kumaraswamy(p[0], p[1], generator));
    }
}
