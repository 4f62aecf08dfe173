namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>x/(k + α·m)^β, m the mean of the squares of <paramref name="size"/> neighbouring channels (Krizhevsky et al. 2012).</summary>
            /// <param name="input">[N, C, …]; channels beyond the first and last count as zeros.</param>
            /// <param name="size">Channels in a neighbourhood, of which size/2, rounded down, stand before the channel.</param>
            /// <param name="alpha">Factor.</param>
            /// <param name="beta">Exponent.</param>
            /// <param name="k">Constant.</param>
            public static Tensor local_response_norm(Tensor input, long size, double alpha = 0.0001, double beta = 0.75, double k = 1)
            {
                var sizes = input.Impl.Sizes;
                if (sizes.Length < 3 || size < 1) throw Guard.Error($"local_response_norm: expected [N, C, …] with at least 3 dimensions and size ≥ 1, got {Guard.Shape(sizes)} and {size}.");
                // Channels become the signal of an average, zeros included.
                var squares = input.square().flatten(2).transpose(1, 2);
                var mean = avg_pool1d(pad(squares, [size / 2, (size - 1) / 2]), size, 1).transpose(1, 2).reshape(sizes);
                return input / (mean * alpha + k).pow(beta);
            }
        }
    }
}
