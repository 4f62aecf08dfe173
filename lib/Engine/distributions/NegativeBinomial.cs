namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>Successes of probability probs = sigmoid(logits) before total_count failures; exactly one of the two is given.</summary>
            public static NegativeBinomial NegativeBinomial(Tensor total_count, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
                new(total_count, probs, logits, generator);

            public static NegativeBinomial NegativeBinomial(int total_count, float? probs, float? logits, Generator? generator = null) =>
                new(tensor(total_count), Number(probs), Number(logits), generator);

            public static NegativeBinomial NegativeBinomial(int total_count, double? probs, double? logits, Generator? generator = null) =>
                new(tensor(total_count), Number(probs), Number(logits), generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>Number of successes before total_count failures.</summary>
    public class NegativeBinomial : Distribution
    {
        private readonly bool _byLogits;

        public NegativeBinomial(Tensor total_count, Tensor? p = null, Tensor? l = null, Generator? generator = null) : base(generator)
        {
            var given = OneOf(p, l);
            Hold(total_count.to(given.dtype), given);
            _byLogits = p is null;
            Require(nameof(total_count), this.total_count, constraints.nonnegative);
            if (_byLogits) Require(nameof(logits), logits, constraints.real);
            else Require(nameof(probs), probs, constraints.half_open_interval(0, 1));
        }

        private Tensor total_count => Parameter(0);

        public Tensor probs => _byLogits ? LogitsToProbs(Parameter(1), true) : Parameter(1);

        public Tensor logits => _byLogits ? Parameter(1) : ProbsToLogits(Parameter(1), true);

        public override Tensor mean => total_count * logits.exp();

        public override Tensor mode => ((total_count - 1) * logits.exp()).floor().clamp(min: 0);

        public override Tensor variance => mean / (-logits).sigmoid();

        public override Tensor rsample(params long[] sample_shape) => throw NotReparametrised();

        // A Poisson count whose rate is gamma distributed.
        private protected override Tensor Draw(long[] sample_shape)
        {
            var shape = ExtendedShape(sample_shape);
            var rate = _standard_gamma(total_count.expand(shape), generator) / (-logits).exp();
            return rate.clamp(min: FloatLimits.Tiny(rate.dtype)).poisson(generator);
        }

        public override Tensor log_prob(Tensor value)
        {
            var unnormalized = -total_count * logits.softplus() - value * (-logits).softplus();
            var normalizer = -(total_count + value).lgamma() + (1 + value).lgamma() + total_count.lgamma();
            return unnormalized - normalizer.masked_fill((total_count + value).eq(0), 0);
        }

        public override Tensor entropy() => throw new NotImplementedException("NegativeBinomial has no entropy in closed form.");

        public override Distribution expand(Size batch_shape, Distribution? instance = null) => Expanded(
            batch_shape, instance, p => _byLogits ? new NegativeBinomial(p[0], null, p[1], generator) : new NegativeBinomial(p[0], p[1], null, generator));
    }
}
