using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>f(x) for one number.</summary>
internal interface IFunction
{
    static abstract T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>f(x, y) for one pair.</summary>
internal interface IPairFunction
{
    static abstract T Of<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>Loops for functions that have no vector form.</summary>
internal readonly struct Scalarwise<TFunction> : IFloatUnaryOp where TFunction : struct, IFunction
{
    public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) y[i] = TFunction.Of(x[i]);
    }
}

/// <summary>The same for pairs.</summary>
internal readonly struct Pairwise<TFunction> : IFloatBinaryOp where TFunction : struct, IPairFunction
{
    public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < z.Length; i++) z[i] = TFunction.Of(x[i], y[i]);
    }
}

/// <summary>A function that is computed in double precision whatever the tensor's type, as only double carries its cancellations.</summary>
internal readonly struct InDouble(Func<double, double> function) : IFloatUnaryOp
{
    public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) y[i] = T.CreateTruncating(function(double.CreateTruncating(x[i])));
    }
}
