using System.Runtime.CompilerServices;

namespace TorchSharp;

using static torch;

/// <summary>What the engine knows about element types: width, category, promotion, and the .NET type of each.</summary>
internal static class ScalarTypes
{
    /// <summary>Width in bytes. Throws for the types that the engine does not compute with (half, complex, quantised).</summary>
    public static int Size(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 => 8,
        _ => throw Guard.Unsupported(type),
    };

    public static bool IsFloating(this ScalarType type) => type is ScalarType.Float32 or ScalarType.Float64;

    public static bool IsIntegral(this ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64;

    /// <summary>Floating types stay; integers and bool become the default floating type, as in PyTorch's unary float operations.</summary>
    public static ScalarType ToFloating(this ScalarType type) => type.IsFloating() ? type : get_default_dtype();

    public static ScalarType Of<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return ScalarType.Float32;
        if (typeof(T) == typeof(double)) return ScalarType.Float64;
        if (typeof(T) == typeof(long)) return ScalarType.Int64;
        if (typeof(T) == typeof(int)) return ScalarType.Int32;
        if (typeof(T) == typeof(byte)) return ScalarType.Byte;
        if (typeof(T) == typeof(bool)) return ScalarType.Bool;
        if (typeof(T) == typeof(short)) return ScalarType.Int16;
        if (typeof(T) == typeof(sbyte)) return ScalarType.Int8;
        throw new ArgumentException($"Tensors of {typeof(T).Name} are not supported; use float, double, long, int, short, sbyte, byte or bool.");
    }

    /// <summary>
    /// PyTorch's type promotion between two tensor types: bool &lt; integers &lt; floating; within a category the wider wins;
    /// uint8 with a signed integer gives the next signed type that holds both.
    /// </summary>
    public static ScalarType Promote(ScalarType a, ScalarType b)
    {
        if (a == b) return a;
        if (a == ScalarType.Bool) return b;
        if (b == ScalarType.Bool) return a;
        if (a.IsFloating() || b.IsFloating())
        {
            if (a.IsFloating() && b.IsFloating()) return ScalarType.Float64; // they differ, so one of them is double
            return a.IsFloating() ? a : b;
        }
        if (a == ScalarType.Byte || b == ScalarType.Byte)
        {
            var other = a == ScalarType.Byte ? b : a;
            return other == ScalarType.Int8 ? ScalarType.Int16 : other;
        }
        return a.Size() >= b.Size() ? a : b;
    }

    /// <summary>0: bool, 1: integral, 2: floating. A 0-d operand only promotes when it is of a higher category than the other.</summary>
    public static int Category(this ScalarType type) => type == ScalarType.Bool ? 0 : type.IsFloating() ? 2 : 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBool<T>() => typeof(T) == typeof(bool);
}
