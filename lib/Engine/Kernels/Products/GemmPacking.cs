using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>
/// Copies of panels of A and B in the order in which the micro-kernel reads them (Goto &amp; van de Geijn 2008, section 5: packing pays
/// because it is read many times, from few pages, without conflicts in the caches). Transposition happens on the way.
/// Strides are in elements.
/// </summary>
internal static unsafe class GemmPacking
{
    /// <summary>How many steps of depth are transposed at a time, so that their part of the panel stays in the first-level cache.</summary>
    private const int DepthBlock = 64;

    /// <summary>
    /// Packs <paramref name="width"/> neighbours (columns of B, rows of A) of <paramref name="depth"/> steps: step p of neighbour j goes
    /// to <c>target[p * targetWidth + j]</c>; neighbours from <paramref name="width"/> to <paramref name="targetWidth"/> become 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(T* source, nint stride, nint depthStride, int width, int depth, T* target, int targetWidth)
        where T : unmanaged
    {
        if (stride == 1)
            PackRows(source, depthStride, width, depth, target, targetWidth);
        else
            PackColumns(source, stride, depthStride, width, depth, target, targetWidth);
        if (width < targetWidth)
            ClearColumns(target + width, targetWidth - width, depth, targetWidth);
    }

    /// <summary><c>target[j, i] = source[i, j]</c>; strides in elements.</summary>
    public static void Transpose<T>(T* source, nint sourceStride, int rows, int columns, T* target, int targetStride)
        where T : unmanaged
        => PackColumns(source, sourceStride, 1, rows, columns, target, targetStride);

    /// <summary>Neighbours lie side by side: one copy of <paramref name="width"/> elements a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRows<T>(T* source, nint depthStride, int width, int depth, T* target, int targetWidth)
        where T : unmanaged
    {
        nint sourceStep = depthStride * sizeof(T);
        nint targetStep = (nint)targetWidth * sizeof(T);
        nint bytes = (nint)width * sizeof(T);
        byte* from = (byte*)source;
        byte* to = (byte*)target;
        if (bytes == 32)
        {
            // Eight rows of a transposed A.
            for (int p = 0; p < depth; p++)
            {
                Vector256.Load(from).Store(to);
                from += sourceStep;
                to += targetStep;
            }

            return;
        }

        for (int p = 0; p < depth; p++)
        {
            nint i = 0;
            for (; i <= bytes - 64; i += 64)
                Vector512.Load(from + i).Store(to + i);
            for (; i <= bytes - 16; i += 16)
                Vector128.Load(from + i).Store(to + i);
            for (; i < bytes; i += sizeof(T))
                *(T*)(to + i) = *(T*)(from + i);
            from += sourceStep;
            to += targetStep;
        }
    }

    /// <summary>Neighbours are apart; where steps lie side by side, square blocks are transposed in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackColumns<T>(T* source, nint stride, nint depthStride, int width, int depth, T* target, int targetWidth)
        where T : unmanaged
    {
        int block = depthStride == 1 ? Transposition.BlockSize<T>() : 0;
        for (int first = 0; first < depth; first += DepthBlock)
        {
            int last = Math.Min(first + DepthBlock, depth);
            int j = 0;
            if (block > 0)
            {
                for (; j <= width - block; j += block)
                {
                    int p = first;
                    for (; p <= last - block; p += block)
                        Transposition.Block(source + (j * stride) + p, stride, target + ((nint)p * targetWidth) + j, targetWidth);
                    CopyElements(source + (j * stride) + p, stride, 1, block, last - p, target + ((nint)p * targetWidth) + j, targetWidth);
                }
            }

            CopyElements(
                source + (j * stride) + (first * depthStride), stride, depthStride, width - j, last - first,
                target + ((nint)first * targetWidth) + j, targetWidth);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyElements<T>(T* source, nint stride, nint depthStride, int width, int depth, T* target, int targetWidth)
        where T : unmanaged
    {
        for (int j = 0; j < width; j++)
        {
            T* from = source + (j * stride);
            T* to = target + j;
            for (int p = 0; p < depth; p++)
            {
                *to = *from;
                from += depthStride;
                to += targetWidth;
            }
        }
    }

    private static void ClearColumns<T>(T* target, int width, int depth, int targetWidth)
        where T : unmanaged
    {
        for (int p = 0; p < depth; p++)
            new Span<T>(target + ((nint)p * targetWidth), width).Clear();
    }
}
