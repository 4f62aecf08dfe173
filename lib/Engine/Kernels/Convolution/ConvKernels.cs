using System.Numerics;
using System.Runtime.Intrinsics;
using static TorchSharp.Kernels.ConvProduct;

namespace TorchSharp.Kernels;

/// <summary>The three products of a convolution, each the fastest way for its sizes.</summary>
internal static unsafe class ConvKernels
{
    /// <summary>Channels of the result from which vectors of channels pay; fewer leave most of a vector empty.</summary>
    private const int VectorOfChannels = 8;

    /// <summary>maps = w ⋆ images + b</summary>
    /// <param name="g">Sizes.</param>
    /// <param name="images">[N, inputs, height, width]</param>
    /// <param name="weight">[outputs, inputs / groups, kernel height, kernel width]</param>
    /// <param name="bias">[outputs] or null.</param>
    /// <param name="maps">[N, outputs, map height, map width]; overwritten.</param>
    public static void Forward<T>(in ConvGeometry g, T* images, T* weight, T* bias, T* maps) where T : unmanaged, INumber<T>
    {
        if (g.IsWhole)
        {
            Spread(bias, g.Batch, g.Outputs, 1, maps);
            Multiply(g.Batch, g.Outputs, g.Rows, images, g.Rows, 1, weight, 1, g.Rows, maps, g.Outputs, true);
        }
        else if (g.GroupOutputs >= VectorOfChannels)
        {
            Direct(g, false, images, weight, bias, maps);
        }
        else
        {
            ConvForward<T>.Run(g, images, weight, bias, maps);
        }
    }

    /// <summary>images = wᵀ · maps + b: the gradient of a convolution by its input, which is also the transposed convolution (Zeiler et al. 2010).</summary>
    /// <param name="g">Sizes.</param>
    /// <param name="maps">[N, outputs, map height, map width]</param>
    /// <param name="weight">[outputs, inputs / groups, kernel height, kernel width]</param>
    /// <param name="bias">[inputs] or null.</param>
    /// <param name="images">[N, inputs, height, width]; overwritten.</param>
    public static void Transposed<T>(in ConvGeometry g, T* maps, T* weight, T* bias, T* images) where T : unmanaged, INumber<T>
    {
        if (g.IsWhole)
        {
            Spread(bias, g.Batch, g.Inputs, g.Pixels, images);
            Multiply(g.Batch, g.Rows, g.Outputs, maps, g.Outputs, 1, weight, g.Rows, 1, images, g.Rows, true);
        }
        else if (g.GroupInputs >= VectorOfChannels)
        {
            Direct(g, true, maps, weight, bias, images);
        }
        else
        {
            ConvTransposed<T>.Run(g, maps, weight, bias, images);
        }
    }

    /// <summary>weight = maps · imagesᵀ: the gradient of a convolution by its weight.</summary>
    /// <param name="g">Sizes.</param>
    /// <param name="images">[N, inputs, height, width]</param>
    /// <param name="maps">[N, outputs, map height, map width]</param>
    /// <param name="weight">[outputs, inputs / groups, kernel height, kernel width]; overwritten.</param>
    public static void Weight<T>(in ConvGeometry g, T* images, T* maps, T* weight) where T : unmanaged, INumber<T>
    {
        if (g.IsWhole)
            Multiply(g.Outputs, g.Rows, g.Batch, maps, 1, g.Outputs, images, g.Rows, 1, weight, g.Rows, false);
        else if (g.GroupOutputs < VectorOfChannels || g.Rows == 0 || !TryDirectWeight(g, images, maps, weight))
            ConvWeight.Run(g, images, maps, weight);
    }

    /// <summary>Each channel's bias, or zeros, in its plane.</summary>
    private static void Spread<T>(T* bias, int batch, int channels, int plane, T* target) where T : unmanaged
    {
        for (var n = 0; n < batch; n++)
            for (var c = 0; c < channels; c++, target += plane) new Span<T>(target, plane).Fill(bias == null ? default : bias[c]);
    }

    private static void Direct<T>(in ConvGeometry g, bool transposed, T* from, T* weight, T* bias, T* to) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
        {
            float* x = (float*)from, w = (float*)weight, b = (float*)bias, y = (float*)to;
            if (Vector512.IsHardwareAccelerated) ConvDirect<float, Vector512<float>, Single512>.Run(g, transposed, x, w, b, y);
            else if (Vector256.IsHardwareAccelerated) ConvDirect<float, Vector256<float>, Single256>.Run(g, transposed, x, w, b, y);
            else ConvDirect<float, Vector128<float>, Single128>.Run(g, transposed, x, w, b, y);
        }
        else
        {
            double* x = (double*)from, w = (double*)weight, b = (double*)bias, y = (double*)to;
            if (Vector512.IsHardwareAccelerated) ConvDirect<double, Vector512<double>, Double512>.Run(g, transposed, x, w, b, y);
            else if (Vector256.IsHardwareAccelerated) ConvDirect<double, Vector256<double>, Double256>.Run(g, transposed, x, w, b, y);
            else ConvDirect<double, Vector128<double>, Double128>.Run(g, transposed, x, w, b, y);
        }
    }

    private static bool TryDirectWeight<T>(in ConvGeometry g, T* images, T* maps, T* weight) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
        {
            float* x = (float*)images, y = (float*)maps, w = (float*)weight;
            if (Vector512.IsHardwareAccelerated) return ConvDirectWeight<float, Vector512<float>, Single512>.TryRun(g, x, y, w);
            if (Vector256.IsHardwareAccelerated) return ConvDirectWeight<float, Vector256<float>, Single256>.TryRun(g, x, y, w);
            return ConvDirectWeight<float, Vector128<float>, Single128>.TryRun(g, x, y, w);
        }
        else
        {
            double* x = (double*)images, y = (double*)maps, w = (double*)weight;
            if (Vector512.IsHardwareAccelerated) return ConvDirectWeight<double, Vector512<double>, Double512>.TryRun(g, x, y, w);
            if (Vector256.IsHardwareAccelerated) return ConvDirectWeight<double, Vector256<double>, Double256>.TryRun(g, x, y, w);
            return ConvDirectWeight<double, Vector128<double>, Double128>.TryRun(g, x, y, w);
        }
    }
}
