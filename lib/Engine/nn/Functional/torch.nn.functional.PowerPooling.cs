using TorchSharp.Layers;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>(Σ xᵖ)^(1/p) of each window of [N, C, L] or [C, L], for p = norm_type; NaN where the sum is negative.</summary>
            public static Tensor lp_pool1d(Tensor input, double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false) =>
                Root(avg_pool1d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode), norm_type, kernel_size);

            /// <summary>(Σ xᵖ)^(1/p) of each window of [N, C, H, W] or [C, H, W], for p = norm_type; NaN where the sum is negative.</summary>
            public static Tensor lp_pool2d(Tensor input, double norm_type, long[] kernel_size, long[]? stride = null, bool ceil_mode = false)
            {
                var kernel = ConvolutionShapes.PerDimension(kernel_size, 2, 1, "kernel_size");
                return Root(avg_pool2d(input.pow(norm_type), kernel, stride, null, ceil_mode), norm_type, kernel[0] * kernel[1]);
            }

            /// <summary>The same for square windows.</summary>
            public static Tensor lp_pool2d(Tensor input, double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false) =>
                lp_pool2d(input, norm_type, [kernel_size], One(stride), ceil_mode);

            /// <summary>From means to sums to roots.</summary>
            private static Tensor Root(Tensor means, double p, long window) => (means * window).pow(1 / p);
        }
    }
}
