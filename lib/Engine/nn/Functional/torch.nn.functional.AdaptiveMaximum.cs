using TorchSharp.Layers;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Maxima of windows that divide L evenly: [N, C, L] to [N, C, output_size].</summary>
            public static Tensor adaptive_max_pool1d(Tensor input, long output_size) => adaptive_max_pool1d_with_indices(input, output_size).Values;

            /// <summary>The same, and where the values lie in L.</summary>
            public static (Tensor Values, Tensor Indices) adaptive_max_pool1d_with_indices(Tensor input, long output_size)
            {
                RequireSpatial("adaptive_max_pool1d", input, 1);
                var (values, indices) = adaptive_max_pool2d_with_indices(input.unsqueeze(-2), [1, output_size]);
                return (values.squeeze(-2), indices.squeeze(-2));
            }

            /// <summary>Maxima of windows that divide the image evenly: [N, C, H, W] to [N, C, output_size].</summary>
            public static Tensor adaptive_max_pool2d(Tensor input, long[] output_size) => adaptive_max_pool2d_with_indices(input, output_size).Values;

            /// <summary>The same, and where the values lie in the flattened plane H·W.</summary>
            public static (Tensor Values, Tensor Indices) adaptive_max_pool2d_with_indices(Tensor input, long[] output_size)
            {
                RequireSpatial("adaptive_max_pool2d", input, 2);
                var size = ConvolutionShapes.PerDimension(output_size, 2, 1, "output_size");
                var (sizes, n) = (input.Impl.Sizes, input.Impl.Sizes.Length);
                var (height, width) = (sizes[n - 2], sizes[n - 1]);
                List<Tensor> places = [];
                using (no_grad())
                {
                    for (var i = 0L; i < size[0]; i++)
                    {
                        var (top, rows) = Window(height, size[0], i);
                        for (var j = 0L; j < size[1]; j++)
                        {
                            var (left, columns) = Window(width, size[1], j);
                            var at = input.narrow(-2, top, rows).narrow(-1, left, columns).flatten(-2).argmax(-1);
                            places.Add((at.div(columns, RoundingMode.floor) + top) * width + at.remainder(columns) + left);
                        }
                    }
                }
                var indices = stack(places, -1);
                // As in max_pool2d: reading by index has the right gradients of any order.
                var values = input.flatten(-2).gather(-1, indices);
                long[] shape = [.. sizes[..^2], size[0], size[1]];
                return (values.reshape(shape), indices.reshape(shape));
            }

            /// <summary>Start and length of window <paramref name="i"/> of <paramref name="count"/> that cover a size; neighbours may overlap by one.</summary>
            private static (long Start, long Length) Window(long size, long count, long i)
            {
                var start = i * size / count;
                return (start, ((i + 1) * size + count - 1) / count - start);
            }
        }
    }
}
