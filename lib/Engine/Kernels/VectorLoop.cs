using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>y = f(x), a vector at a time; the struct may carry parameters.</summary>
internal interface IVectorFunction<T> where T : unmanaged
{
    Vector<T> Of(Vector<T> x);
}

/// <summary>z = f(x, y), a vector at a time.</summary>
internal interface IVectorPairFunction<T> where T : unmanaged
{
    Vector<T> Of(Vector<T> x, Vector<T> y);
}

/// <summary>
/// Loops over vector functions. What is left at the end is computed as a vector too, so that an element's value does not depend on its place.
/// </summary>
internal static class VectorLoop
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<T, TFunction>(TFunction function, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged where TFunction : struct, IVectorFunction<T>
    {
        if (x.Length < y.Length) throw new ArgumentException("The operand is shorter than the result.");
        ref var a = ref Unsafe.AsRef(in x.GetPinnableReference());
        ref var b = ref y.GetPinnableReference();
        var i = 0;
        for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count) function.Of(Vector.LoadUnsafe(ref a, (nuint)i)).StoreUnsafe(ref b, (nuint)i);
        if (i == y.Length) return;
        Span<T> rest = stackalloc T[Vector<T>.Count];
        x[i..y.Length].CopyTo(rest);
        function.Of(new Vector<T>(rest)).CopyTo(rest);
        rest[..(y.Length - i)].CopyTo(y[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Zip<T, TFunction>(TFunction function, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        where T : unmanaged where TFunction : struct, IVectorPairFunction<T>
    {
        if (x.Length < z.Length || y.Length < z.Length) throw new ArgumentException("The operands are shorter than the result.");
        ref var a = ref Unsafe.AsRef(in x.GetPinnableReference());
        ref var b = ref Unsafe.AsRef(in y.GetPinnableReference());
        ref var c = ref z.GetPinnableReference();
        var i = 0;
        for (; i <= z.Length - Vector<T>.Count; i += Vector<T>.Count)
            function.Of(Vector.LoadUnsafe(ref a, (nuint)i), Vector.LoadUnsafe(ref b, (nuint)i)).StoreUnsafe(ref c, (nuint)i);
        if (i == z.Length) return;
        Span<T> restX = stackalloc T[Vector<T>.Count], restY = stackalloc T[Vector<T>.Count];
        x[i..z.Length].CopyTo(restX);
        y[i..z.Length].CopyTo(restY);
        function.Of(new Vector<T>(restX), new Vector<T>(restY)).CopyTo(restX);
        restX[..(z.Length - i)].CopyTo(z[i..]);
    }
}
