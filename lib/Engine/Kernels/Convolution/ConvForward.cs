using System.Numerics;
using System.Numerics.Tensors;
using static TorchSharp.Kernels.ConvProduct;

namespace TorchSharp.Kernels;

/// <summary>
/// y = w ⋆ x + b for a few output channels, by the matrix of columns. A job is a few whole images: its columns stay in the second-level
/// cache of its core.
/// </summary>
internal readonly unsafe struct ConvForward<T>(ConvGeometry g, T* images, T* weight, T* bias, T* maps, int imagesPerJob) : IParallelBody
    where T : unmanaged, INumber<T>
{
    /// <param name="g">Sizes.</param>
    /// <param name="images">[N, inputs, height, width]</param>
    /// <param name="weight">[outputs, inputs / groups, kernel height, kernel width]</param>
    /// <param name="bias">[outputs] or null.</param>
    /// <param name="maps">[N, outputs, map height, map width]; overwritten.</param>
    public static void Run(in ConvGeometry g, T* images, T* weight, T* bias, T* maps)
    {
        var perJob = g.ImagesPerJob;
        ParallelFor.Run((g.Batch + perJob - 1) / perJob, new ConvForward<T>(g, images, weight, bias, maps, perJob));
    }

    public void Run(int job)
    {
        var first = job * imagesPerJob;
        var count = Math.Min(imagesPerJob, g.Batch - first);
        var columns = count * g.Places;
        var needsColumns = !(g.IsPointwise && count == 1);
        using var scratch = new Scratch<T>((needsColumns ? (long)g.Rows * columns : 0) + (count > 1 ? (long)g.GroupOutputs * columns : 0));
        var result = scratch.Data + (needsColumns ? (nint)g.Rows * columns : 0);
        for (var group = 0; group < g.Groups; group++)
        {
            var image = images + ((nint)first * g.Inputs + group * g.GroupInputs) * g.Pixels;
            var map = maps + ((nint)first * g.Outputs + group * g.GroupOutputs) * g.Places;
            var matrix = image;
            if (needsColumns)
            {
                matrix = scratch.Data;
                for (var i = 0; i < count; i++) ConvColumns.Gather(g, image + (nint)i * g.Inputs * g.Pixels, matrix + i * g.Places, columns);
            }
            var into = count == 1 ? map : result;
            if (bias != null)
                for (var c = 0; c < g.GroupOutputs; c++) new Span<T>(into + (nint)c * columns, columns).Fill(bias[group * g.GroupOutputs + c]);
            Multiply(g.GroupOutputs, columns, g.Rows, weight + (nint)group * g.GroupOutputs * g.Rows, g.Rows, 1, matrix, columns, 1, into, columns, bias != null);
            if (count > 1) Part(map, count, columns, into);
        }
    }

    /// <summary>[channels, images · places] back to [images, channels, places].</summary>
    private void Part(T* map, int count, int columns, T* joined)
    {
        for (var c = 0; c < g.GroupOutputs; c++)
            for (var i = 0; i < count; i++)
                new ReadOnlySpan<T>(joined + (nint)c * columns + i * g.Places, g.Places).CopyTo(new Span<T>(map + ((nint)i * g.Outputs + c) * g.Places, g.Places));
    }
}
