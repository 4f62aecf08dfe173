namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// Sets elements to the lower limit of SELU with probability p and maps all so that mean 0 and variance 1 stay (Klambauer et al. 2017),
            /// in training only. The random stream is PyTorch's.
            /// </summary>
            public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                DropToLimit("alpha_dropout", input, input.Impl.Sizes, p, training, inplace);

            /// <summary>The same for whole channels of [N, C, …].</summary>
            public static Tensor feature_alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false)
            {
                var sizes = input.shape;
                if (sizes.Length < 2) throw Guard.Error($"feature_alpha_dropout: expected [N, C, …], got {Guard.Shape(sizes)}.");
                Array.Fill(sizes, 1, 2, sizes.Length - 2);
                return DropToLimit("feature_alpha_dropout", input, sizes, p, training, inplace);
            }

            private static Tensor DropToLimit(string operation, Tensor input, long[] noise, double p, bool training, bool inplace)
            {
                const double Limit = 1.7580993408473766; // SELU's α · scale
                if (!(p >= 0 && p <= 1)) throw Guard.Error($"{operation}: the probability must be from 0 to 1, got {p}.");
                if (!training || p == 0 || input.Impl.Count == 0) return inplace ? input : input.alias();
                if (p == 1) return inplace ? input.mul_(0) : input.mul(0);
                var scale = 1 / Math.Sqrt((Limit * Limit * p + 1) * (1 - p));
                Tensor kept, offset;
                using (no_grad())
                {
                    var drawn = empty(noise, input.dtype).bernoulli_(1 - p);
                    offset = (drawn - 1) * (Limit * scale) + Limit * scale * p;
                    kept = drawn * scale;
                }
                return inplace ? input.mul_(kept).add_(offset) : input * kept + offset;
            }
        }
    }
}
