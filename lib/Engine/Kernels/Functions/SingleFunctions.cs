using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Kernels;

/// <summary>The functions of <see cref="SingleMath"/> as loop bodies.</summary>
internal static class SingleFunctions
{
    /// <summary>Runs a function over spans that are known to hold singles.</summary>
    public static void Map<T, TFunction>(TFunction function, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged where TFunction : struct, IVectorFunction<float> =>
        VectorLoop.Map(function, MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y));

    /// <inheritdoc cref="Map"/>
    public static void Zip<T, TFunction>(TFunction function, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        where T : unmanaged where TFunction : struct, IVectorPairFunction<float> =>
        VectorLoop.Zip(function, MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y), MemoryMarshal.Cast<T, float>(z));

    internal readonly struct Exp : IVectorFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x) => SingleMath.Exp(x);
    }

    internal readonly struct ExpM1 : IVectorFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x) => SingleMath.ExpM1(x);
    }

    internal readonly struct Log : IVectorFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x) => SingleMath.Log(x);
    }

    internal readonly struct Log1P : IVectorFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x) => SingleMath.Log1P(x);
    }

    internal readonly struct Sigmoid : IVectorFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x) => SingleMath.Sigmoid(x);
    }

    internal readonly struct Tanh : IVectorFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x) => SingleMath.Tanh(x);
    }
}
