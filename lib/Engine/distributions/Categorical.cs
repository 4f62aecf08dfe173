namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>One of K classes, by probabilities or logits [batch_shape, K] of which exactly one is given; neither need be normalised.</summary>
            public static Categorical Categorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(probs, logits, generator);

            /// <summary>Each of so many classes with the same probability.</summary>
            public static Categorical Categorical(int categories, Generator? generator = null) => new(torch.ones(categories) / categories, null, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>One draw of a class number, 0 … K − 1.</summary>
    public class Categorical : Distribution
    {
        private readonly bool _byLogits;

        public Categorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) : base(generator)
        {
            var given = OneOf(probs, logits);
            _byLogits = probs is null;
            if (given.Impl.Sizes.Length < 1) throw new ArgumentException("Categorical: probs or logits must be at least one-dimensional, got a number.");
            if (_byLogits) Require(nameof(logits), given, constraints.real_vector);
            else Require(nameof(probs), given, constraints.independent(constraints.nonnegative, 1));
            Hold(
                new Size(given.Impl.Sizes[..^1]), Size.Empty,
                _byLogits ? given - given.logsumexp(-1, true) : given / given.sum(-1L, true));
            if (!_byLogits) Require(nameof(probs), this.probs, constraints.simplex);
        }

        public Tensor probs => _byLogits ? LogitsToProbs(Parameter(0)) : Parameter(0);

        public Tensor logits => _byLogits ? Parameter(0) : ProbsToLogits(Parameter(0));

        /// <summary>[batch_shape, K].</summary>
        public long[] param_shape => Parameter(0).shape;

        internal long Classes => Parameter(0).Impl.Sizes[^1];

        /// <summary>NaN: classes have no mean.</summary>
        public override Tensor mean => Constant(double.NaN, Parameter(0).dtype);

        private protected override Tensor Mode => probs.argmax(-1);

        public override Tensor variance => Constant(double.NaN, Parameter(0).dtype);

        public override Tensor rsample(params long[] sample_shape) => throw NotReparametrised();

        private protected override Tensor Draw(long[] sample_shape) =>
            probs.reshape(-1, Classes).multinomial(Shapes.Shape.Count(sample_shape), true, generator).t().reshape(ExtendedShape(sample_shape));

        public override Tensor log_prob(Tensor value)
        {
            var both = broadcast_tensors(value.to(ScalarType.Int64).unsqueeze(-1), logits);
            return both[1].gather(-1, both[0].narrow(-1, 0, 1)).squeeze(-1);
        }

        // A probability of zero has the logit −∞; 0 · (−∞) is 0 here.
        public override Tensor entropy() => -(logits.clamp(min: FloatLimits.Min(Parameter(0).dtype)) * probs).sum(-1L);

        private protected override Tensor EnumerateSupport(bool expand) => Support(arange(Classes), expand);

        public override Distribution expand(Size batch_shape, Distribution? instance = null) => Expanded(
            batch_shape, instance, p => _byLogits ? new Categorical(null, p[0], generator) : new Categorical(p[0], null, generator));
    }
}
