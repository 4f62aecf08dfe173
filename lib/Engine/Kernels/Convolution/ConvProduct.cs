using TorchSharp.Memory;

namespace TorchSharp.Kernels;

/// <summary>What the convolution kernels ask of <see cref="Gemm"/> and of the allocator, for either type of number.</summary>
internal static unsafe class ConvProduct
{
    public static void Multiply<T>(int m, int n, int k, T* a, long aRow, long aColumn, T* b, long bRow, long bColumn, T* c, long cRow, bool accumulate)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) Gemm.Multiply(m, n, k, (float*)a, aRow, aColumn, (float*)b, bRow, bColumn, (float*)c, cRow, accumulate);
        else Gemm.Multiply(m, n, k, (double*)a, aRow, aColumn, (double*)b, bRow, bColumn, (double*)c, cRow, accumulate);
    }

    /// <summary>Scratch memory of some elements, from the allocator that keeps it for the next call.</summary>
    public readonly ref struct Scratch<T> where T : unmanaged
    {
        private readonly int _bucket;

        public Scratch(long elements) => Data = (T*)NativeAllocator.Rent(Math.Max(1, elements) * sizeof(T), out _bucket);

        public T* Data { get; }

        public void Dispose() => NativeAllocator.Return((byte*)Data, _bucket);
    }

    /// <summary>Copies channels [images, channels, places] to [channels, images · places].</summary>
    public static void Join<T>(T* maps, nint imageStride, int images, int channels, int places, T* joined) where T : unmanaged
    {
        for (var c = 0; c < channels; c++)
            for (var i = 0; i < images; i++, joined += places)
                new ReadOnlySpan<T>(maps + i * imageStride + (nint)c * places, places).CopyTo(new Span<T>(joined, places));
    }
}
