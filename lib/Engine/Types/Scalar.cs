using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp;

using static torch;

/// <summary>A single number with its type, as PyTorch's <c>Scalar</c>: converts implicitly from the .NET numbers.</summary>
public sealed class Scalar : IDisposable
{
    private readonly double _real;
    private readonly long _integer;

    private Scalar(ScalarType type, double real, long integer)
    {
        Type = type;
        _real = real;
        _integer = integer;
    }

    /// <summary>The type the number was given with.</summary>
    public ScalarType Type { get; }

    internal double AsDouble => _real;

    internal long AsInt64 => _integer;

    /// <summary>The value in a computing type; integers keep all 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal T As<T>() where T : unmanaged, INumber<T> =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateTruncating(_real) : T.CreateTruncating(_integer);

    internal static Scalar FromDouble(double value) => new(ScalarType.Float64, value, Truncate(value));

    internal static Scalar FromInt64(long value) => new(ScalarType.Int64, value, value);

    private static long Truncate(double value) => double.IsFinite(value) ? long.CreateSaturating(value) : 0;

    public static implicit operator Scalar(byte value) => new(ScalarType.Byte, value, value);
    public static implicit operator Scalar(sbyte value) => new(ScalarType.Int8, value, value);
    public static implicit operator Scalar(short value) => new(ScalarType.Int16, value, value);
    public static implicit operator Scalar(int value) => new(ScalarType.Int32, value, value);
    public static implicit operator Scalar(long value) => new(ScalarType.Int64, value, value);
    public static implicit operator Scalar(float value) => new(ScalarType.Float32, value, Truncate(value));
    public static implicit operator Scalar(double value) => FromDouble(value);
    public static implicit operator Scalar(bool value) => new(ScalarType.Bool, value ? 1 : 0, value ? 1 : 0);

    /// <summary>Nothing native is held; here for source compatibility.</summary>
    public void Dispose()
    {
    }
}
