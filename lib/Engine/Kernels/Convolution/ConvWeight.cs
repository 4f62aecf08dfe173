using System.Numerics;
using static TorchSharp.Kernels.ConvProduct;

namespace TorchSharp.Kernels;

/// <summary>
/// The gradient of a convolution by its weight, for a few output channels or very large weights: Σ over images of map · columnsᵀ. Chunks of
/// images follow one another, each cut among the threads by the product itself, so that the order of the sum is always the same.
/// </summary>
internal static unsafe class ConvWeight
{
    /// <summary>Elements of the columns of a chunk: large enough to be worth sharing out, small enough for the cache.</summary>
    private const long ChunkElements = 512 * 1024;

    /// <param name="g">Sizes.</param>
    /// <param name="images">[N, inputs, height, width]</param>
    /// <param name="maps">[N, outputs, map height, map width]</param>
    /// <param name="weight">[outputs, inputs / groups, kernel height, kernel width]; overwritten.</param>
    public static void Run<T>(in ConvGeometry g, T* images, T* maps, T* weight) where T : unmanaged, INumber<T>
    {
        var (rows, outputs) = (g.Rows, g.GroupOutputs);
        var perChunk = (int)Math.Clamp(ChunkElements / Math.Max(1, (long)rows * g.Places), 1, Math.Max(1, g.Batch));
        var length = (long)perChunk * g.Places;
        var direct = g.IsPointwise && perChunk == 1;
        using var columns = new Scratch<T>(direct ? 0 : rows * length);
        using var joined = new Scratch<T>(direct ? 0 : outputs * length);
        // Transposed: the columns are then read as they lie, and only the smaller maps are packed.
        using var transposed = new Scratch<T>((long)rows * outputs);
        for (var group = 0; group < g.Groups; group++)
        {
            new Span<T>(transposed.Data, rows * outputs).Clear();
            for (var first = 0; first < g.Batch; first += perChunk)
            {
                var count = Math.Min(perChunk, g.Batch - first);
                T* a = columns.Data, b = joined.Data;
                var k = count * g.Places;
                if (direct)
                {
                    a = images + ((nint)first * g.Inputs + group * g.GroupInputs) * g.Pixels;
                    b = maps + ((nint)first * g.Outputs + group * g.GroupOutputs) * g.Places;
                }
                else
                {
                    ParallelFor.Run(count, new Filling<T>(g, images, maps, a, b, first, k, group));
                }
                Multiply(rows, outputs, k, a, k, 1, b, 1, k, transposed.Data, outputs, true);
            }
            var into = weight + (nint)group * outputs * rows;
            for (var o = 0; o < outputs; o++)
                for (var r = 0; r < rows; r++) into[(nint)o * rows + r] = transposed.Data[(nint)r * outputs + o];
        }
    }

    private readonly struct Filling<T>(ConvGeometry g, T* images, T* maps, T* columns, T* joined, int first, int stride, int group) : IParallelBody
        where T : unmanaged
    {
        public void Run(int i)
        {
            ConvColumns.Gather(g, images + ((nint)(first + i) * g.Inputs + group * g.GroupInputs) * g.Pixels, columns + (nint)i * g.Places, stride);
            var map = maps + ((nint)(first + i) * g.Outputs + group * g.GroupOutputs) * g.Places;
            for (var o = 0; o < g.GroupOutputs; o++)
                new ReadOnlySpan<T>(map + (nint)o * g.Places, g.Places).CopyTo(new Span<T>(joined + (nint)o * stride + (nint)i * g.Places, g.Places));
        }
    }
}
