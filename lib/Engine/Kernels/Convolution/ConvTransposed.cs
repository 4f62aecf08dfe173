using System.Numerics;
using static TorchSharp.Kernels.ConvProduct;

namespace TorchSharp.Kernels;

/// <summary>
/// From maps back to images: the gradient of a convolution by its input, which is also the transposed convolution
/// ("deconvolution", Zeiler et al. 2010). For a few image channels: columns are wᵀ · map, then added up where they overlap.
/// </summary>
internal readonly unsafe struct ConvTransposed<T>(ConvGeometry g, T* maps, T* weight, T* bias, T* images, int imagesPerJob) : IParallelBody
    where T : unmanaged, INumber<T>
{
    /// <param name="g">Sizes.</param>
    /// <param name="maps">[N, outputs, map height, map width]</param>
    /// <param name="weight">[outputs, inputs / groups, kernel height, kernel width]</param>
    /// <param name="bias">[inputs] or null.</param>
    /// <param name="images">[N, inputs, height, width]; overwritten.</param>
    public static void Run(in ConvGeometry g, T* maps, T* weight, T* bias, T* images)
    {
        var (padY, padX) = (g.DilationY * (g.KernelHeight - 1) - g.PaddingY, g.DilationX * (g.KernelWidth - 1) - g.PaddingX);
        if (g.StrideY == 1 && g.StrideX == 1 && padY >= 0 && padX >= 0 && !g.IsPointwise && g.GroupInputs * 2 >= g.GroupOutputs)
        {
            // With stride 1 it is a convolution with the kernel turned round, whose columns are copied rather than added up.
            using var turned = new Scratch<T>((long)g.Inputs * g.GroupOutputs * g.KernelHeight * g.KernelWidth);
            Turn(g, weight, turned.Data);
            var reverse = new ConvGeometry(
                g.Batch, g.Outputs, g.MapHeight, g.MapWidth, g.Inputs, g.Height, g.Width, g.KernelHeight, g.KernelWidth,
                1, 1, padY, padX, g.DilationY, g.DilationX, g.Groups);
            ConvForward<T>.Run(reverse, maps, turned.Data, bias, images);
            return;
        }
        var perJob = g.ImagesPerJob;
        ParallelFor.Run((g.Batch + perJob - 1) / perJob, new ConvTransposed<T>(g, maps, weight, bias, images, perJob));
    }

    public void Run(int job)
    {
        var first = job * imagesPerJob;
        var count = Math.Min(imagesPerJob, g.Batch - first);
        var columns = count * g.Places;
        var direct = g.IsPointwise && count == 1;
        using var scratch = new Scratch<T>((direct ? 0 : (long)g.Rows * columns) + (count > 1 ? (long)g.GroupOutputs * columns : 0));
        var joined = scratch.Data + (direct ? 0 : (nint)g.Rows * columns);
        for (var group = 0; group < g.Groups; group++)
        {
            var image = images + ((nint)first * g.Inputs + group * g.GroupInputs) * g.Pixels;
            var map = maps + ((nint)first * g.Outputs + group * g.GroupOutputs) * g.Places;
            var w = weight + (nint)group * g.GroupOutputs * g.Rows;
            if (count > 1)
            {
                Join(map, (nint)g.Outputs * g.Places, count, g.GroupOutputs, g.Places, joined);
                map = joined;
            }
            for (var i = 0; i < count; i++)
                for (var c = 0; c < g.GroupInputs; c++)
                    new Span<T>(image + ((nint)i * g.Inputs + c) * g.Pixels, g.Pixels).Fill(bias == null ? default : bias[group * g.GroupInputs + c]);
            if (direct)
            {
                Multiply(g.Rows, columns, g.GroupOutputs, w, 1, g.Rows, map, columns, 1, image, columns, true);
                continue;
            }
            Multiply(g.Rows, columns, g.GroupOutputs, w, 1, g.Rows, map, columns, 1, scratch.Data, columns, false);
            for (var i = 0; i < count; i++) ConvColumns.Scatter(g, scratch.Data + i * g.Places, columns, image + (nint)i * g.Inputs * g.Pixels);
        }
    }

    /// <summary>[outputs, inputs / groups, i, j] to [inputs, outputs / groups, −i, −j].</summary>
    private static void Turn(in ConvGeometry g, T* weight, T* turned)
    {
        var size = g.KernelHeight * g.KernelWidth;
        for (var group = 0; group < g.Groups; group++)
            for (var c = 0; c < g.GroupInputs; c++)
                for (var o = 0; o < g.GroupOutputs; o++, turned += size)
                {
                    var kernel = weight + ((nint)(group * g.GroupOutputs + o) * g.GroupInputs + c) * size;
                    for (var i = 0; i < size; i++) turned[i] = kernel[size - 1 - i];
                }
    }
}
