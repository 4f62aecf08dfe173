using TorchSharp.Kernels;

namespace TorchSharp.Layers;

using static torch;

/// <summary>Stride, padding, dilation and groups of a convolution over the last two dimensions.</summary>
internal readonly record struct ConvolutionOptions(long[] Stride, long[] Padding, long[] Dilation, long Groups);

/// <summary>Checks what a convolution is given, and counts out what it gives back.</summary>
internal static class ConvolutionShapes
{
    /// <summary>One number for all dimensions, or one each.</summary>
    public static long[] PerDimension(long[]? values, int dimensions, long missing, string name)
    {
        var given = values ?? [];
        if (given.Length == dimensions) return given;
        if (given.Length > 1) throw Guard.Error($"{name} must have 1 or {dimensions} values, got {Guard.Shape(given)}.");
        var all = new long[dimensions];
        Array.Fill(all, given.Length == 1 ? given[0] : missing);
        return all;
    }

    public static ConvGeometry OfConvolution(string operation, Tensor x, Tensor weight, Tensor? bias, in ConvolutionOptions o)
    {
        var (xs, ws) = (x.Impl.Sizes, weight.Impl.Sizes);
        Check(operation, x, weight, bias, o, bias is null ? 0 : ws[0]);
        if (xs[1] != ws[1] * o.Groups || ws[0] % o.Groups != 0)
            throw Guard.Error($"{operation}: input {Guard.Shape(xs)} has {xs[1]} channels, but weight {Guard.Shape(ws)} with groups={o.Groups} expects {ws[1] * o.Groups} and outputs in multiples of {o.Groups}.");
        var map = new long[2];
        for (var d = 0; d < 2; d++)
        {
            var reach = o.Dilation[d] * (ws[d + 2] - 1) + 1;
            var room = xs[d + 2] + 2 * o.Padding[d];
            if (reach > room)
                throw Guard.Error($"{operation}: kernel {Guard.Shape(ws.AsSpan(2))} with dilation {Guard.Shape(o.Dilation)} is larger than the padded input: {reach} > {room} (input {Guard.Shape(xs)}, padding {Guard.Shape(o.Padding)}).");
            map[d] = (room - reach) / o.Stride[d] + 1;
        }
        return Geometry(xs[0], xs[1], xs[2], xs[3], ws[0], map[0], map[1], ws, o);
    }

    public static ConvGeometry OfTransposed(string operation, Tensor y, Tensor weight, Tensor? bias, long[] outputPadding, in ConvolutionOptions o)
    {
        var (ys, ws) = (y.Impl.Sizes, weight.Impl.Sizes);
        Check(operation, y, weight, bias, o, bias is null ? 0 : ws[1] * o.Groups);
        if (ys[1] != ws[0] || ws[0] % o.Groups != 0)
            throw Guard.Error($"{operation}: input {Guard.Shape(ys)} has {ys[1]} channels, but weight {Guard.Shape(ws)} expects {ws[0]}, a multiple of groups={o.Groups}.");
        var image = new long[2];
        for (var d = 0; d < 2; d++)
        {
            if (outputPadding[d] < 0 || outputPadding[d] >= Math.Max(o.Stride[d], o.Dilation[d]))
                throw Guard.Error($"{operation}: output_padding {Guard.Shape(outputPadding)} must be smaller than stride {Guard.Shape(o.Stride)} or dilation {Guard.Shape(o.Dilation)}.");
            image[d] = (ys[d + 2] - 1) * o.Stride[d] - 2 * o.Padding[d] + o.Dilation[d] * (ws[d + 2] - 1) + outputPadding[d] + 1;
            if (image[d] < 1) throw Guard.Error($"{operation}: input {Guard.Shape(ys)} and weight {Guard.Shape(ws)} give an empty output: size {image[d]} in dimension {d + 2}.");
        }
        return Geometry(ys[0], ws[1] * o.Groups, image[0], image[1], ws[0], ys[2], ys[3], ws, o);
    }

    private static void Check(string operation, Tensor x, Tensor weight, Tensor? bias, in ConvolutionOptions o, long biases)
    {
        var (xs, ws) = (x.Impl.Sizes, weight.Impl.Sizes);
        if (xs.Length != 4 || ws.Length != 4)
            throw Guard.Error($"{operation}: expected input [N, C, H, W] (or [C, H, W]) and weight of 4 dimensions, got {Guard.Shape(xs)} and {Guard.Shape(ws)}.");
        if (!x.dtype.IsFloating() || x.dtype != weight.dtype || (bias is not null && bias.dtype != x.dtype))
            throw Guard.Error($"{operation}: input, weight and bias must have one floating type, got {x.dtype}, {weight.dtype}{(bias is null ? "" : $", {bias.dtype}")}.");
        if (bias is not null && (bias.Impl.Sizes.Length != 1 || bias.Impl.Sizes[0] != biases))
            throw Guard.Error($"{operation}: bias {Guard.Shape(bias.Impl.Sizes)} does not fit weight {Guard.Shape(ws)}: expected [{biases}].");
        if (o.Groups < 1 || o.Stride.Min() < 1 || o.Dilation.Min() < 1 || o.Padding.Min() < 0)
            throw Guard.Error($"{operation}: groups {o.Groups}, stride {Guard.Shape(o.Stride)} and dilation {Guard.Shape(o.Dilation)} must be positive, padding {Guard.Shape(o.Padding)} not negative.");
    }

    private static ConvGeometry Geometry(long batch, long inputs, long height, long width, long outputs, long mapHeight, long mapWidth, long[] weight, in ConvolutionOptions o) => checked(new(
        (int)batch, (int)inputs, (int)height, (int)width, (int)outputs, (int)mapHeight, (int)mapWidth, (int)weight[2], (int)weight[3],
        (int)o.Stride[0], (int)o.Stride[1], (int)o.Padding[0], (int)o.Padding[1], (int)o.Dilation[0], (int)o.Dilation[1], (int)o.Groups));
}
