namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>How often each of K classes comes up in total_count draws; exactly one of probs and logits [batch_shape, K] is given.</summary>
            public static Multinomial Multinomial(int total_count, Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
                new(total_count, probs, logits, generator);

            /// <summary>Each of so many classes with the same probability.</summary>
            public static Multinomial Multinomial(int total_count, int categories, Generator? generator = null) =>
                new(total_count, torch.ones(categories) / categories, null, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>Counts of classes in total_count independent draws.</summary>
    public class Multinomial : Distribution
    {
        private readonly int _count;
        private Categorical _categorical;

        public Multinomial(int total_count, Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
            : this(total_count, new Categorical(probs, logits, generator), generator)
        {
        }

        private Multinomial(int total_count, Categorical categorical, Generator? generator) : base(generator, categorical.batch_shape, categorical.Classes)
        {
            if (total_count < 0) throw new ArgumentException($"Multinomial: total_count must not be negative, got {total_count}.", nameof(total_count));
            (_count, _categorical) = (total_count, categorical);
        }

        public Tensor probs => _categorical.probs;

        public Tensor logits => _categorical.logits;

        public long[] param_shape => _categorical.param_shape;

        public override Tensor mean => probs * _count;

        public override Tensor variance => _count * probs * (1 - probs);

        public override Tensor rsample(params long[] sample_shape) => throw NotReparametrised();

        private protected override Tensor Draw(long[] sample_shape)
        {
            var draws = _categorical.sample([_count, .. sample_shape]).movedim([0], [-1]);
            var counts = zeros(ExtendedShape(sample_shape), ScalarType.Int64);
            return counts.scatter_add_(-1, draws, ones_like(draws)).to(probs.dtype);
        }

        public override Tensor log_prob(Tensor value)
        {
            // 0 · log 0 is 0.
            var l = logits;
            var finite = l.masked_fill(value.eq(0).logical_and(l.eq(double.NegativeInfinity)), 0);
            return (value.sum(-1L) + 1).lgamma() - (value + 1).lgamma().sum(-1L) + (finite * value).sum(-1L);
        }

        // n · H(one draw) − log n! + Σ over classes of E[log k!], where k is binomial.
        public override Tensor entropy()
        {
            var ofClass = new Binomial(tensor(_count), probs, null, generator);
            var k = ofClass.enumerate_support(false)[1..];
            var factorials = (ofClass.log_prob(k).exp() * (k + 1).lgamma()).sum([0L, -1L]);
            return _count * _categorical.entropy() - tensor(_count + 1, probs.dtype).lgamma() + factorials;
        }

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
        {
            var wider = (Categorical)_categorical.expand(batch_shape);
            return Expanded(batch_shape, instance, _ => new Multinomial(_count, wider, generator));
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _categorical.Dispose();
            base.Dispose(disposing);
        }

        private protected override void Adopt(Distribution other)
        {
            base.Adopt(other);
            _categorical = ((Multinomial)other)._categorical;
        }
    }
}
