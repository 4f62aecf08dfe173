namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>Successes in total_count trials of probability probs = sigmoid(logits); exactly one of the two is given.</summary>
            public static Binomial Binomial(Tensor total_count, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
                new(total_count, probs, logits, generator);

            public static Binomial Binomial(int total_count, float? probs, float? logits, Generator? generator = null) =>
                new(tensor(total_count), Number(probs), Number(logits), generator);

            public static Binomial Binomial(int total_count, double? probs, double? logits, Generator? generator = null) =>
                new(tensor(total_count), Number(probs), Number(logits), generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>Number of successes in total_count trials.</summary>
    public class Binomial : Distribution
    {
        private readonly bool _byLogits;

        public Binomial(Tensor total_count, Tensor? p = null, Tensor? l = null, Generator? generator = null) : base(generator)
        {
            var given = OneOf(p, l);
            Hold(total_count.to(given.dtype), given);
            _byLogits = p is null;
            Require(nameof(total_count), this.total_count, constraints.nonnegative_integer);
            if (_byLogits) Require(nameof(logits), logits, constraints.real);
            else Require(nameof(probs), probs, constraints.unit_interval);
        }

        private Tensor total_count => Parameter(0);

        public Tensor probs => _byLogits ? LogitsToProbs(Parameter(1), true) : Parameter(1);

        public Tensor logits => _byLogits ? Parameter(1) : ProbsToLogits(Parameter(1), true);

        public override Tensor mean => total_count * probs;

        public override Tensor mode => ((total_count + 1) * probs).floor().minimum(total_count);

        public override Tensor variance => total_count * probs * (1 - probs);

        public override Tensor rsample(params long[] sample_shape) => throw NotReparametrised();

        private protected override Tensor Draw(long[] sample_shape)
        {
            var shape = ExtendedShape(sample_shape);
            return binomial(total_count.expand(shape), probs.expand(shape), generator);
        }

        // k log p + (n − k) log(1 − p) = k · logit − n · max(logit, 0) − n · log(1 + e^(−|logit|)).
        public override Tensor log_prob(Tensor value)
        {
            var l = logits;
            var normalizer = total_count * ClampByZero(l) + total_count * (-l.abs()).exp().log1p() - (total_count + 1).lgamma();
            return value * l - (value + 1).lgamma() - (total_count - value + 1).lgamma() - normalizer;
        }

        public override Tensor entropy()
        {
            var log = log_prob(enumerate_support(false));
            return -(log.exp() * log).sum(0L);
        }

        private protected override Tensor EnumerateSupport(bool expand)
        {
            var largest = total_count.max().ToDouble();
            if (total_count.min().ToDouble() != largest)
                throw new NotImplementedException("Binomial: the supports of different total_counts cannot be listed together.");
            return Support(arange(largest + 1, dtype: total_count.dtype), expand);
        }

        public override Distribution expand(Size batch_shape, Distribution? instance = null) => Expanded(
            batch_shape, instance, p => _byLogits ? new Binomial(p[0], null, p[1], generator) : new Binomial(p[0], p[1], null, generator));
    }
}
