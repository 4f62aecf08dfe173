namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>Number of failures before the first success of probability probs = sigmoid(logits); exactly one of the two is given.</summary>
            public static Geometric Geometric(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(probs, logits, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>Failures before the first success: 0, 1, 2, …</summary>
    public class Geometric : Distribution
    {
        private readonly bool _byLogits;

        public Geometric(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) : base(generator)
        {
            Hold(OneOf(probs, logits));
            _byLogits = probs is null;
            if (_byLogits)
            {
                Require(nameof(logits), this.logits, constraints.real);
                return;
            }
            Require(nameof(probs), this.probs, constraints.unit_interval);
            Require(nameof(probs), this.probs, constraints.positive);
        }

        public Tensor probs => _byLogits ? LogitsToProbs(Parameter(0), true) : Parameter(0);

        public Tensor logits => _byLogits ? Parameter(0) : ProbsToLogits(Parameter(0), true);

        public override Tensor mean => 1 / probs - 1;

        private protected override Tensor Mode => zeros_like(probs);

        public override Tensor variance => (1 / probs - 1) / probs;

        public override Tensor rsample(params long[] sample_shape) => throw NotReparametrised();

        private protected override Tensor Draw(long[] sample_shape)
        {
            var p = probs;
            var u = empty(ExtendedShape(sample_shape), p.dtype).uniform_(FloatLimits.Tiny(p.dtype), 1, generator);
            return (u.log() / (-p).log1p()).floor();
        }

        public override Tensor log_prob(Tensor value)
        {
            // Certain success: 0 · log 0 is 0.
            var p = probs;
            var failure = p.masked_fill(p.eq(1).logical_and(value.eq(0)), 0);
            return value * (-failure).log1p() + p.log();
        }

        public override Tensor entropy() => nn.functional.binary_cross_entropy_with_logits(logits, probs, reduction: nn.Reduction.None) / probs;

        public override Distribution expand(Size batch_shape, Distribution? instance = null) => Expanded(
            batch_shape, instance, p => _byLogits ? new Geometric(null, p[0], generator) : new Geometric(p[0], null, generator));
    }
}
