using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Images [N, channels, height, width] with so many zeros around that every tap of a convolution meets a pixel. Where taps never leave the
/// image it is read where it lies.
/// </summary>
internal readonly unsafe struct ConvImages<T>(T* images, int channels, int height, int width, int top, int left, int paddedHeight, int paddedWidth)
    where T : unmanaged
{
    public static ConvImages<T> Of(T* images, int channels, int height, int width, ConvAxis[] ys, ConvAxis[] xs)
    {
        var (top, left) = (ys.Max(y => y.Before), xs.Max(x => x.Before));
        var (bottom, right) = (Math.Max(height, ys.Max(y => y.End)), Math.Max(width, xs.Max(x => x.End)));
        // Channels a power of two apart fall into the same few sets of the caches; one more row of zeros spreads them.
        if (channels > 32 && (top + bottom) * (left + right) * sizeof(T) % 1024 == 0) bottom++;
        return new(images, channels, height, width, top, left, top + bottom, left + right);
    }

    public bool IsPadded => paddedHeight != height || paddedWidth != width;

    public nint PlaneSize => (nint)paddedHeight * paddedWidth;

    public nint ImageSize => channels * PlaneSize;

    /// <summary>Whether row <paramref name="y"/> is one of the image, not of the zeros around it.</summary>
    public bool HasRow(int y) => y >= 0 && y < height;

    /// <summary>Elements from the start of a plane to a pixel; −1 is the first row or column before the image.</summary>
    public nint Offset(int y, int x) => (nint)(y + top) * paddedWidth + x + left;

    /// <summary>The image where it lies, or its copy with zeros around; <paramref name="scratch"/> has room for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T* Read(int first, int count, T* scratch)
    {
        var plane = images + (nint)first * channels * height * width;
        if (!IsPadded) return plane;
        var to = scratch;
        for (nint c = 0; c < (nint)count * channels; c++)
        {
            Clear(ref to, top * paddedWidth + left);
            for (var y = 0; y < height; y++, plane += width)
            {
                RowCopy.Copy(plane, to, width);
                to += width;
                // The zeros after one row and before the next lie side by side.
                if (y < height - 1)
                    for (var x = width; x < paddedWidth; x++) *to++ = default;
            }
            Clear(ref to, paddedWidth - width - left + (paddedHeight - top - height) * paddedWidth);
        }
        return scratch;
    }

    private static void Clear(ref T* to, int count)
    {
        new Span<T>(to, count).Clear();
        to += count;
    }
}
