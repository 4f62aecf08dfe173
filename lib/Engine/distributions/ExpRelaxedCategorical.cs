namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>The logarithm of a relaxed one-hot vector (Maddison et al. 2017); exactly one of probs and logits [batch_shape, K] is given.</summary>
            public static ExpRelaxedCategorical ExpRelaxedCategorical(Tensor temperature, Tensor? probs = null, Tensor? logits = null,
            Generator? generator = null) => new(temperature, probs, logits, generator);

            public static ExpRelaxedCategorical ExpRelaxedCategorical(Tensor temperature, float? probs, float? logits, Generator? generator = null) =>
                new(temperature, Number(probs), Number(logits), generator);

            public static ExpRelaxedCategorical ExpRelaxedCategorical(Tensor temperature, double? probs, double? logits, Generator? generator = null) =>
                new(temperature, Number(probs), Number(logits), generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>log softmax((logits + Gumbel noise) / temperature): the logarithm of a <see cref="RelaxedOneHotCategorical"/>.</summary>
    public class ExpRelaxedCategorical : Distribution
    {
        private Categorical _categorical;

        internal ExpRelaxedCategorical(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
            : this(temperature, new Categorical(probs, logits, generator), generator)
        {
        }

        private ExpRelaxedCategorical(Tensor temperature, Categorical categorical, Generator? generator) : base(generator, categorical.batch_shape,
        categorical.Classes)
        {
            Require(nameof(temperature), temperature, constraints.positive);
            _categorical = categorical;
            this.temperature = temperature.alias().DetachFromDisposeScope();
        }

        public Tensor temperature { get; }

        public Tensor probs => _categorical.probs;

        public Tensor logits => _categorical.logits;

        public long[] param_shape => _categorical.param_shape;

        public override Tensor mean => throw new NotImplementedException("ExpRelaxedCategorical has no mean in closed form.");

        public override Tensor variance => throw new NotImplementedException("ExpRelaxedCategorical has no variance in closed form.");

        public override Tensor rsample(params long[] sample_shape)
        {
            var u = ClampProbs(rand(ExtendedShape(sample_shape), logits.dtype, generator: generator));
            var scores = (logits - (-u.log()).log()) / temperature;
            return scores - scores.logsumexp(-1, true);
        }

        public override Tensor log_prob(Tensor value)
        {
            var classes = _categorical.Classes;
            var score = logits - value * temperature;
            var scale = full_like(temperature, (double)classes).lgamma() + temperature.log() * (classes - 1);
            return (score - score.logsumexp(-1, true)).sum(-1L) + scale;
        }

        public override Tensor entropy() => throw new NotImplementedException("ExpRelaxedCategorical has no entropy in closed form.");

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
        {
            var wider = (Categorical)_categorical.expand(batch_shape);
            return Expanded(batch_shape, instance, _ => new ExpRelaxedCategorical(temperature, wider, generator));
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _categorical.Dispose();
                temperature.Dispose();
            }
            base.Dispose(disposing);
        }

        private protected override void Adopt(Distribution other)
        {
            base.Adopt(other);
            _categorical = ((ExpRelaxedCategorical)other)._categorical;
        }
    }
}
