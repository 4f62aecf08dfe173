namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// Sets elements to 0 with probability p and divides the others by 1 − p (Srivastava et al. 2014), in training only. The random
            /// stream is PyTorch's.
            /// </summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => Drop("dropout", input, input.Impl.Sizes, p, training, inplace);

            /// <summary>Whole channels of [N, C, L] (Tompson et al. 2015).</summary>
            public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => DropChannels("dropout1d", 1, input, p, training, inplace);

            /// <summary>Whole channels of [N, C, H, W] (Tompson et al. 2015).</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) => DropChannels("dropout2d", 2, input, p, training, inplace);

            private static Tensor DropChannels(string operation, int dimensions, Tensor input, double p, bool training, bool inplace)
            {
                var sizes = input.shape;
                if (sizes.Length != dimensions + 1 && sizes.Length != dimensions + 2)
                    throw Guard.Error($"{operation}: expected {dimensions + 1} or {dimensions + 2} dimensions, got {Guard.Shape(sizes)}.");
                Array.Fill(sizes, 1, sizes.Length - dimensions, dimensions);
                return Drop(operation, input, sizes, p, training, inplace);
            }

            private static Tensor Drop(string operation, Tensor input, long[] noise, double p, bool training, bool inplace)
            {
                if (!(p >= 0 && p <= 1)) throw Guard.Error($"{operation}: the probability must be from 0 to 1, got {p}.");
                if (!training || p == 0 || input.Impl.Count == 0) return inplace ? input : input.alias();
                Tensor mask;
                using (no_grad())
                    mask = p == 1 ? zeros(noise, input.dtype) : empty(noise, input.dtype).bernoulli_(1 - p).div_(1 - p);
                return inplace ? input.mul_(mask) : input.mul(mask);
            }
        }
    }
}
