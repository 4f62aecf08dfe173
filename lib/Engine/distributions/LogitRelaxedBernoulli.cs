namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>The logit of a relaxed Bernoulli variable (Maddison et al. 2017); exactly one of probs and logits is given.</summary>
            public static LogitRelaxedBernoulli LogitRelaxedBernoulli(Tensor temperature, Tensor? probs = null, Tensor? logits = null,
            Generator? generator = null) => new(temperature, probs, logits, generator);

            public static LogitRelaxedBernoulli LogitRelaxedBernoulli(Tensor temperature, float? probs, float? logits, Generator? generator = null) =>
                new(temperature, Number(probs), Number(logits), generator);

            public static LogitRelaxedBernoulli LogitRelaxedBernoulli(Tensor temperature, double? probs, double? logits, Generator? generator = null) =>
                new(temperature, Number(probs), Number(logits), generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>(logits + logistic noise) / temperature: its sigmoid tends to a Bernoulli variable as the temperature falls (Maddison et al. 2017).</summary>
    public class LogitRelaxedBernoulli : Distribution
    {
        private readonly bool _byLogits;

        public LogitRelaxedBernoulli(Tensor temperature, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) : base(generator)
        {
            var given = OneOf(probs, logits);
            _byLogits = probs is null;
            Hold(given);
            this.temperature = temperature.alias().DetachFromDisposeScope();
            Require(nameof(temperature), temperature, constraints.positive);
            if (_byLogits) Require(nameof(logits), given, constraints.real);
            else Require(nameof(probs), given, constraints.unit_interval);
        }

        internal Tensor temperature { get; }

        public Tensor probs => _byLogits ? LogitsToProbs(Parameter(0), true) : Parameter(0);

        public Tensor logits => _byLogits ? Parameter(0) : ProbsToLogits(Parameter(0), true);

        public override Tensor mean => throw new NotImplementedException("LogitRelaxedBernoulli has no mean in closed form.");

        public override Tensor variance => throw new NotImplementedException("LogitRelaxedBernoulli has no variance in closed form.");

        public override Tensor rsample(params long[] sample_shape)
        {
            var shape = ExtendedShape(sample_shape);
            var inside = ClampProbs(probs.expand(shape));
            var u = ClampProbs(rand(shape, inside.dtype, generator: generator));
            return (u.log() - (-u).log1p() + inside.log() - (-inside).log1p()) / temperature;
        }

        public override Tensor log_prob(Tensor value)
        {
            var difference = logits - value * temperature;
            return temperature.log() + difference - 2 * difference.exp().log1p();
        }

        public override Tensor entropy() => throw new NotImplementedException("LogitRelaxedBernoulli has no entropy in closed form.");

        public override Distribution expand(Size batch_shape, Distribution? instance = null) => Expanded(
            batch_shape, instance, p => _byLogits
                ? new LogitRelaxedBernoulli(temperature, null, p[0], generator)
                : new LogitRelaxedBernoulli(temperature, p[0], null, generator));

        protected override void Dispose(bool disposing)
        {
            if (disposing) temperature.Dispose();
            base.Dispose(disposing);
        }
    }
}
