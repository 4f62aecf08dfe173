using TorchSharp.Kernels;

namespace TorchSharp;

public static partial class torch
{
    private static ScalarType s_defaultType = ScalarType.Float32;

    /// <summary>Type of tensors created without one: Float32 unless set.</summary>
    public static ScalarType get_default_dtype() => s_defaultType;

    public static void set_default_dtype(ScalarType dtype) =>
        s_defaultType = dtype.IsFloating() ? dtype : throw Guard.Error($"Only floating-point types are supported as the default type, got {dtype}.");

    public static Device get_default_device() => CPU;

    /// <summary>Threads that one operation may use. Results do not depend on it.</summary>
    public static int get_num_threads() => ParallelFor.ThreadCount;

    public static void set_num_threads(int num) => ParallelFor.ThreadCount = num;

    /// <summary>start, start + step, … before stop. The type is Int64 when all three are integers, else the default type.</summary>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var type = dtype ?? (start.Type.IsFloating() || stop.Type.IsFloating() || step.Type.IsFloating() ? s_defaultType : ScalarType.Int64);
        double first = start.AsDouble, last = stop.AsDouble, by = step.AsDouble;
        if (by == 0 || (last - first) * by < 0)
            throw Guard.Error($"arange from {first} to {last} in steps of {by}: the upper bound and the step are inconsistent.");
        var count = (long)Math.Ceiling((last - first) / by);
        return Create([count], type, device, requires_grad, t => Fill.Progression(t, first, by));
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary><paramref name="steps"/> numbers evenly spaced from start to end, both included.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Create([steps], dtype, device, requires_grad, t => Fill.Linear(t, start, end));

    /// <summary>Ones on the diagonal.</summary>
    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Create([rows, columns < 0 ? rows : columns], dtype, device, requires_grad, static t =>
        {
            Fill.With(t, 0);
            var (rows, columns) = (t.Sizes[0], t.Sizes[1]);
            Fill.With(t.Alias([Math.Min(rows, columns)], [columns + 1], 0), 1, release: true);
        });

    internal static Tensor Create(long[] size, ScalarType? dtype, Device? device, bool requires_grad, Action<TensorImpl> fill)
    {
        RequireCpu(device);
        var impl = TensorImpl.Allocate(dtype ?? s_defaultType, (long[])size.Clone());
        fill(impl);
        var result = new Tensor(impl);
        return requires_grad ? result.requires_grad_() : result;
    }

    private static ScalarType DefaultTypeOf(Scalar value) => value.Type switch
    {
        ScalarType.Float32 or ScalarType.Float64 => s_defaultType,
        ScalarType.Bool => ScalarType.Bool,
        _ => ScalarType.Int64,
    };
}
