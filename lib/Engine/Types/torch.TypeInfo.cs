namespace TorchSharp;

// What can be said of types without a tensor, and of tensors without their elements.
public static partial class torch
{
    /// <summary>Whether values of one type may be written into a tensor of another: floating ones not into integers, integers not into bool.</summary>
    public static bool can_cast(ScalarType from, ScalarType to) => from.Category() <= to.Category();

    /// <summary>The type of an operation between two types.</summary>
    public static ScalarType promote_types(ScalarType type1, ScalarType type2) => ScalarTypes.Promote(type1, type2);

    /// <summary>The type of an operation between two tensors.</summary>
    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) => Kernels.Pointwise.ResultType(tensor1, tensor2);

    public static bool is_floating_point(ScalarType type) => type.IsFloating() || type is ScalarType.Float16 or ScalarType.BFloat16;

    public static bool is_floating_point(Tensor input) => input.is_floating_point();

    /// <summary>Integers and bool.</summary>
    public static bool is_integral(ScalarType type) => type.IsIntegral() || type == ScalarType.Bool;

    public static bool is_integral(Tensor t) => is_integral(t.dtype);

    /// <summary>One element, and it is not zero.</summary>
    public static bool is_nonzero(Tensor input) => input.is_nonzero();

    public static bool is_tensor(object obj) => obj is Tensor;

    public static long numel(Tensor input) => input.numel();

    /// <summary>Throws with <paramref name="message"/> unless the condition holds.</summary>
    public static void _assert(bool condition, string message)
    {
        if (!condition) throw new InvalidOperationException(message);
    }

    public static void _assert(Func<bool> condition, string message) => _assert(condition(), message);

    /// <summary>A device by name: <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    public static Device device(string description) => new(description);

    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    public static Device device(int index) => new(index);

    /// <summary>Limits of the default floating type.</summary>
    public static FInfo finfo() => finfo(get_default_dtype());

    /// <summary>Limits of a floating type.</summary>
    public static FInfo finfo(ScalarType dtype) => dtype switch
    {
        ScalarType.Float32 => new FInfo
        {
            bits = 32, eps = float.BitIncrement(1f) - 1f, max = float.MaxValue, min = float.MinValue,
            tiny = 1.1754943508222875e-38, smallest_normal = 1.1754943508222875e-38, resolution = 1e-6,
        },
        ScalarType.Float64 => new FInfo
        {
            bits = 64, eps = double.BitIncrement(1) - 1, max = double.MaxValue, min = double.MinValue,
            tiny = 2.2250738585072014e-308, smallest_normal = 2.2250738585072014e-308, resolution = 1e-15,
        },
        _ => throw Guard.Unsupported(dtype),
    };

    /// <summary>Limits of a floating type: its width in bits, the step above 1, largest, smallest, and smallest normal positive number.</summary>
    public struct FInfo
    {
        public int bits;
        public double eps;
        public double max;
        public double min;
        public double tiny;
        public double smallest_normal;

        /// <summary>The step between decimal numbers of which all digits are right.</summary>
        public double resolution;
    }
}
