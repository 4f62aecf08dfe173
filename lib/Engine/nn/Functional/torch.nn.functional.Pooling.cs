using TorchSharp.Kernels;
using TorchSharp.Layers;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The largest value of each window of [N, C, L] or [C, L]; stride is the kernel size unless given.</summary>
            public static Tensor max_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool1d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode).output;

            /// <summary>The same, and where the values lie in L.</summary>
            public static (Tensor output, Tensor indices) max_pool1d_with_indices(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
            {
                RequireSpatial("max_pool1d", input, 1);
                var (values, indices) = max_pool2d_with_indices(input.unsqueeze(-2), [1, kernel_size], [1, stride ?? kernel_size], [0, padding ?? 0], [1, dilation ?? 1], ceil_mode);
                return (values.squeeze(-2), indices.squeeze(-2));
            }

            /// <summary>The largest value of each window of [N, C, H, W] or [C, H, W]; stride is the kernel size unless given.</summary>
            public static Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
                max_pool2d_with_indices(input, kernel_size, strides, padding, dilation, ceil_mode).output;

            /// <summary>The largest value of each square window.</summary>
            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, [kernel_size], One(stride), One(padding), One(dilation), ceil_mode);

            /// <summary>The largest value of each window.</summary>
            public static Tensor max_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
                max_pool2d(input, Both(kernel_size), Two(stride), Two(padding), Two(dilation), ceil_mode);

            /// <summary>The largest value of each window, and where it lies in the flattened plane H·W.</summary>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
            {
                RequireSpatial("max_pool2d", input, 2);
                var kernel = ConvolutionShapes.PerDimension(kernel_size, 2, 1, "kernel_size");
                var step = strides is null or { Length: 0 } ? kernel : ConvolutionShapes.PerDimension(strides, 2, 1, "stride");
                var (zeros, reach) = (ConvolutionShapes.PerDimension(padding, 2, 0, "padding"), ConvolutionShapes.PerDimension(dilation, 2, 1, "dilation"));
                var single = input.Impl.Sizes.Length == 3;
                var x = single ? input.unsqueeze(0) : input;
                var sizes = x.Impl.Sizes;
                var (h, w) = (
                    ResampleOperations.Windows("max_pool2d", sizes[2], kernel[0], step[0], zeros[0], reach[0], ceil_mode),
                    ResampleOperations.Windows("max_pool2d", sizes[3], kernel[1], step[1], zeros[1], reach[1], ceil_mode));
                var g = checked(new ConvGeometry(
                    (int)sizes[0], (int)sizes[1], (int)sizes[2], (int)sizes[3], (int)sizes[1], h, w, (int)kernel[0], (int)kernel[1],
                    (int)step[0], (int)step[1], (int)zeros[0], (int)zeros[1], (int)reach[0], (int)reach[1], 1));
                var indices = ResampleOperations.Largest(x, g);
                // Reading the values by index makes the gradient, and the gradient's gradient, those of gather.
                var values = x.flatten(2).gather(2, indices.flatten(2)).reshape(indices.Impl.Sizes);
                return single ? (values.squeeze(0), indices.squeeze(0)) : (values, indices);
            }

            /// <summary>The mean of each window of [N, C, L] or [C, L].</summary>
            public static Tensor avg_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true)
            {
                RequireSpatial("avg_pool1d", input, 1);
                return ResampleOperations.Resample(
                    input, input.Impl.Sizes.Length - 1,
                    ResampleOperations.Average("avg_pool1d", input.Impl.Sizes[^1], kernel_size, stride ?? kernel_size, padding ?? 0, ceil_mode, count_include_pad, null));
            }

            /// <summary>The mean of each window of [N, C, H, W] or [C, H, W].</summary>
            /// <param name="input">Images.</param>
            /// <param name="kernel_size">Size of the window.</param>
            /// <param name="stride">Step; the kernel size if null.</param>
            /// <param name="padding">Zeros on either side.</param>
            /// <param name="ceil_mode">Whether a last window may stick out.</param>
            /// <param name="count_include_pad">Whether the zeros count in the mean.</param>
            /// <param name="divisor_override">Divides the sum instead of the number of pixels.</param>
            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
            {
                RequireSpatial("avg_pool2d", input, 2);
                if (divisor_override == 0) throw Guard.Error("avg_pool2d: divisor_override must not be 0.");
                var kernel = ConvolutionShapes.PerDimension(kernel_size, 2, 1, "kernel_size");
                var step = stride is null or { Length: 0 } ? kernel : ConvolutionShapes.PerDimension(stride, 2, 1, "stride");
                var zeros = ConvolutionShapes.PerDimension(padding, 2, 0, "padding");
                var n = input.Impl.Sizes.Length;
                ResampleTaps Taps(int d, double? divisor) =>
                    ResampleOperations.Average("avg_pool2d", input.Impl.Sizes[n - 2 + d], kernel[d], step[d], zeros[d], ceil_mode, count_include_pad, divisor);
                var across = ResampleOperations.Resample(input, n - 1, Taps(1, divisor_override));
                return ResampleOperations.Resample(across, n - 2, Taps(0, divisor_override is null ? null : 1));
            }

            /// <summary>The mean of each square window.</summary>
            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, [kernel_size], One(stride), [padding], ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window.</summary>
            public static Tensor avg_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
                avg_pool2d(input, Both(kernel_size), Two(stride), Two(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Means of windows that divide L evenly: [N, C, L] to [N, C, output_size].</summary>
            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size)
            {
                RequireSpatial("adaptive_avg_pool1d", input, 1);
                return ResampleOperations.Resample(input, input.Impl.Sizes.Length - 1, ResampleOperations.AdaptiveAverage(input.Impl.Sizes[^1], output_size));
            }

            /// <summary>Means of windows that divide the image evenly: [N, C, H, W] to [N, C, output_size].</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size)
            {
                RequireSpatial("adaptive_avg_pool2d", input, 2);
                var (size, n) = (ConvolutionShapes.PerDimension(output_size, 2, 1, "output_size"), input.Impl.Sizes.Length);
                var across = ResampleOperations.Resample(input, n - 1, ResampleOperations.AdaptiveAverage(input.Impl.Sizes[n - 1], size[1]));
                return ResampleOperations.Resample(across, n - 2, ResampleOperations.AdaptiveAverage(input.Impl.Sizes[n - 2], size[0]));
            }

            /// <summary>Means of windows that divide the image evenly, to a square.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, [output_size]);

            /// <summary>Means of windows that divide the image evenly.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => adaptive_avg_pool2d(input, Both(output_size));

            private static void RequireSpatial(string operation, Tensor input, int dimensions)
            {
                RequireFloating(operation, input);
                var sizes = input.Impl.Sizes;
                if (sizes.Length != dimensions + 1 && sizes.Length != dimensions + 2)
                    throw Guard.Error($"{operation}: expected {dimensions + 1} or {dimensions + 2} dimensions, got {Guard.Shape(sizes)}.");
                for (var d = sizes.Length - dimensions; d < sizes.Length; d++)
                    if (sizes[d] == 0) throw Guard.Error($"{operation}: input {Guard.Shape(sizes)} has no elements in dimension {d}.");
            }

            private static long[]? One(long? value) => value is { } v ? [v] : null;

            private static long[]? Two((long, long)? value) => value is { } v ? Both(v) : null;
        }
    }
}
