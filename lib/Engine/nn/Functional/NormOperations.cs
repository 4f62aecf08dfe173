using System.Numerics;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp.Layers;

using static torch;

/// <summary>Normalisation of groups of elements, and scale and shift of channels.</summary>
internal static unsafe class NormOperations
{
    /// <summary>
    /// w[c]·(x − mean) / √(var + eps) + b[c] for x [N, C, inner], over N and inner if <paramref name="channelGroups"/> is 0, else over inner and
    /// the channels of each of so many groups of an image; w and b may be null. An ordinary backward runs a kernel; one that is itself
    /// recorded (create_graph) takes the formula apart into tensor operations. Mean and biased variance are those of the groups.
    /// </summary>
    public static (Tensor Result, Tensor Mean, Tensor Variance) Normalize(Tensor x, long channelGroups, Tensor? weight, Tensor? bias, double eps)
    {
        var sizes = x.Impl.Sizes;
        var groups = new NormGroups(sizes[0], sizes[1], sizes[2], channelGroups);
        using var dense = x.detach().contiguous();
        using var w = weight?.detach().contiguous();
        using var b = bias?.detach().contiguous();
        long[] each = [groups.Groups];
        var (y, mean, variance, inverse) = (empty_like(dense), empty(each, x.dtype), empty(each, x.dtype), empty(each, x.dtype));
        if (groups.Count > 0)
        {
            if (x.dtype == ScalarType.Float32) Run<float>(groups, dense, w, b, y, mean, variance, inverse, eps);
            else Run<double>(groups, dense, w, b, y, mean, variance, inverse, eps);
        }
        if (!Tape.Records([x, weight!, bias!])) return (y, mean, variance);
        var (hasWeight, hasBias) = (weight is not null, bias is not null);
        List<Tensor> inputs = [x];
        if (hasWeight) inputs.Add(weight!);
        if (hasBias) inputs.Add(bias!);
        Tape.Record("NormalizeBackward", y, inputs.ToArray(), hasWeight ? [x, mean, inverse, weight!] : [x, mean, inverse], d =>
        {
            var scale = hasWeight ? d.Saved(3) : null;
            var (byInput, byWeight, byBias) = GradMode.Enabled
                ? Gradient(groups, d.Output, d.Saved(0), scale, eps)
                : GradientKernel(groups, d.Output, d.Saved(0), d.Saved(1), d.Saved(2), scale);
            List<Tensor?> gradients = [byInput];
            if (hasWeight) gradients.Add(byWeight);
            if (hasBias) gradients.Add(byBias);
            return [.. gradients];
        });
        return (y, mean, variance);
    }

    /// <summary>w[c]·x + b[c] for x [outer, C, inner]; either may be null.</summary>
    public static Tensor ScaleShift(Tensor x, Tensor? weight, Tensor? bias)
    {
        if (weight is null && bias is null) return x;
        var y = empty_like(x);
        using (var dense = x.detach().contiguous())
        using (var w = weight?.detach().to(x.dtype).contiguous())
        using (var b = bias?.detach().to(x.dtype).contiguous())
        {
            if (x.dtype == ScalarType.Float32) RunScaleShift<float>(dense, w, b, y);
            else RunScaleShift<double>(dense, w, b, y);
        }
        if (!Tape.Records([x, weight!, bias!])) return y;
        var (hasWeight, hasBias) = (weight is not null, bias is not null);
        List<Tensor> inputs = [x];
        if (hasWeight) inputs.Add(weight!);
        if (hasBias) inputs.Add(bias!);
        return Tape.Record("ScaleShiftBackward", y, inputs.ToArray(), hasWeight ? [x, weight!] : [], d =>
        {
            List<Tensor?> gradients = [d.Needs(0) ? hasWeight ? d.Output * d.Saved(1).unsqueeze(-1) : d.Output : null];
            if (hasWeight) gradients.Add(d.Needs(1) ? OverChannels(d.Output * d.Saved(0)) : null);
            if (hasBias) gradients.Add(d.Needs(gradients.Count) ? OverChannels(d.Output) : null);
            return [.. gradients];
        });
    }

    /// <summary>Σ over dimensions 2, then 0: two sums over neighbours in memory are faster than one over both.</summary>
    private static Tensor OverChannels(Tensor x) => (x.Impl.Sizes[2] == 1 ? x.squeeze(2) : x.sum(2L)).sum(0L);

    private static void Run<T>(in NormGroups g, Tensor x, Tensor? w, Tensor? b, Tensor y, Tensor mean, Tensor variance, Tensor inverse, double eps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ParallelFor.Run(g.Jobs, new Normalization<T>(g, At<T>(x), At<T>(w), At<T>(b), At<T>(y), At<T>(mean), At<T>(variance), At<T>(inverse), eps));
        GC.KeepAlive((y, mean, variance, inverse));
    }

    private static void RunScaleShift<T>(Tensor x, Tensor? w, Tensor? b, Tensor y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sizes = x.Impl.Sizes;
        var loop = new ChannelScaleShift<T>(sizes[1], sizes[2], At<T>(x), At<T>(w), At<T>(b), At<T>(y));
        ParallelFor.RunRange(sizes[0] * sizes[1], Math.Max(64, 16384 / Math.Max(1, sizes[2])), loop);
        GC.KeepAlive(y);
    }

    private static T* At<T>(Tensor? x) where T : unmanaged => x is null ? null : (T*)x.Impl.Data;

    /// <summary>The formula of <see cref="NormalizationGradient{T}"/> as tensor operations, whose own gradients are then known.</summary>
    private static (Tensor ByInput, Tensor ByWeight, Tensor ByBias) Gradient(NormGroups g, Tensor d, Tensor x, Tensor? weight, double eps)
    {
        long[] whole = [g.Images, g.Channels, g.Length];
        var grouped = g.OverBatch ? whole : [1, g.Groups, g.Count];
        long[] over = [0, 2];
        var v = x.reshape(grouped);
        var inverse = (v.var(over, false, true) + eps).rsqrt();
        var white = (v - v.mean(over, true)) * inverse;
        var e = (weight is null ? d : d * weight.unsqueeze(-1)).reshape(grouped);
        var byInput = (e - e.mean(over, true) - white * (e * white).mean(over, true)) * inverse;
        return (byInput.reshape(whole), OverChannels(d * white.reshape(whole)), OverChannels(d));
    }

    private static (Tensor ByInput, Tensor ByWeight, Tensor ByBias) GradientKernel(
        NormGroups g, Tensor d, Tensor x, Tensor mean, Tensor inverse, Tensor? weight)
    {
        using var dense = d.contiguous();
        using var input = x.contiguous();
        using var w = weight?.contiguous();
        var (result, byWeight, byBias) = (empty_like(dense), zeros(new[] { g.Channels }, d.dtype), zeros(new[] { g.Channels }, d.dtype));
        if (g.Count == 0) return (result, byWeight, byBias);
        if (d.dtype == ScalarType.Float32) RunGradient<float>(g, dense, input, w, mean, inverse, result, byWeight, byBias);
        else RunGradient<double>(g, dense, input, w, mean, inverse, result, byWeight, byBias);
        return (result, byWeight, byBias);
    }

    private static void RunGradient<T>(
        in NormGroups g, Tensor d, Tensor x, Tensor? weight, Tensor mean, Tensor inverse, Tensor result, Tensor byWeight, Tensor byBias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var planes = g.Images * g.Channels;
        using var sums = new ConvProduct.Scratch<double>(2 * planes);
        double* sum = sums.Data, product = sum + planes;
        ParallelFor.Run(g.Jobs, new NormalizationGradient<T>(g, At<T>(d), At<T>(x), At<T>(weight), At<T>(mean), At<T>(inverse), At<T>(result), sum, product));
        T* w = At<T>(byWeight), b = At<T>(byBias);
        for (long c = 0; c < g.Channels; c++)
        {
            var (s, p) = (0.0, 0.0);
            for (var plane = c; plane < planes; plane += g.Channels) (s, p) = (s + sum[plane], p + product[plane]);
            (w[c], b[c]) = (T.CreateTruncating(p), T.CreateTruncating(s));
        }
        GC.KeepAlive((mean, inverse, result, byWeight, byBias));
    }
}
