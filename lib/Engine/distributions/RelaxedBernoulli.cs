namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>A differentiable stand-in for a Bernoulli variable, sharper at lower temperature (Maddison et al. 2017; Jang et al. 2017).</summary>
            public static RelaxedBernoulli RelaxedBernoulli(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
                new(temperature, probs, logits, generator);

            public static RelaxedBernoulli RelaxedBernoulli(Tensor temperature, float? probs, float? logits, Generator? generator = null) =>
                new(temperature, Number(probs), Number(logits), generator);

            public static RelaxedBernoulli RelaxedBernoulli(Tensor temperature, double? probs, double? logits, Generator? generator = null) =>
                new(temperature, Number(probs), Number(logits), generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The sigmoid of a <see cref="LogitRelaxedBernoulli"/>.</summary>
    public class RelaxedBernoulli : TransformedDistribution
    {
        public RelaxedBernoulli(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
            : this(new LogitRelaxedBernoulli(temperature, probs, logits, generator), generator)
        {
        }

        private RelaxedBernoulli(LogitRelaxedBernoulli logit, Generator? generator) : base(logit, new transforms.SigmoidTransform(), generator)
        {
        }

        private LogitRelaxedBernoulli Base => (LogitRelaxedBernoulli)base_distribution;

        public Tensor temperature => Base.temperature;

        public Tensor probs => Base.probs;

        public Tensor logits => Base.logits;

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Like(Base, batch_shape, instance, b => new RelaxedBernoulli(b, generator));
    }
}
