using TorchSharp.Layers;
using TorchSharp.Shapes;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Puts the values of a max_pool1d back where they came from, zeros elsewhere.</summary>
            /// <param name="input">[N, C, l] or [C, l]</param>
            /// <param name="indices">Of the pooling.</param>
            /// <param name="kernel_size">Of the pooling.</param>
            /// <param name="stride">Of the pooling; the kernel size if null.</param>
            /// <param name="padding">Of the pooling.</param>
            /// <param name="output_size">Size of the result (its last dimension, or all), where several were pooled to this one.</param>
            public static Tensor max_unpool1d(Tensor input, Tensor indices, long kernel_size, long? stride = null, long? padding = null, long[]? output_size = null)
            {
                RequireSpatial("max_unpool1d", input, 1);
                return Unpool("max_unpool1d", input, indices, [kernel_size], One(stride), One(padding), output_size);
            }

            /// <summary>Puts the values of a max_pool2d back where they came from, zeros elsewhere.</summary>
            /// <param name="input">[N, C, h, w] or [C, h, w]</param>
            /// <param name="indices">Of the pooling.</param>
            /// <param name="kernel_size">Of the pooling.</param>
            /// <param name="stride">Of the pooling; the kernel size if null.</param>
            /// <param name="padding">Of the pooling.</param>
            /// <param name="output_size">Size of the result (its last two dimensions, or all), where several were pooled to this one.</param>
            public static Tensor max_unpool2d(Tensor input, Tensor indices, long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? output_size = null)
            {
                RequireSpatial("max_unpool2d", input, 2);
                return Unpool("max_unpool2d", input, indices, kernel_size, stride, padding, output_size);
            }

            private static Tensor Unpool(string operation, Tensor input, Tensor indices, long[] kernelSize, long[]? stride, long[]? padding, long[]? outputSize)
            {
                RequireSameShape(operation, input, indices);
                var sizes = input.Impl.Sizes;
                var d = operation == "max_unpool1d" ? 1 : 2;
                var kernel = ConvolutionShapes.PerDimension(kernelSize, d, 1, "kernel_size");
                var step = stride is null or { Length: 0 } ? kernel : ConvolutionShapes.PerDimension(stride, d, 1, "stride");
                var zeros = ConvolutionShapes.PerDimension(padding, d, 0, "padding");
                long[] leading = sizes[..^d];
                var spatial = new long[d];
                for (var i = 0; i < d; i++) spatial[i] = (sizes[leading.Length + i] - 1) * step[i] - 2 * zeros[i] + kernel[i];
                if (outputSize is not null)
                {
                    if (outputSize.Length != d && outputSize.Length != sizes.Length)
                        throw Guard.Error($"{operation}: output_size {Guard.Shape(outputSize)} must have {d} or {sizes.Length} elements.");
                    for (var i = 0; i < d; i++)
                    {
                        var wanted = outputSize[outputSize.Length - d + i];
                        if (Math.Abs(wanted - spatial[i]) >= step[i])
                            throw Guard.Error($"{operation}: output_size {Guard.Shape(outputSize)} is not less than one stride from {Guard.Shape(spatial)}.");
                        spatial[i] = wanted;
                    }
                }
                var (places, plane) = (indices.reshape([.. leading, -1]).to(ScalarType.Int64), Shape.Count(spatial));
                RequireClasses(operation, places, 0, plane);
                return torch.zeros([.. leading, plane], input.dtype).scatter(-1, places, input.reshape([.. leading, -1])).reshape([.. leading, .. spatial]);
            }
        }
    }
}
