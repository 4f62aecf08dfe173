namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>A differentiable stand-in for a one-hot vector, sharper at lower temperature (Maddison et al. 2017; Jang et al. 2017).</summary>
            public static RelaxedOneHotCategorical RelaxedOneHotCategorical(Tensor temperature, Tensor? probs = null, Tensor? logits = null,
            Generator? generator = null) => new(temperature, probs, logits, generator);

            public static RelaxedOneHotCategorical RelaxedOneHotCategorical(Tensor temperature, float? probs, float? logits, Generator? generator = null) =>
                new(temperature, Number(probs), Number(logits), generator);

            public static RelaxedOneHotCategorical RelaxedOneHotCategorical(Tensor temperature, double? probs, double? logits, Generator? generator = null) =>
                new(temperature, Number(probs), Number(logits), generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The Concrete or Gumbel-softmax distribution: points of the simplex, near its corners at low temperature.</summary>
    public class RelaxedOneHotCategorical : TransformedDistribution
    {
        public RelaxedOneHotCategorical(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
            : this(new ExpRelaxedCategorical(temperature, probs, logits, generator), generator)
        {
        }

        private RelaxedOneHotCategorical(ExpRelaxedCategorical log, Generator? generator) : base(log, new transforms.ExpTransform(), generator)
        {
        }

        private ExpRelaxedCategorical Base => (ExpRelaxedCategorical)base_distribution;

        public Tensor temperature => Base.temperature;

        public Tensor probs => Base.probs;

        public Tensor logits => Base.logits;

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Like(Base, batch_shape, instance, b => new RelaxedOneHotCategorical(b, generator));
    }
}
