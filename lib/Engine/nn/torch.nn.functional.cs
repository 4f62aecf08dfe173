namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>How a loss over many elements becomes one number.</summary>
        public enum Reduction : long
        {
            None = 0,
            Mean = 1,
            Sum = 2,
        }

        /// <summary>Layers and losses without state.</summary>
        public static partial class functional
        {
            /// <summary>x · Wᵀ + b; x [*, in], W [out, in], b [out].</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Tensor.LinearForward(input, weights, bias);

            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_() : x.relu();

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? input.leaky_relu_(negative_slope) : input.leaky_relu(negative_slope);

            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_() : x.sigmoid();

            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_() : x.tanh();

            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => x.softplus(beta, threshold);

            public static Tensor silu(Tensor x, bool inplace = false) => Place(x, x => x.silu(), inplace);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            /// <summary>(input − target)², reduced.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => Reduce((input - target).square(), reduction);

            /// <summary>−[y log σ(x) + (1 − y) log(1 − σ(x))], computed from the logits x without overflow, then reduced.</summary>
            /// <param name="input">Logits, any shape.</param>
            /// <param name="target">Probabilities in [0, 1], same shape.</param>
            /// <param name="weight">Factor of each element; broadcasts.</param>
            /// <param name="reduction">Mean, sum or none.</param>
            /// <param name="pos_weights">Factor of the y log σ(x) term; broadcasts.</param>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
            {
                if (!input.Impl.Sizes.AsSpan().SequenceEqual(target.Impl.Sizes))
                    throw Guard.Error($"Target size {Guard.Shape(target.Impl.Sizes)} must be the same as input size {Guard.Shape(input.Impl.Sizes)}.");
                Tensor loss;
                if (pos_weights is null)
                {
                    loss = Tensor.BinaryCrossEntropyWithLogits(input, target);
                }
                else
                {
                    var logWeight = (pos_weights - 1) * target + 1;
                    loss = (1 - target) * input + logWeight * (-input).softplus(1, 60);
                }
                return Reduce(weight is null ? loss : loss * weight, reduction);
            }

            /// <summary>−[y log p + (1 − y) log(1 − p)] with logarithms cut off at −100, then reduced.</summary>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                var loss = Tensor.BinaryCrossEntropyOfProbability(input, target);
                return Reduce(weight is null ? loss : loss * weight, reduction);
            }

            private static Tensor Reduce(Tensor loss, Reduction reduction) => reduction switch
            {
                Reduction.Sum => loss.sum(),
                Reduction.Mean => loss.mean(),
                _ => loss,
            };
        }
    }
}
