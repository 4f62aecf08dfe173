using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp.Layers;

using static torch;

/// <summary>
/// The three products of a convolution: maps = w ⋆ images, images = wᵀ · maps, w = maps · imagesᵀ. Each is bilinear and its derivatives are
/// the other two, so that gradients of any order are again convolutions.
/// </summary>
internal static unsafe class ConvolutionOperations
{
    /// <summary>w ⋆ x + b: images [N, C, H, W] to maps [N, O, H', W'].</summary>
    public static Tensor Forward(ConvGeometry g, Tensor x, Tensor weight, Tensor? bias)
    {
        var y = Run(Product.Maps, g, x, weight, bias);
        if (!Tape.Records([x, weight, bias!])) return y;
        var hasBias = bias is not null;
        return Tape.Record("ConvolutionBackward", y, bias is null ? [x, weight] : [x, weight, bias], [x, weight], d =>
        [
            d.Needs(0) ? Transposed(g, d.Output, d.Saved(1), null) : null,
            d.Needs(1) ? Weight(g, d.Saved(0), d.Output) : null,
            .. BiasGradient(d, hasBias),
        ]);
    }

    /// <summary>wᵀ · y + b: maps [N, O, H', W'] to images [N, C, H, W].</summary>
    public static Tensor Transposed(ConvGeometry g, Tensor y, Tensor weight, Tensor? bias)
    {
        var x = Run(Product.Images, g, y, weight, bias);
        if (!Tape.Records([y, weight, bias!])) return x;
        var hasBias = bias is not null;
        return Tape.Record("ConvolutionTransposeBackward", x, bias is null ? [y, weight] : [y, weight, bias], [y, weight], d =>
        [
            d.Needs(0) ? Forward(g, d.Output, d.Saved(1), null) : null,
            d.Needs(1) ? Weight(g, d.Output, d.Saved(0)) : null,
            .. BiasGradient(d, hasBias),
        ]);
    }

    /// <summary>The gradient by the weight, [O, C / groups, i, j].</summary>
    private static Tensor Weight(ConvGeometry g, Tensor x, Tensor y)
    {
        var weight = Run(Product.Weight, g, x, y, null);
        if (!Tape.Records(x, y)) return weight;
        return Tape.Record("ConvolutionWeightBackward", weight, [x, y], [x, y], d =>
        [
            d.Needs(0) ? Transposed(g, d.Saved(1), d.Output, null) : null,
            d.Needs(1) ? Forward(g, d.Saved(0), d.Output, null) : null,
        ]);
    }

    /// <summary>Σ over images and places.</summary>
    private static Tensor?[] BiasGradient(Gradients d, bool exists) =>
        exists ? [d.Needs(2) ? d.Output.sum(new[] { 0L, 2L, 3L }) : null] : [];

    private enum Product
    {
        Maps,
        Images,
        Weight,
    }

    private static Tensor Run(Product product, in ConvGeometry g, Tensor first, Tensor second, Tensor? bias)
    {
        using var a = first.detach().contiguous();
        using var b = second.detach().contiguous();
        using var c = bias?.detach().contiguous();
        var result = TensorImpl.Allocate(first.dtype, product switch
        {
            Product.Maps => [g.Batch, g.Outputs, g.MapHeight, g.MapWidth],
            Product.Images => [g.Batch, g.Inputs, g.Height, g.Width],
            _ => [g.Outputs, g.GroupInputs, g.KernelHeight, g.KernelWidth],
        });
        var offsets = c is null ? null : c.Impl.Data;
        if (first.dtype == ScalarType.Float32) Run(product, g, (float*)a.Impl.Data, (float*)b.Impl.Data, (float*)offsets, (float*)result.Data);
        else Run(product, g, (double*)a.Impl.Data, (double*)b.Impl.Data, (double*)offsets, (double*)result.Data);
        return new Tensor(result);
    }

    private static void Run<T>(Product product, in ConvGeometry g, T* a, T* b, T* bias, T* result) where T : unmanaged, System.Numerics.INumber<T>
    {
        switch (product)
        {
            case Product.Maps: ConvKernels.Forward(g, a, b, bias, result); break;
            case Product.Images: ConvKernels.Transposed(g, a, b, bias, result); break;
            default: ConvKernels.Weight(g, a, b, result); break;
        }
    }
}
