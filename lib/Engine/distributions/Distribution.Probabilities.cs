namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        // Discrete variables are given by probabilities or by logits; each form is computed from the other on demand.
        public abstract partial class Distribution
        {
            /// <summary>max(x, 0), with gradient ½ at 0.</summary>
            protected Tensor ClampByZero(Tensor x) => (x.clamp(min: 0) + x - x.clamp(max: 0)) / 2;

            /// <summary>Keeps probabilities away from 0 and 1 by the type's resolution, so that logarithms are finite.</summary>
            protected Tensor ClampProbs(Tensor probs)
            {
                var eps = FloatLimits.Eps(probs.dtype);
                return probs.clamp(eps, 1 - eps);
            }

            /// <summary>The sigmoid if each logit is of a variable of its own, else the softmax along the last dimension.</summary>
            protected Tensor LogitsToProbs(Tensor logits, bool isBinary = false) => isBinary ? logits.sigmoid() : logits.softmax(-1);

            protected Tensor ProbsToLogits(Tensor probs, bool isBinary = false)
            {
                var inside = ClampProbs(probs);
                return isBinary ? inside.log() - (-inside).log1p() : inside.log();
            }

            /// <summary>Exactly one of the two.</summary>
            private protected Tensor OneOf(Tensor? probs, Tensor? logits) => probs is null == logits is null
                ? throw new ArgumentException($"{GetType().Name}: either probs or logits must be given, but not both.")
                : (probs ?? logits)!;

            /// <summary>A value for each number of the support, before the batch dimensions.</summary>
            private protected Tensor Support(Tensor values, bool expand)
            {
                var support = values.reshape([values.Impl.Sizes[0], .. Enumerable.Repeat(1L, batch_shape.Length), .. event_shape.Shape]);
                return expand ? support.expand([values.Impl.Sizes[0], .. batch_shape.Shape, .. event_shape.Shape]) : support;
            }

            /// <summary>Every element NaN, or another constant, for moments that do not exist.</summary>
            private protected Tensor Constant(double value, ScalarType type) => full(ExtendedShape(), value, type);
        }
    }
}
