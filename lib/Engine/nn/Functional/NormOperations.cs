using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp.Layers;

using static torch;

/// <summary>The two steps of every normalisation: whiten groups of elements, then scale and shift channels.</summary>
internal static unsafe class NormOperations
{
    /// <summary>
    /// (x − mean) / √(var + eps) over dimensions 0 and 2 of x [outer, groups, inner]. An ordinary backward runs a kernel; one that is itself
    /// recorded (create_graph) takes the formula apart into tensor operations.
    /// </summary>
    public static (Tensor Result, Tensor Mean, Tensor Variance) Whiten(Tensor x, double eps)
    {
        var sizes = x.Impl.Sizes;
        var groups = new NormGroups(sizes[0], sizes[1], sizes[2]);
        using var dense = x.detach().contiguous();
        var (y, mean, variance, inverse) = (empty_like(dense), empty(new[] { sizes[1] }, x.dtype), empty(new[] { sizes[1] }, x.dtype), empty(new[] { sizes[1] }, x.dtype));
        if (groups.Count > 0)
        {
            var (from, to, m, v, i) = ((nint)dense.Impl.Data, (nint)y.Impl.Data, (nint)mean.Impl.Data, (nint)variance.Impl.Data, (nint)inverse.Impl.Data);
            if (x.dtype == ScalarType.Float32) ParallelFor.Run(groups.Jobs, new Whitening<float>(groups, (float*)from, (float*)to, (float*)m, (float*)v, (float*)i, eps));
            else ParallelFor.Run(groups.Jobs, new Whitening<double>(groups, (double*)from, (double*)to, (double*)m, (double*)v, (double*)i, eps));
        }
        if (Tape.Records(x))
        {
            Tape.Record("WhitenBackward", y, [x], [x, y, inverse], d => [GradMode.Enabled
                ? WhitenGradient(d.Output, d.Saved(0), d.Saved(1), eps)
                : WhitenGradientKernel(groups, d.Output, d.Saved(1), d.Saved(2))]);
        }
        return (y, mean, variance);
    }

    /// <summary>w[c]·x + b[c] for x [outer, C, inner]; either may be null.</summary>
    public static Tensor ScaleShift(Tensor x, Tensor? weight, Tensor? bias)
    {
        if (weight is null && bias is null) return x;
        Tensor y;
        using (no_grad())
        {
            if (HasChannelsOfSingles(x) && weight?.dtype == ScalarType.Float32 && bias?.dtype == ScalarType.Float32)
            {
                y = ScaleShiftKernel(x, weight, bias);
            }
            else
            {
                var (w, b) = (weight?.unsqueeze(-1), bias?.unsqueeze(-1));
                y = w is null ? x + b! : b is null ? x * w : x * w + b;
            }
        }
        if (!Tape.Records([x, weight!, bias!])) return y;
        var (hasWeight, hasBias) = (weight is not null, bias is not null);
        List<Tensor> inputs = [x];
        if (hasWeight) inputs.Add(weight!);
        if (hasBias) inputs.Add(bias!);
        return Tape.Record("ScaleShiftBackward", y, inputs.ToArray(), hasWeight ? [x, weight!] : [], d =>
        {
            if (!GradMode.Enabled && hasWeight && hasBias && HasChannelsOfSingles(d.Output) && d.Saved(1).dtype == ScalarType.Float32) return ScaleShiftGradientKernel(d.Saved(0), d.Saved(1), d.Output);
            List<Tensor?> gradients = [d.Needs(0) ? hasWeight ? d.Output * d.Saved(1).unsqueeze(-1) : d.Output : null];
            if (hasWeight) gradients.Add(d.Needs(1) ? OverChannels(d.Output * d.Saved(0)) : null);
            if (hasBias) gradients.Add(d.Needs(gradients.Count) ? OverChannels(d.Output) : null);
            return [.. gradients];
        });
    }

    /// <summary>Whether a channel's elements are neighbours, enough of them to be worth a loop each.</summary>
    private static bool HasChannelsOfSingles(Tensor x) => x.dtype == ScalarType.Float32 && x.Impl.Sizes[2] >= 16;

    private static Tensor ScaleShiftKernel(Tensor x, Tensor weight, Tensor bias)
    {
        var groups = new NormGroups(x.Impl.Sizes[0], x.Impl.Sizes[1], x.Impl.Sizes[2]);
        using var dense = x.contiguous();
        using var w = weight.contiguous();
        using var b = bias.contiguous();
        var y = empty_like(dense);
        if (y.Impl.Count == 0) return y;
        ParallelFor.Run(groups.Jobs, new ChannelScaling(
            groups, (float*)dense.Impl.Data, (float*)w.Impl.Data, (float*)b.Impl.Data, (float*)y.Impl.Data));
        return y;
    }

    private static Tensor?[] ScaleShiftGradientKernel(Tensor x, Tensor weight, Tensor d)
    {
        var groups = new NormGroups(x.Impl.Sizes[0], x.Impl.Sizes[1], x.Impl.Sizes[2]);
        using var value = x.contiguous();
        using var gradient = d.contiguous();
        using var w = weight.contiguous();
        var (byX, byWeight, byBias) = (empty_like(value), empty_like(w), empty_like(w));
        if (byX.Impl.Count == 0) return [byX, byWeight.zero_(), byBias.zero_()];
        ParallelFor.Run(groups.Jobs, new ChannelScalingGradient(
            groups, (float*)value.Impl.Data, (float*)w.Impl.Data, (float*)gradient.Impl.Data,
            (float*)byX.Impl.Data, (float*)byWeight.Impl.Data, (float*)byBias.Impl.Data));
        return [byX, byWeight, byBias];
    }

    /// <summary>Σ over dimensions 2, then 0: two sums over neighbours in memory are faster than one over both.</summary>
    private static Tensor OverChannels(Tensor x) => (x.Impl.Sizes[2] == 1 ? x.squeeze(2) : x.sum(2L)).sum(0L);

    private static Tensor WhitenGradient(Tensor d, Tensor x, Tensor y, double eps)
    {
        long[] over = [0, 2];
        var inverse = (x.var(over, false, true) + eps).rsqrt();
        return (d - d.mean(over, true) - y * (d * y).mean(over, true)) * inverse;
    }

    private static Tensor WhitenGradientKernel(NormGroups groups, Tensor d, Tensor y, Tensor inverse)
    {
        using var dense = d.contiguous();
        var result = empty_like(dense);
        if (groups.Count == 0) return result;
        var (from, by, scale, to) = ((nint)dense.Impl.Data, (nint)y.Impl.Data, (nint)inverse.Impl.Data, (nint)result.Impl.Data);
        if (d.dtype == ScalarType.Float32) ParallelFor.Run(groups.Jobs, new WhiteningGradient<float>(groups, (float*)from, (float*)by, (float*)scale, (float*)to));
        else ParallelFor.Run(groups.Jobs, new WhiteningGradient<double>(groups, (double*)from, (double*)by, (double*)scale, (double*)to));
        return result;
    }
}
