using System.Numerics;

namespace TorchSharp.Kernels;

using static torch;

/// <summary>Writes numbers into tensors.</summary>
internal static unsafe class Fill
{
    /// <summary>Every element the same number, whatever the strides.</summary>
    public static void With(TensorImpl tensor, Scalar value, bool release = false)
    {
        switch (tensor.Type)
        {
            case ScalarType.Float32: Run(tensor, value.As<float>()); break;
            case ScalarType.Float64: Run(tensor, value.As<double>()); break;
            case ScalarType.Int64: Run(tensor, value.As<long>()); break;
            case ScalarType.Int32: Run(tensor, value.As<int>()); break;
            case ScalarType.Int16: Run(tensor, value.As<short>()); break;
            case ScalarType.Int8: Run(tensor, value.As<sbyte>()); break;
            case ScalarType.Byte: Run(tensor, value.As<byte>()); break;
            case ScalarType.Bool: Run(tensor, value.AsDouble != 0); break;
            default: throw Guard.Unsupported(tensor.Type);
        }
        if (release) tensor.Release();
    }

    /// <summary>start + i·step, computed in double and rounded once.</summary>
    public static void Progression(TensorImpl tensor, double start, double step) => Sequence(tensor, i => start + i * step);

    /// <summary>From both ends towards the middle, as PyTorch does, so that the last element is exactly <paramref name="end"/>.</summary>
    public static void Linear(TensorImpl tensor, double start, double end)
    {
        var n = tensor.Count;
        var step = n > 1 ? (end - start) / (n - 1) : 0;
        Sequence(tensor, i => i < n / 2 ? start + i * step : n > 1 ? end - (n - 1 - i) * step : start);
    }

    private static void Sequence(TensorImpl tensor, Func<long, double> value)
    {
        switch (tensor.Type)
        {
            case ScalarType.Float32: Write((float*)tensor.Data, tensor.Count, value); break;
            case ScalarType.Float64: Write((double*)tensor.Data, tensor.Count, value); break;
            case ScalarType.Int64: Write((long*)tensor.Data, tensor.Count, value); break;
            case ScalarType.Int32: Write((int*)tensor.Data, tensor.Count, value); break;
            case ScalarType.Int16: Write((short*)tensor.Data, tensor.Count, value); break;
            case ScalarType.Int8: Write((sbyte*)tensor.Data, tensor.Count, value); break;
            case ScalarType.Byte: Write((byte*)tensor.Data, tensor.Count, value); break;
            default: throw Guard.Unsupported(tensor.Type);
        }
    }

    private static void Write<T>(T* data, long count, Func<long, double> value) where T : unmanaged, INumber<T>
    {
        for (long i = 0; i < count; i++) data[i] = T.CreateTruncating(value(i));
    }

    private static void Run<T>(TensorImpl tensor, T value) where T : unmanaged
    {
        if (tensor.IsContiguous)
        {
            var data = (T*)tensor.Data;
            const int piece = 1 << 28;
            for (long at = 0; at < tensor.Count; at += piece)
                new Span<T>(data + at, (int)Math.Min(piece, tensor.Count - at)).Fill(value);
            return;
        }
        Pointwise.Map<T, T, Constant<T>>(new(value), tensor, tensor);
    }

    private readonly struct Constant<T>(T value) : Pointwise.IMap<T, T>
    {
        public void Invoke(ReadOnlySpan<T> x, Span<T> y) => y.Fill(value);
    }
}
