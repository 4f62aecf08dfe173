namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>1 with probability probs = sigmoid(logits), else 0; exactly one of the two is given.</summary>
            public static Bernoulli Bernoulli(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(probs, logits, generator);

            public static Bernoulli Bernoulli(float? probs, float? logits, Generator? generator = null) =>
                new(Number(probs), Number(logits), generator);

            public static Bernoulli Bernoulli(double? probs, double? logits, Generator? generator = null) =>
                new(Number(probs), Number(logits), generator);

            /// <summary>A number as a 0-d tensor; null stays null.</summary>
            private static Tensor? Number(float? value) => value is { } number ? tensor(number) : null;

            private static Tensor? Number(double? value) => value is { } number ? tensor(number) : null;
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>One coin toss.</summary>
    public class Bernoulli : Distribution
    {
        private readonly bool _byLogits;

        public Bernoulli(Tensor? p = null, Tensor? l = null, Generator? generator = null) : base(generator)
        {
            Hold(OneOf(p, l));
            _byLogits = p is null;
            if (_byLogits) Require(nameof(logits), logits, constraints.real);
            else Require(nameof(probs), probs, constraints.unit_interval);
        }

        public Tensor probs => _byLogits ? LogitsToProbs(Parameter(0), true) : Parameter(0);

        public Tensor logits => _byLogits ? Parameter(0) : ProbsToLogits(Parameter(0), true);

        public override Tensor mean => probs;

        /// <summary>NaN at probability ½.</summary>
        private protected override Tensor Mode => probs.ge(0.5).to(probs.dtype).masked_fill(probs.eq(0.5), double.NaN);

        public override Tensor variance => probs * (1 - probs);

        public override Tensor rsample(params long[] sample_shape) => throw NotReparametrised();

        private protected override Tensor Draw(long[] sample_shape) => probs.expand(ExtendedShape(sample_shape)).bernoulli(generator);

        public override Tensor log_prob(Tensor value)
        {
            var both = broadcast_tensors(logits, value.to(Parameter(0).dtype));
            return -nn.functional.binary_cross_entropy_with_logits(both[0], both[1], reduction: nn.Reduction.None);
        }

        public override Tensor entropy() => nn.functional.binary_cross_entropy_with_logits(logits, probs, reduction: nn.Reduction.None);

        private protected override Tensor EnumerateSupport(bool expand) => Support(arange(2, Parameter(0).dtype), expand);

        public override Distribution expand(Size batch_shape, Distribution? instance = null) => Expanded(
            batch_shape, instance, p => _byLogits ? new Bernoulli(null, p[0], generator) : new Bernoulli(p[0], null, generator));
    }
}
