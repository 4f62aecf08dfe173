using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Turns a convolution into a matrix product (Chellapilla, Puri &amp; Simard 2006): row (c, i, j) of the matrix of columns holds, for every
/// place of the map, the pixel of channel c that the kernel's weight (i, j) meets there.
/// </summary>
internal static unsafe class ConvColumns
{
    /// <summary>Writes one image's channels of one group into <paramref name="columns"/>, whose rows are <paramref name="rowStride"/> elements apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(in ConvGeometry g, T* image, T* columns, nint rowStride) where T : unmanaged
    {
        var shifts = g.StrideX == 1 && g.StrideY == 1 && g.MapWidth == g.Width;
        for (var c = 0; c < g.GroupInputs; c++, image += g.Pixels)
        {
            for (var i = 0; i < g.KernelHeight; i++)
            {
                for (var j = 0; j < g.KernelWidth; j++, columns += rowStride)
                {
                    var (dy, dx) = (i * g.DilationY - g.PaddingY, j * g.DilationX - g.PaddingX);
                    var (top, bottom) = Inside(dy, g.StrideY, g.Height, g.MapHeight);
                    var (left, right) = Inside(dx, g.StrideX, g.Width, g.MapWidth);
                    if (shifts) Shift(g, image, columns, dy, dx, top, bottom, left, right);
                    else Pick(g, image, columns, dy, dx, top, bottom, left, right);
                }
            }
        }
    }

    /// <summary>Adds the matrix of columns to one image's channels of one group: the transpose of <see cref="Gather"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter<T>(in ConvGeometry g, T* columns, nint rowStride, T* image) where T : unmanaged, INumber<T>
    {
        for (var c = 0; c < g.GroupInputs; c++, image += g.Pixels)
        {
            for (var i = 0; i < g.KernelHeight; i++)
            {
                for (var j = 0; j < g.KernelWidth; j++, columns += rowStride)
                {
                    var (dy, dx) = (i * g.DilationY - g.PaddingY, j * g.DilationX - g.PaddingX);
                    var (top, bottom) = Inside(dy, g.StrideY, g.Height, g.MapHeight);
                    var (left, right) = Inside(dx, g.StrideX, g.Width, g.MapWidth);
                    for (var y = top; y < bottom; y++)
                    {
                        var from = columns + (nint)y * g.MapWidth;
                        var to = image + (nint)(y * g.StrideY + dy) * g.Width + dx;
                        var x = left;
                        if (g.StrideX == 1)
                        {
                            for (; x <= right - Vector<T>.Count; x += Vector<T>.Count)
                                (Unsafe.ReadUnaligned<Vector<T>>(to + x) + Unsafe.ReadUnaligned<Vector<T>>(from + x)).CopyTo(new Span<T>(to + x, Vector<T>.Count));
                        }
                        for (; x < right; x++) to[(nint)x * g.StrideX] += from[x];
                    }
                }
            }
        }
    }

    /// <summary>The places x of 0 … <paramref name="places"/> whose pixel x·stride + offset is inside the image.</summary>
    private static (int First, int End) Inside(int offset, int stride, int pixels, int places)
    {
        var first = offset >= 0 ? 0 : (stride - 1 - offset) / stride;
        var end = pixels - 1 < offset ? 0 : (pixels - 1 - offset) / stride + 1;
        first = Math.Min(first, places);
        return (first, Math.Clamp(end, first, places));
    }

    /// <summary>Map and image have rows of one length and the stride is 1: a row of columns is the plane moved, one copy, its margins cleared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shift<T>(in ConvGeometry g, T* plane, T* row, int dy, int dx, int top, int bottom, int left, int right) where T : unmanaged
    {
        var width = g.Width;
        var by = (nint)dy * width + dx;
        var first = Math.Max((nint)top * width, -by);
        var end = Math.Min((nint)bottom * width, g.Pixels - by);
        new Span<T>(row, (int)Math.Min(first, g.Places)).Clear();
        if (end > first) new ReadOnlySpan<T>(plane + first + by, (int)(end - first)).CopyTo(new Span<T>(row + first, (int)(end - first)));
        end = Math.Max(end, Math.Min(first, g.Places));
        new Span<T>(row + end, (int)(g.Places - end)).Clear();
        for (var y = top; y < bottom; y++)
        {
            var line = row + (nint)y * width;
            for (var x = 0; x < left; x++) line[x] = default;
            for (var x = right; x < width; x++) line[x] = default;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pick<T>(in ConvGeometry g, T* plane, T* row, int dy, int dx, int top, int bottom, int left, int right) where T : unmanaged
    {
        var (width, stride, step) = (g.MapWidth, g.StrideX, (nint)g.StrideY * g.Width);
        new Span<T>(row, top * width).Clear();
        var line = row + (nint)top * width;
        var from = plane + (nint)(top * g.StrideY + dy) * g.Width + dx;
        for (var y = top; y < bottom; y++, line += width, from += step)
        {
            for (var x = 0; x < left; x++) line[x] = default;
            if (stride == 1)
            {
                new ReadOnlySpan<T>(from + left, right - left).CopyTo(new Span<T>(line + left, right - left));
            }
            else
            {
                // Rows of small maps are too short for vectors; four at a time keeps the loads in flight.
                var pixel = from + (nint)left * stride;
                var x = left;
                for (; x <= right - 4; x += 4, pixel += 4 * (nint)stride)
                {
                    var (a, b, c, d) = (pixel[0], pixel[stride], pixel[2 * (nint)stride], pixel[3 * (nint)stride]);
                    (line[x], line[x + 1], line[x + 2], line[x + 3]) = (a, b, c, d);
                }
                for (; x < right; x++, pixel += stride) line[x] = *pixel;
            }
            for (var x = right; x < width; x++) line[x] = default;
        }
        new Span<T>(row + (nint)bottom * width, (g.MapHeight - bottom) * width).Clear();
    }
}
