namespace TorchSharp;

// Windows that fade a stretch of a signal in and out. Periodic ones leave out the last point, which is the first of the next period.
public static partial class torch
{
    /// <summary>1 − |2n/(N − 1) − 1|, a triangle.</summary>
    public static Tensor bartlett_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Window("bartlett_window", len, periodic, dtype, device, requires_grad, static t => 1 - (2 * t - 1).abs());

    /// <summary>0.42 − ½ cos 2πn/(N − 1) + 0.08 cos 4πn/(N − 1).</summary>
    public static Tensor blackman_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Window("blackman_window", len, periodic, dtype, device, requires_grad,
            static t => 0.42 - 0.5 * (t * (2 * Math.PI)).cos() + 0.08 * (t * (4 * Math.PI)).cos());

    /// <summary>α − β cos 2πn/(N − 1).</summary>
    public static Tensor hamming_window(long len, bool periodic = true, float alpha = 0.54f, float beta = 0.46f, ScalarType? dtype = null,
        Device? device = null, bool requires_grad = false) =>
        Window("hamming_window", len, periodic, dtype, device, requires_grad, t => alpha - beta * (t * (2 * Math.PI)).cos());

    /// <summary>½ − ½ cos 2πn/(N − 1).</summary>
    public static Tensor hann_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Window("hann_window", len, periodic, dtype, device, requires_grad, static t => 0.5 - 0.5 * (t * (2 * Math.PI)).cos());

    /// <summary>I₀(β √(1 − (2n/(N − 1) − 1)²))/I₀(β).</summary>
    public static Tensor kaiser_window(long len, bool periodic = true, float beta = 12, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Window("kaiser_window", len, periodic, dtype, device, requires_grad,
            t => (beta * (1 - (2 * t - 1).square()).clamp_min(0).sqrt()).i0() / Kernels.BesselFunction.I(0, beta));

    /// <summary>The values of <paramref name="shape"/> at n/(N − 1), n = 0 … len − 1; of one point, 1.</summary>
    private static Tensor Window(string name, long len, bool periodic, ScalarType? dtype, Device? device, bool requires_grad, Func<Tensor, Tensor> shape)
    {
        if (len < 0) throw Guard.Error($"{name}: the length must not be negative, got {len}.");
        var type = dtype ?? get_default_dtype();
        if (!type.IsFloating()) throw Guard.Error($"{name} needs a floating type, got {type}.");
        if (len < 2) return ones([len], type, device, requires_grad);
        Tensor window;
        using (no_grad()) window = shape(arange(len, ScalarType.Float64) / (periodic ? len : len - 1)).to(type);
        return requires_grad ? window.requires_grad_() : window;
    }
}
