namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>The ratio of two mean squares of df1 and df2 standard normal variables.</summary>
            public static FisherSnedecor FisherSnedecor(Tensor df1, Tensor df2, Generator? generator = null) => new(df1, df2, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The F distribution with df1 and df2 degrees of freedom.</summary>
    public class FisherSnedecor : Distribution
    {
        public FisherSnedecor(Tensor df1, Tensor df2, Generator? generator = null) : base(generator)
        {
            Hold(df1, df2);
            Require(nameof(df1), this.df1, constraints.positive);
            Require(nameof(df2), this.df2, constraints.positive);
        }

        private Tensor df1 => Parameter(0);

        private Tensor df2 => Parameter(1);

        /// <summary>NaN for df2 ≤ 2.</summary>
        public override Tensor mean
        {
            get
            {
                var d = df2.masked_fill(df2.le(2), double.NaN);
                return d / (d - 2);
            }
        }

        /// <summary>NaN for df1 ≤ 2.</summary>
        private protected override Tensor Mode => ((df1 - 2) / df1 * df2 / (df2 + 2)).masked_fill(df1.le(2), double.NaN);

        /// <summary>NaN for df2 ≤ 4.</summary>
        public override Tensor variance
        {
            get
            {
                var d = df2.masked_fill(df2.le(4), double.NaN);
                return 2 * d.square() * (df1 + d - 2) / (df1 * (d - 2).square() * (d - 4));
            }
        }

        public override Tensor rsample(params long[] sample_shape)
        {
            using var numerator = new Gamma(0.5 * df1, df1, generator);
            using var denominator = new Gamma(0.5 * df2, df2, generator);
            var ratio = numerator.rsample(sample_shape) / denominator.rsample(sample_shape);
            ratio.detach().clamp_(min: FloatLimits.Tiny(ratio.dtype));
            return ratio;
        }

        public override Tensor log_prob(Tensor value)
        {
            var (half1, half2, ratio) = (df1 * 0.5, df2 * 0.5, df1 / df2);
            return (half1 + half2).lgamma() - half1.lgamma() - half2.lgamma()
                + half1 * ratio.log() + (half1 - 1) * value.log() - (half1 + half2) * (ratio * value).log1p();
        }

        public override Tensor entropy() => throw new NotImplementedException("FisherSnedecor has no entropy in closed form here.");

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Expanded(batch_shape, instance, p => new FisherSnedecor(p[0], p[1], generator));
    }
}
