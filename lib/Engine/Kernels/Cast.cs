using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

using static torch;

/// <summary>Conversion of dense elements between types: floats to integers truncate, anything not zero is true.</summary>
internal static unsafe class Cast
{
    public static void Convert(ScalarType from, void* source, ScalarType to, void* destination, long count)
    {
        if (from == to || (from == ScalarType.Bool && to == ScalarType.Byte))
        {
            Buffer.MemoryCopy(source, destination, count * to.Size(), count * to.Size());
            return;
        }
        switch (from)
        {
            case ScalarType.Float32 when to == ScalarType.Float64: Widen((float*)source, (double*)destination, count); break;
            case ScalarType.Float32: From((float*)source, to, destination, count); break;
            case ScalarType.Float64: From((double*)source, to, destination, count); break;
            case ScalarType.Int64: From((long*)source, to, destination, count); break;
            case ScalarType.Int32: From((int*)source, to, destination, count); break;
            case ScalarType.Int16: From((short*)source, to, destination, count); break;
            case ScalarType.Int8: From((sbyte*)source, to, destination, count); break;
            case ScalarType.Byte or ScalarType.Bool: From((byte*)source, to, destination, count); break;
            default: throw Guard.Unsupported(from);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(float* source, double* destination, long count)
    {
        long i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(Unsafe.ReadUnaligned<Vector<float>>(source + i), out var low, out var high);
            Unsafe.WriteUnaligned(destination + i, low);
            Unsafe.WriteUnaligned(destination + i + Vector<double>.Count, high);
        }
        for (; i < count; i++) destination[i] = source[i];
    }

    private static void From<T>(T* source, ScalarType to, void* destination, long count) where T : unmanaged, INumber<T>
    {
        var x = new ReadOnlySpan<T>(source, checked((int)count));
        switch (to)
        {
            case ScalarType.Float32: TensorPrimitives.ConvertTruncating(x, new Span<float>(destination, x.Length)); break;
            case ScalarType.Float64: TensorPrimitives.ConvertTruncating(x, new Span<double>(destination, x.Length)); break;
            case ScalarType.Int64: TensorPrimitives.ConvertTruncating(x, new Span<long>(destination, x.Length)); break;
            case ScalarType.Int32: TensorPrimitives.ConvertTruncating(x, new Span<int>(destination, x.Length)); break;
            // Through 64 bits: the low ones remain, as in PyTorch, where a direct conversion would saturate.
            case ScalarType.Int16 or ScalarType.Int8 or ScalarType.Byte when typeof(T) == typeof(float) || typeof(T) == typeof(double): Narrow(x, to, destination); break;
            case ScalarType.Int16: TensorPrimitives.ConvertTruncating(x, new Span<short>(destination, x.Length)); break;
            case ScalarType.Int8: TensorPrimitives.ConvertTruncating(x, new Span<sbyte>(destination, x.Length)); break;
            case ScalarType.Byte: TensorPrimitives.ConvertTruncating(x, new Span<byte>(destination, x.Length)); break;
            case ScalarType.Bool:
                var truth = (byte*)destination;
                for (var i = 0; i < x.Length; i++) truth[i] = x[i] != T.Zero ? (byte)1 : (byte)0; // NaN is true, as in PyTorch
                break;
            default: throw Guard.Unsupported(to);
        }
    }

    private static void Narrow<T>(ReadOnlySpan<T> x, ScalarType to, void* destination) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            var bits = long.CreateTruncating(x[i]);
            if (to == ScalarType.Int16) ((short*)destination)[i] = (short)bits;
            else ((byte*)destination)[i] = (byte)bits;
        }
    }
}
