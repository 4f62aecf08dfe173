using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>z = f(x, y), one vector or one element at a time.</summary>
internal interface IVectorZip<T> where T : unmanaged, INumber<T>
{
    static abstract Vector<T> Invoke(Vector<T> x, Vector<T> y);

    static abstract T Invoke(T x, T y);
}

/// <summary>
/// Loops for the arithmetic that every training step is made of. They are compiled optimised at their first call: a library's
/// loops would run unoptimised through most of a short training, because the runtime's background compiler has no core to itself.
/// </summary>
internal static class Vectorized
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Zip<T, TOp>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T> where TOp : struct, IVectorZip<T>
    {
        ref var a = ref Unsafe.AsRef(in x.GetPinnableReference());
        ref var b = ref Unsafe.AsRef(in y.GetPinnableReference());
        ref var c = ref z.GetPinnableReference();
        var count = z.Length;
        if (x.Length < count || y.Length < count) throw new ArgumentException("The operands are shorter than the result.");
        var i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
        {
            TOp.Invoke(Load(ref a, i), Load(ref b, i)).StoreUnsafe(ref c, (nuint)i);
        }
        for (; i < count; i++) Unsafe.Add(ref c, i) = TOp.Invoke(Unsafe.Add(ref a, i), Unsafe.Add(ref b, i));
    }

    /// <summary>z = f(x, y) for one y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Zip<T, TOp>(ReadOnlySpan<T> x, T y, Span<T> z) where T : unmanaged, INumber<T> where TOp : struct, IVectorZip<T>
    {
        ref var a = ref Unsafe.AsRef(in x.GetPinnableReference());
        ref var c = ref z.GetPinnableReference();
        var count = z.Length;
        if (x.Length < count) throw new ArgumentException("The operand is shorter than the result.");
        var all = new Vector<T>(y);
        var i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count) TOp.Invoke(Load(ref a, i), all).StoreUnsafe(ref c, (nuint)i);
        for (; i < count; i++) Unsafe.Add(ref c, i) = TOp.Invoke(Unsafe.Add(ref a, i), y);
    }

    /// <summary>Σ x, in four running vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Sum<T>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T>
    {
        ref var a = ref Unsafe.AsRef(in x.GetPinnableReference());
        Vector<T> s0 = Vector<T>.Zero, s1 = s0, s2 = s0, s3 = s0;
        int i = 0, width = Vector<T>.Count;
        for (; i <= x.Length - 4 * width; i += 4 * width)
        {
            s0 += Load(ref a, i);
            s1 += Load(ref a, i + width);
            s2 += Load(ref a, i + 2 * width);
            s3 += Load(ref a, i + 3 * width);
        }
        for (; i <= x.Length - width; i += width) s0 += Load(ref a, i);
        var sum = Vector.Sum((s0 + s1) + (s2 + s3));
        for (; i < x.Length; i++) sum += Unsafe.Add(ref a, i);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Load<T>(ref T start, int index) where T : unmanaged => Vector.LoadUnsafe(ref start, (nuint)index);

    internal readonly struct Sum2<T> : IVectorZip<T> where T : unmanaged, INumber<T>
    {
        public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => x + y;

        public static T Invoke(T x, T y) => x + y;
    }

    internal readonly struct Difference<T> : IVectorZip<T> where T : unmanaged, INumber<T>
    {
        public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => x - y;

        public static T Invoke(T x, T y) => x - y;
    }

    internal readonly struct Product<T> : IVectorZip<T> where T : unmanaged, INumber<T>
    {
        public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => x * y;

        public static T Invoke(T x, T y) => x * y;
    }

    /// <summary>The larger; NaN wins.</summary>
    internal readonly struct Maximum<T> : IVectorZip<T> where T : unmanaged, INumber<T>
    {
        public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => Vector.Max(x, y);

        public static T Invoke(T x, T y) => T.Max(x, y);
    }

    /// <summary>The smaller; NaN wins.</summary>
    internal readonly struct Minimum<T> : IVectorZip<T> where T : unmanaged, INumber<T>
    {
        public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => Vector.Min(x, y);

        public static T Invoke(T x, T y) => T.Min(x, y);
    }

    internal readonly struct Quotient<T> : IVectorZip<T> where T : unmanaged, INumber<T>
    {
        public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => x / y;

        public static T Invoke(T x, T y) => x / y;
    }
}
