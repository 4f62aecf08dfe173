using System.Runtime.InteropServices;
using TorchSharp.Kernels;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor with the elements and the rank of a .NET array. Arrays of arrays are refused: a tensor is rectangular.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        if (rawArray.GetType().GetElementType()!.IsArray)
            throw new ArgumentException($"A jagged array ({rawArray.GetType().Name}) has no shape; use a rectangular one such as float[,].", nameof(rawArray));
        return rawArray switch
        {
            float[] or float[,] or float[,,] or float[,,,] => FromRectangular<float>(rawArray, dtype, device, requires_grad),
            double[] or double[,] or double[,,] or double[,,,] => FromRectangular<double>(rawArray, dtype, device, requires_grad),
            bool[] or bool[,] or bool[,,] or bool[,,,] => FromRectangular<bool>(rawArray, dtype, device, requires_grad),
            // Array variance: sbyte[] matches byte[] in a pattern, so integers go by their exact element type.
            _ when rawArray.GetType().GetElementType() == typeof(long) => FromRectangular<long>(rawArray, dtype, device, requires_grad),
            _ when rawArray.GetType().GetElementType() == typeof(int) => FromRectangular<int>(rawArray, dtype, device, requires_grad),
            _ when rawArray.GetType().GetElementType() == typeof(short) => FromRectangular<short>(rawArray, dtype, device, requires_grad),
            _ when rawArray.GetType().GetElementType() == typeof(byte) => FromRectangular<byte>(rawArray, dtype, device, requires_grad),
            _ when rawArray.GetType().GetElementType() == typeof(sbyte) => FromRectangular<sbyte>(rawArray, dtype, device, requires_grad),
            _ => throw new ArgumentException($"Tensors cannot be made from {rawArray.GetType().Name}.", nameof(rawArray)),
        };
    }

    private static Tensor FromScalar<T>(T value, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged =>
        FromSpan<T>([value], [], dtype, device, requires_grad);

    private static Tensor FromRectangular<T>(Array array, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged
    {
        var sizes = new long[array.Rank];
        for (var d = 0; d < sizes.Length; d++) sizes[d] = array.GetLongLength(d);
        var elements = MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), checked(array.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>()));
        return FromSpan(MemoryMarshal.Cast<byte, T>(elements), sizes, dtype, device, requires_grad);
    }

    private static unsafe Tensor FromSpan<T>(ReadOnlySpan<T> values, long[] sizes, ScalarType? dtype, Device? device, bool requires_grad) where T : unmanaged
    {
        RequireCpu(device);
        var own = ScalarTypes.Of<T>();
        var count = Shapes.Shape.Count(sizes);
        if (count != values.Length) throw new ArgumentException($"{values.Length} values do not fill a tensor of shape {Guard.Shape(sizes)}.");
        var impl = TensorImpl.Allocate(dtype ?? own, sizes);
        fixed (T* source = values) Cast.Convert(own, source, impl.Type, impl.Data, values.Length);
        var result = new Tensor(impl);
        return requires_grad ? result.requires_grad_() : result;
    }
}
