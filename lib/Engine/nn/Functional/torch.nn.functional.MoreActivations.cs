namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>x for x &gt; 0, else α(e^(x/α) − 1) (Barron 2017).</summary>
            public static Tensor celu(Tensor x, double alpha, bool inplace = false) => Place(x, x => x.celu(alpha), inplace);

            /// <summary>x for x &gt; 0, else x times the mean of lower and upper: the randomized ReLU of Xu et al. (2015) as TorchSharp evaluates it.</summary>
            public static Tensor rrelu(Tensor x, double lower = 1.0 / 8, double upper = 1.0 / 3, bool inplace = false)
            {
                if (!(lower <= upper)) throw Guard.Error($"rrelu: lower {lower} must not be larger than upper {upper}.");
                return leaky_relu(x, (lower + upper) / 2, inplace);
            }

            /// <summary>x for x &gt; threshold, else value.</summary>
            public static Tensor threshold(Tensor x, double threshold, double value, bool inplace = false) => Place(x, x => x.threshold(threshold, value), inplace);

            /// <summary>min(max(x + 3, 0), 6)/6.</summary>
            public static Tensor hardsigmoid(Tensor input, bool inplace = false) => Place(input, static x => x.hardsigmoid(), inplace);

            /// <summary>x · min(max(x + 3, 0), 6)/6 (Howard et al. 2019).</summary>
            public static Tensor hardswish(Tensor input, bool inplace = false) => Place(input, static x => x.hardswish(), inplace);

            /// <summary>log σ(x), without underflow.</summary>
            public static Tensor logsigmoid(Tensor x) => x.log_sigmoid();

            /// <summary>a · σ(b) for the halves a and b of a dimension (Dauphin et al. 2017).</summary>
            public static Tensor glu(Tensor input, long dim = -1) => input.glu(dim);

            /// <summary>x/(1 + |x|).</summary>
            public static Tensor softsign(Tensor x, bool inplace = false) => Place(x, static x => x / (x.abs() + 1), inplace);

            /// <summary>x for |x| &gt; λ, else 0.</summary>
            public static Tensor hardshrink(Tensor x, double lambda = 0.5) => x.masked_fill(x.detach().abs() <= lambda, 0);

            /// <summary>x moved towards 0 by λ, at most to 0.</summary>
            public static Tensor softshrink(Tensor x, double lambda = 0.5)
            {
                if (lambda < 0) throw Guard.Error($"softshrink: lambda must not be negative, got {lambda}.");
                return x - x.clamp(-lambda, lambda);
            }

            /// <summary>x − tanh x.</summary>
            public static Tensor tanhshrink(Tensor x, bool inplace = false) => Place(x, static x => x - x.tanh(), inplace);

            /// <summary>softmax(−x).</summary>
            public static Tensor softmin(Tensor x, long dim) => softmax(-x, dim);

            /// <summary>softmax over the channels of [N, C, H, W] or [C, H, W].</summary>
            public static Tensor softmax2d(Tensor x)
            {
                if (x.Impl.Sizes.Length is not (3 or 4)) throw Guard.Error($"softmax2d: expected [N, C, H, W] or [C, H, W], got {Guard.Shape(x.Impl.Sizes)}.");
                return softmax(x, -3);
            }
        }
    }
}
