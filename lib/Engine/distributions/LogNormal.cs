namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>eˣ of x ~ N(loc, scale²).</summary>
            public static LogNormal LogNormal(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The variable whose logarithm is normal.</summary>
    public class LogNormal : TransformedDistribution
    {
        internal LogNormal(Tensor loc, Tensor scale, Generator? generator = null) : base(new Normal(loc, scale, generator), new transforms.ExpTransform(),
        generator)
        {
        }

        private Normal Base => (Normal)base_distribution;

        public Tensor loc => Base.loc;

        public Tensor scale => Base.scale;

        public override Tensor mean => (loc + scale.square() / 2).exp();

        public override Tensor mode => (loc - scale.square()).exp();

        public override Tensor variance => scale.square().expm1() * (2 * loc + scale.square()).exp();

        public override Tensor entropy() => Base.entropy() + loc;

        public override Distribution expand(Size batch_shape, Distribution? instance = null) => Like(
            Base, batch_shape, instance, b => new LogNormal(b.loc, b.scale, generator));
    }
}
