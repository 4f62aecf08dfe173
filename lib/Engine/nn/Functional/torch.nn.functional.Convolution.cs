using TorchSharp.Layers;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// Cross-correlation in one dimension: y[n, o, l] = b[o] + Σ w[o, c, k] · x[n, c, l·stride + k·dilation − padding].
            /// </summary>
            /// <param name="input">[N, C, L] or [C, L]</param>
            /// <param name="weight">[O, C / groups, K]</param>
            /// <param name="bias">[O] or null.</param>
            /// <param name="stride">Step between places; 1 if null.</param>
            /// <param name="padding">Zeros at either end; 0 if null.</param>
            /// <param name="dilation">Distance of the pixels that neighbouring weights meet; 1 if null.</param>
            /// <param name="groups">Output channels of one group see the input channels of that group only.</param>
            /// <returns>[N, O, L'], L' = ⌊(L + 2·padding − dilation·(K − 1) − 1) / stride⌋ + 1</returns>
            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                Convolve("conv1d", input, weight, bias, [stride ?? 1], [padding ?? 0], [dilation ?? 1], groups);

            /// <summary><see cref="conv1d"/> with padding by name.</summary>
            public static Tensor conv1d_padding(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid, long? dilation = null, long groups = 1) =>
                ConvolvePadded("conv1d_padding", input, weight, bias, [stride ?? 1], padding, [dilation ?? 1], groups);

            /// <summary>Cross-correlation in two dimensions (LeCun et al. 1989).</summary>
            /// <param name="input">[N, C, H, W] or [C, H, W]</param>
            /// <param name="weight">[O, C / groups, Kh, Kw]</param>
            /// <param name="bias">[O] or null.</param>
            /// <param name="strides">Step between places; one number or two; 1 if null.</param>
            /// <param name="padding">Zeros on either side; 0 if null.</param>
            /// <param name="dilation">Distance of the pixels that neighbouring weights meet; 1 if null.</param>
            /// <param name="groups">Output channels of one group see the input channels of that group only.</param>
            /// <returns>[N, O, H', W']</returns>
            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Convolve("conv2d", input, weight, bias, strides, padding, dilation, groups);

            /// <summary><see cref="conv2d"/> with padding by name.</summary>
            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                ConvolvePadded("conv2d_padding", input, weight, bias, strides, padding, dilation, groups);

            /// <summary>The transpose of <see cref="conv1d"/>: [N, C, L] to [N, O, L'], weight [C, O / groups, K].</summary>
            public static Tensor conv_transpose1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? output_padding = null, long? dilation = null, long groups = 1) =>
                ConvolveTransposed("conv_transpose1d", input, weight, bias, [stride ?? 1], [padding ?? 0], [output_padding ?? 0], [dilation ?? 1], groups);

            /// <summary>
            /// The transpose of <see cref="conv2d"/> (Zeiler et al. 2010): [N, C, H, W] to [N, O, H', W'] with weight [C, O / groups, Kh, Kw] and
            /// H' = (H − 1)·stride − 2·padding + dilation·(Kh − 1) + output_padding + 1.
            /// </summary>
            public static Tensor conv_transpose2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                ConvolveTransposed("conv_transpose2d", input, weight, bias, strides, padding, output_padding, dilation, groups);

            private static Tensor Convolve(string operation, Tensor input, Tensor weight, Tensor? bias, long[]? stride, long[]? padding, long[]? dilation, long groups)
            {
                var dimensions = operation[4] - '0';
                var options = Options(dimensions, stride, padding, dilation, groups);
                return OnImages(operation, dimensions, input, weight, (x, w) =>
                    ConvolutionOperations.Forward(ConvolutionShapes.OfConvolution(operation, x, w, bias, options), x, w, bias));
            }

            private static Tensor ConvolvePadded(string operation, Tensor input, Tensor weight, Tensor? bias, long[]? stride, Padding padding, long[]? dilation, long groups)
            {
                var dimensions = operation[4] - '0';
                if (padding == Padding.Valid) return Convolve(operation, input, weight, bias, stride, null, dilation, groups);
                var steps = ConvolutionShapes.PerDimension(stride, dimensions, 1, "stride");
                var distances = ConvolutionShapes.PerDimension(dilation, dimensions, 1, "dilation");
                if (steps.Any(s => s != 1)) throw Guard.Error($"{operation}: padding 'same' needs stride 1, got {Guard.Shape(steps)}.");
                var (total, even) = (new long[dimensions], true);
                for (var d = 0; d < dimensions; d++)
                {
                    total[d] = distances[d] * (weight.Impl.Sizes[d + 2] - 1);
                    even &= total[d] % 2 == 0;
                }
                if (even) return Convolve(operation, input, weight, bias, stride, [.. total.Select(t => t / 2)], dilation, groups);
                // An even kernel leaves one odd zero, which PyTorch puts at the far end.
                var ends = new long[2 * dimensions];
                for (var d = 0; d < dimensions; d++) (ends[2 * (dimensions - 1 - d)], ends[2 * (dimensions - 1 - d) + 1]) = (total[d] / 2, total[d] - total[d] / 2);
                return Convolve(operation, pad(input, ends), weight, bias, stride, null, dilation, groups);
            }

            private static Tensor ConvolveTransposed(
                string operation, Tensor input, Tensor weight, Tensor? bias, long[]? stride, long[]? padding, long[]? output_padding, long[]? dilation, long groups)
            {
                var dimensions = operation[^2] - '0';
                var options = Options(dimensions, stride, padding, dilation, groups);
                var extra = ConvolutionShapes.PerDimension(output_padding, dimensions, 0, "output_padding");
                if (dimensions == 1) extra = [0, extra[0]];
                return OnImages(operation, dimensions, input, weight, (x, w) =>
                    ConvolutionOperations.Transposed(ConvolutionShapes.OfTransposed(operation, x, w, bias, extra, options), x, w, bias));
            }

            private static ConvolutionOptions Options(int dimensions, long[]? stride, long[]? padding, long[]? dilation, long groups)
            {
                var steps = ConvolutionShapes.PerDimension(stride, dimensions, 1, "stride");
                var zeros = ConvolutionShapes.PerDimension(padding, dimensions, 0, "padding");
                var distances = ConvolutionShapes.PerDimension(dilation, dimensions, 1, "dilation");
                return dimensions == 2 ? new(steps, zeros, distances, groups) : new([1, steps[0]], [0, zeros[0]], [1, distances[0]], groups);
            }

            /// <summary>Signals are images one pixel high; a single image is a batch of one.</summary>
            private static Tensor OnImages(string operation, int dimensions, Tensor input, Tensor weight, Func<Tensor, Tensor, Tensor> convolve)
            {
                var (given, kernel) = (input.Impl.Sizes.Length, weight.Impl.Sizes.Length);
                if ((given != dimensions + 2 && given != dimensions + 1) || kernel != dimensions + 2)
                    throw Guard.Error(
                        $"{operation}: expected input of {dimensions + 1} or {dimensions + 2} dimensions and weight of {dimensions + 2}, " +
                        $"got {Guard.Shape(input.Impl.Sizes)} and {Guard.Shape(weight.Impl.Sizes)}.");
                if (dimensions == 2 && given == 4) return convolve(input, weight);
                var x = given == dimensions + 1 ? input.unsqueeze(0) : input;
                var y = dimensions == 2 ? convolve(x, weight) : convolve(x.unsqueeze(2), weight.unsqueeze(2)).squeeze(2);
                return given == dimensions + 1 ? y.squeeze(0) : y;
            }
        }
    }
}
