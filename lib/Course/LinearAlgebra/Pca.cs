using TorchSharp;
using static TorchSharp.torch;

namespace Course.LinearAlgebra;

/// <summary>
/// Principal component analysis (Pearson 1901; Hotelling 1933): the K orthonormal directions along which centred data vary most, which are also those
/// that lose least when data are projected onto them. The encoder is the matrix W of these directions, the decoder its transpose:
/// z = W(x − μ), x̂ = Wᵀz + μ.
/// </summary>
/// <remarks>
/// Four roads lead there: <see cref="ByEigen"/> for most data, <see cref="BySvd"/> for the last digit, <see cref="Randomized"/> for a few components of
/// wide data, <see cref="Incremental"/> for data that do not fit into memory. Variances are divided by n − 1. Of each direction the largest entry is
/// positive (the first of those that are equally large but for rounding), so that every road, machine and run gives the same signs.
/// </remarks>
public sealed partial class Pca
{
    private Pca(Tensor mean, Tensor components, Tensor explainedVariance, double totalVariance, long samples) =>
        (Mean, Components, ExplainedVariance, TotalVariance, Samples) = (mean, components, explainedVariance, totalVariance, samples);

    /// <summary>μ, [D], Float64.</summary>
    public Tensor Mean { get; }

    /// <summary>W, [K, D], Float64: orthonormal rows, that of the largest variance first.</summary>
    public Tensor Components { get; }

    /// <summary>λ, [K], Float64: the variance of the data along each direction, divided by n − 1, descending and &gt; 0.</summary>
    public Tensor ExplainedVariance { get; }

    /// <summary>λ over <see cref="TotalVariance"/>, [K]: their sum is 1 if no direction is left out.</summary>
    public Tensor ExplainedVarianceRatio => ExplainedVariance / TotalVariance;

    /// <summary>The sum of the variances of all D columns, kept directions or not.</summary>
    public double TotalVariance { get; }

    /// <summary>Rows that were fitted, n.</summary>
    public long Samples { get; }

    /// <summary>The codes z = W(x − μ).</summary>
    /// <param name="x">[…, D]; Float32 or Float64.</param>
    /// <returns>[…, K], of the type of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentException">Another width.</exception>
    public Tensor Encode(Tensor x)
    {
        Observations.RequireWidth(x, Mean.shape[0], "Encode", "rows");
        return (x - Mean.to(x.dtype)).matmul(Components.to(x.dtype).t());
    }

    /// <summary>The points x̂ = Wᵀz + μ, which all lie in one K-dimensional plane.</summary>
    /// <param name="codes">[…, K]; Float32 or Float64.</param>
    /// <returns>[…, D], of the type of <paramref name="codes"/>.</returns>
    /// <exception cref="ArgumentException">Another width.</exception>
    public Tensor Decode(Tensor codes)
    {
        Observations.RequireWidth(codes, Components.shape[0], "Decode", "codes");
        return codes.matmul(Components.to(codes.dtype)) + Mean.to(codes.dtype);
    }

    /// <summary>Encodes and decodes: of all points in the plane, the nearest to each x.</summary>
    /// <param name="x">[…, D]; Float32 or Float64.</param>
    /// <returns>[…, D], of the type of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentException">Another width.</exception>
    public Tensor Reconstruct(Tensor x)
    {
        using var codes = Encode(x);
        return Decode(codes);
    }

    /// <summary>The same with fewer directions: those of a smaller k are the first of those of a larger one.</summary>
    /// <param name="k">1 to K.</param>
    /// <exception cref="ArgumentException">k outside of that.</exception>
    public Pca Leading(int k)
    {
        Observations.RequireComponents(k);
        if (k > Components.shape[0]) throw new ArgumentException($"k = {k} components were asked for, but only {Components.shape[0]} were fitted.");
        return new(Mean, Components[..k], ExplainedVariance[..k], TotalVariance, Samples);
    }

    /// <summary>How many directions, of how many, and what they explain.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"PCA of {Samples:N0} rows: {Components.shape[0]} of {Mean.shape[0]} directions, {ExplainedVarianceRatio.sum().ToDouble():P1} of the variance");
}
