namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>|x| of x ~ N(0, scale²).</summary>
            public static HalfNormal HalfNormal(Tensor scale, Generator? generator = null) => new(scale, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The absolute value of a normal variable with mean zero.</summary>
    public class HalfNormal : TransformedDistribution
    {
        internal HalfNormal(Tensor scale, Generator? generator = null)
            : base(new Normal(zeros_like(scale), scale, generator), new transforms.AbsTransform(), generator)
        {
        }

        private Normal Base => (Normal)base_distribution;

        public Tensor scale => Base.scale;

        public override Tensor mean => scale * Math.Sqrt(2 / Math.PI);

        public override Tensor mode => zeros_like(scale);

        public override Tensor variance => scale.square() * (1 - 2 / Math.PI);

        public override Tensor log_prob(Tensor value)
        {
            var folded = Base.log_prob(value) + Math.Log(2);
            return folded.masked_fill(value.lt(0), double.NegativeInfinity);
        }

        public override Tensor cdf(Tensor value) => 2 * Base.cdf(value) - 1;

        public override Tensor icdf(Tensor prob) => Base.icdf((prob + 1) / 2);

        public override Tensor entropy() => Base.entropy() - Math.Log(2);

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Like(Base, batch_shape, instance, b => new HalfNormal(b.scale, generator));
    }
}
