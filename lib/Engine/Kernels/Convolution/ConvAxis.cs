namespace TorchSharp.Kernels;

/// <summary>
/// One dimension of a convolution read from its result: places <see cref="First"/>, <see cref="First"/> + <see cref="Step"/>, … of the
/// target, <see cref="Count"/> of them; place k is the sum over taps t of weight <c>Weights[t]</c> times source place
/// k·<see cref="SourceStep"/> + <c>Shifts[t]</c>, which may lie outside.
/// </summary>
internal sealed record ConvAxis(int First, int Step, int Count, int SourceStep, int[] Weights, int[] Shifts)
{
    /// <summary>Source places before the first that taps reach.</summary>
    public int Before => Count == 0 || Shifts.Length == 0 ? 0 : Math.Max(0, -Shifts.Min());

    /// <summary>End of the source places that taps reach.</summary>
    public int End => Count == 0 || Shifts.Length == 0 ? 0 : (Count - 1) * SourceStep + Shifts.Max() + 1;

    /// <summary>From images to maps: one axis, whose taps are the kernel.</summary>
    public static ConvAxis[] Forward(int kernel, int stride, int padding, int dilation, int places)
    {
        var weights = Enumerable.Range(0, kernel).ToArray();
        return [new(0, 1, places, stride, weights, [.. weights.Select(i => i * dilation - padding)])];
    }

    /// <summary>
    /// From maps to images: pixel p meets weight i where p + padding − i·dilation is a multiple of the stride, so that every stride-th pixel
    /// has the same taps. Each such set is a convolution of stride 1 by part of the kernel.
    /// </summary>
    public static ConvAxis[] Transposed(int kernel, int stride, int padding, int dilation, int pixels)
    {
        var axes = new ConvAxis[Math.Min(stride, pixels)];
        for (var p = 0; p < axes.Length; p++)
        {
            int[] weights = [.. Enumerable.Range(0, kernel).Where(i => (p + padding - i * dilation) % stride == 0)];
            axes[p] = new(p, stride, (pixels - p + stride - 1) / stride, 1, weights, [.. weights.Select(i => (p + padding - i * dilation) / stride)]);
        }
        return axes;
    }
}
