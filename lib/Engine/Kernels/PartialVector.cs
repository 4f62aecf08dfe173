using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Vectors at the end of a row, where fewer elements are left than a vector holds: one loop body then serves the whole row.</summary>
internal static unsafe class PartialVector
{
    /// <summary>The first <paramref name="count"/> elements at <paramref name="p"/>; zeros in the other lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load<T>(T* p, int count) where T : unmanaged => count >= Vector<T>.Count ? Unsafe.ReadUnaligned<Vector<T>>(p) : LoadFew(p, count);

    /// <summary>Writes the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector<T> v, T* p, int count) where T : unmanaged
    {
        if (count >= Vector<T>.Count) Unsafe.WriteUnaligned(p, v);
        else StoreFew(v, p, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<T> LoadFew<T>(T* p, int count) where T : unmanaged
    {
        var v = Vector<T>.Zero;
        for (var i = 0; i < count; i++) v = v.WithElement(i, p[i]);
        return v;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreFew<T>(Vector<T> v, T* p, int count) where T : unmanaged
    {
        for (var i = 0; i < count; i++) p[i] = v[i];
    }
}
