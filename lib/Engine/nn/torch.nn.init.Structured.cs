namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>Another name of <see cref="xavier_uniform_"/>.</summary>
            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1) => xavier_uniform_(tensor, gain);

            /// <summary>Another name of <see cref="xavier_normal_"/>.</summary>
            public static Tensor glorot_normal_(Tensor tensor, double gain = 1) => xavier_normal_(tensor, gain);

            /// <summary>Normal numbers between a and b only: uniform ones through the inverse of the distribution function that is cut there.</summary>
            /// <param name="tensor">What to fill.</param>
            /// <param name="mean">Mean of the normal distribution, before the cut.</param>
            /// <param name="std">Its deviation.</param>
            /// <param name="a">Smallest value.</param>
            /// <param name="b">Largest value.</param>
            /// <param name="generator">The default one unless given.</param>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
            {
                var (low, high) = (Kernels.ErrorFunction.Erf((a - mean) / std / Math.Sqrt(2)), Kernels.ErrorFunction.Erf((b - mean) / std / Math.Sqrt(2)));
                return Quietly(tensor, t => t.uniform_(low, high, generator).erfinv_().mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b));
            }

            /// <summary>The identity matrix, [n, m] with ones on the diagonal.</summary>
            public static Tensor eye_(Tensor tensor)
            {
                RequireDimensions(tensor, "eye_", 2, 2);
                return Quietly(tensor, t =>
                {
                    t.zero_();
                    using var diagonal = t.diagonal();
                    diagonal.fill_(1);
                });
            }

            /// <summary>A convolution that passes its channels on: a one in the middle of kernel [i, i], zeros elsewhere.</summary>
            public static Tensor dirac_(Tensor tensor)
            {
                RequireDimensions(tensor, "dirac_", 3, 5);
                return Quietly(tensor, t =>
                {
                    using var scope = NewDisposeScope();
                    var middle = t.zero_();
                    for (var d = 2; d < t.ndim; d++) middle = middle.select(2, t.Impl.Sizes[d] / 2);
                    middle.diagonal().fill_(1);
                });
            }

            /// <summary>Normal numbers, of which each column keeps only some (Martens 2010).</summary>
            /// <param name="tensor">[rows, columns]</param>
            /// <param name="sparsity">Share of zeros in each column, 0 … 1.</param>
            /// <param name="std">Deviation of the others.</param>
            public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01)
            {
                RequireDimensions(tensor, "sparse_", 2, 2);
                var (rows, columns) = (tensor.Impl.Sizes[0], tensor.Impl.Sizes[1]);
                var zeros = (long)Math.Ceiling(sparsity * rows);
                return Quietly(tensor, t =>
                {
                    using var scope = NewDisposeScope();
                    t.normal_(0, std);
                    for (var column = 0L; column < columns; column++)
                        t.select(1, column).index_fill_(0, randperm(rows).slice(0, 0, zeros, 1), 0);
                });
            }

            private static void RequireDimensions(Tensor tensor, string what, int fewest, int most)
            {
                if (tensor.ndim < fewest || tensor.ndim > most)
                {
                    var ranks = fewest == most ? $"{fewest}" : $"{fewest} to {most}";
                    throw Guard.Error($"{what} fills tensors of {ranks} dimensions, this one has shape {Guard.Shape(tensor.Impl.Sizes)}.");
                }
            }
        }
    }
}
