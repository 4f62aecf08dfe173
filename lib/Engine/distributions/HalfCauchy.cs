namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>|x| of a Cauchy variable x with median zero.</summary>
            public static HalfCauchy HalfCauchy(Tensor scale, Generator? generator = null) => new(scale, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The absolute value of a Cauchy variable with median zero.</summary>
    public class HalfCauchy : TransformedDistribution
    {
        internal HalfCauchy(Tensor scale, Generator? generator = null)
            : base(new Cauchy(zeros_like(scale), scale, generator), new transforms.AbsTransform(), generator)
        {
        }

        private Cauchy Base => (Cauchy)base_distribution;

        public Tensor scale => Base.scale;

        public override Tensor mean => Constant(double.PositiveInfinity, scale.dtype);

        public override Tensor mode => zeros_like(scale);

        public override Tensor variance => Base.variance;

        public override Tensor log_prob(Tensor value)
        {
            var folded = Base.log_prob(value) + Math.Log(2);
            return folded.masked_fill(value.lt(0), double.NegativeInfinity);
        }

        public override Tensor cdf(Tensor value) => 2 * Base.cdf(value) - 1;

        public override Tensor icdf(Tensor value) => Base.icdf((value + 1) / 2);

        public override Tensor entropy() => Base.entropy() - Math.Log(2);

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Like(Base, batch_shape, instance, b => new HalfCauchy(b.scale, generator));
    }
}
