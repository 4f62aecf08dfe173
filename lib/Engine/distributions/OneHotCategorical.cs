namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>One of K classes as a vector with a single 1, by probabilities or logits [batch_shape, K]; exactly one of the two is given.</summary>
            public static OneHotCategorical OneHotCategorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) =>
                new(probs, logits, generator);

            public static OneHotCategorical OneHotCategorical(float? probs, float? logits, Generator? generator = null) =>
                new(Number(probs), Number(logits), generator);

            public static OneHotCategorical OneHotCategorical(double? probs, double? logits, Generator? generator = null) =>
                new(Number(probs), Number(logits), generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>A class as a vector of length K that is 1 at the class and else 0.</summary>
    public class OneHotCategorical : Distribution
    {
        private Categorical _categorical;

        public OneHotCategorical(Tensor? p = null, Tensor? l = null, Generator? generator = null) : this(new Categorical(p, l, generator), generator)
        {
        }

        private OneHotCategorical(Categorical categorical, Generator? generator) : base(generator, categorical.batch_shape, categorical.Classes) =>
            _categorical = categorical;

        public Tensor probs => _categorical.probs;

        public Tensor logits => _categorical.logits;

        public override Tensor mean => probs;

        public override Tensor mode => OneHot(_categorical.mode);

        public override Tensor variance => probs * (1 - probs);

        public override Tensor rsample(params long[] sample_shape) => throw NotReparametrised();

        private protected override Tensor Draw(long[] sample_shape) => OneHot(_categorical.sample(sample_shape));

        public override Tensor log_prob(Tensor value) => _categorical.log_prob(value.argmax(-1));

        public override Tensor entropy() => _categorical.entropy();

        private protected override Tensor EnumerateSupport(bool expand) => Support(eye(_categorical.Classes, dtype: probs.dtype), expand);

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
        {
            var wider = (Categorical)_categorical.expand(batch_shape);
            return Expanded(batch_shape, instance, _ => new OneHotCategorical(wider, generator));
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _categorical.Dispose();
            base.Dispose(disposing);
        }

        private protected override void Adopt(Distribution other)
        {
            base.Adopt(other);
            _categorical = ((OneHotCategorical)other)._categorical;
        }

        private Tensor OneHot(Tensor classes) => classes.unsqueeze(-1).eq(arange(_categorical.Classes)).to(probs.dtype);
    }
}
