using TorchSharp.Autograd;
using TorchSharp.Kernels;
using TorchSharp.Layers;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The windows of a convolution as columns: [N, C, H, W] to [N, C·Kh·Kw, L], L the number of places.</summary>
            public static Tensor unfold(
                Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null)
            {
                var sizes = input.Impl.Sizes;
                RequireFloating("unfold", input);
                if (sizes.Length != 4) throw Guard.Error($"unfold: expected input [N, C, H, W], got {Guard.Shape(sizes)}.");
                return Unfolded(Windows("unfold", sizes[0], sizes[1], sizes[2], sizes[3], kernel_size, dilation, padding, stride), input);
            }

            /// <summary>The square windows of a convolution as columns.</summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            /// <summary>Adds columns [N, C·Kh·Kw, L] up to images [N, C, H, W], (H, W) = output_size: the transpose of <see cref="unfold(Tensor, long, long, long, long)"/>.</summary>
            public static Tensor fold(
                Tensor input, (long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null)
            {
                var (sizes, window) = (input.Impl.Sizes, kernel_size.Item1 * kernel_size.Item2);
                RequireFloating("fold", input);
                if (sizes.Length != 3 || window < 1 || sizes[1] % window != 0)
                    throw Guard.Error($"fold: expected input [N, C·{window}, L] for a kernel of {kernel_size}, got {Guard.Shape(sizes)}.");
                var g = Windows("fold", sizes[0], sizes[1] / window, output_size.Item1, output_size.Item2, kernel_size, dilation, padding, stride);
                if (g.Places != sizes[2]) throw Guard.Error($"fold: output_size {output_size} has {g.Places} places for a kernel of {kernel_size}, but input {Guard.Shape(sizes)} has {sizes[2]}.");
                return Folded(g, input);
            }

            /// <summary>Adds columns up to square images.</summary>
            public static Tensor fold(Tensor input, long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                fold(input, (output_size, output_size), (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            private static ConvGeometry Windows(
                string operation, long batch, long channels, long height, long width, (long, long) kernel, (long, long)? dilation, (long, long)? padding, (long, long)? stride)
            {
                var (d, p, s) = (dilation ?? (1, 1), padding ?? (0, 0), stride ?? (1, 1));
                if (Math.Min(Math.Min(kernel.Item1, kernel.Item2), Math.Min(Math.Min(d.Item1, d.Item2), Math.Min(s.Item1, s.Item2))) < 1 || Math.Min(p.Item1, p.Item2) < 0)
                    throw Guard.Error($"{operation}: kernel_size {kernel}, dilation {d} and stride {s} must be positive, padding {p} not negative.");
                var rows = height + 2 * p.Item1 - d.Item1 * (kernel.Item1 - 1) - 1;
                var columns = width + 2 * p.Item2 - d.Item2 * (kernel.Item2 - 1) - 1;
                if (rows < 0 || columns < 0) throw Guard.Error($"{operation}: a window of {kernel} with dilation {d} does not fit an image of {(height, width)} with padding {p}.");
                return checked(new(
                    (int)batch, (int)channels, (int)height, (int)width, 1, (int)(rows / s.Item1 + 1), (int)(columns / s.Item2 + 1), (int)kernel.Item1, (int)kernel.Item2,
                    (int)s.Item1, (int)s.Item2, (int)p.Item1, (int)p.Item2, (int)d.Item1, (int)d.Item2, 1));
            }

            private static unsafe Tensor Unfolded(ConvGeometry g, Tensor images)
            {
                using var dense = images.detach().contiguous();
                var columns = new Tensor(TensorImpl.Allocate(images.dtype, [g.Batch, g.Rows, g.Places]));
                for (var i = 0; i < g.Batch; i++)
                {
                    var (from, to) = ((long)i * g.Inputs * g.Pixels, (long)i * g.Rows * g.Places);
                    if (images.dtype == ScalarType.Float32) ConvColumns.Gather(g, (float*)dense.Impl.Data + from, (float*)columns.Impl.Data + to, g.Places);
                    else ConvColumns.Gather(g, (double*)dense.Impl.Data + from, (double*)columns.Impl.Data + to, g.Places);
                }
                return Tape.Records(images) ? Tape.Record("UnfoldBackward", columns, [images], [], d => [Folded(g, d.Output)]) : columns;
            }

            private static unsafe Tensor Folded(ConvGeometry g, Tensor columns)
            {
                using var dense = columns.detach().contiguous();
                var images = zeros(new[] { (long)g.Batch, g.Inputs, g.Height, g.Width }, columns.dtype);
                for (var i = 0; i < g.Batch; i++)
                {
                    var (from, to) = ((long)i * g.Rows * g.Places, (long)i * g.Inputs * g.Pixels);
                    if (columns.dtype == ScalarType.Float32) ConvColumns.Scatter(g, (float*)dense.Impl.Data + from, g.Places, (float*)images.Impl.Data + to);
                    else ConvColumns.Scatter(g, (double*)dense.Impl.Data + from, g.Places, (double*)images.Impl.Data + to);
                }
                return Tape.Records(columns) ? Tape.Record("FoldBackward", images, [columns], [], d => [Unfolded(g, d.Output)]) : images;
            }
        }
    }
}
