using TorchSharp;
using static TorchSharp.torch;

namespace Course.LinearAlgebra;

/// <summary>
/// A linear map after which the data have covariance I: uncorrelated, and of variance 1 (divided by n − 1) in every direction. There are many, as any
/// rotation of white data is white: PCA's, z = Λ^(−½) W(x − μ), whose coordinates are the principal ones, and ZCA's, z = Wᵀ Λ^(−½) W(x − μ), which of all
/// changes the data least (Bell and Sejnowski 1997; Kessy, Lewin and Strimmer 2018), so that a whitened image still is an image.
/// </summary>
public sealed class Whitening
{
    private Whitening(Tensor mean, Tensor matrix, Tensor inverse) => (Mean, Matrix, Inverse) = (mean, matrix, inverse);

    /// <summary>μ, [D], Float64.</summary>
    public Tensor Mean { get; }

    /// <summary>A of z = A(x − μ), [K, D], Float64; for ZCA [D, D] and symmetric.</summary>
    public Tensor Matrix { get; }

    /// <summary>What takes z back to x − μ, [D, K], Float64.</summary>
    public Tensor Inverse { get; }

    /// <summary>Onto the principal directions, each divided by its deviation.</summary>
    /// <param name="x">[N, D], Float32 or Float64.</param>
    /// <param name="k">How many directions; null for as many as the data have.</param>
    /// <param name="epsilon">Added to every variance before dividing, ≥ 0: keeps directions that are mostly noise from being blown up.</param>
    /// <exception cref="ArgumentException">As for <see cref="Pca.ByEigen"/>; epsilon negative.</exception>
    public static Whitening ByPca(Tensor x, int? k = null, double epsilon = 0)
    {
        using var scope = NewDisposeScope();
        var pca = Pca.ByEigen(x, k);
        var deviation = Deviation(pca, epsilon).unsqueeze(1);
        return new(
            pca.Mean.MoveToOuterDisposeScope(), (pca.Components / deviation).MoveToOuterDisposeScope(), (pca.Components * deviation).t().MoveToOuterDisposeScope());
    }

    /// <summary>Onto the principal directions, each divided by its deviation, and back.</summary>
    /// <param name="x">[N, D], Float32 or Float64, of rank D.</param>
    /// <param name="epsilon">Added to every variance before dividing, ≥ 0.</param>
    /// <exception cref="ArgumentException">As for <see cref="Pca.ByEigen"/>; data that do not vary in all D directions; epsilon negative.</exception>
    public static Whitening ByZca(Tensor x, double epsilon = 0)
    {
        using var scope = NewDisposeScope();
        var pca = Pca.ByEigen(x);
        long rank = pca.Components.shape[0], width = pca.Mean.shape[0];
        if (rank < width)
            throw new ArgumentException($"ZCA needs data that vary in all {width} directions, but these vary in {rank}: leave constant columns out, or use ByPca.");
        Tensor w = pca.Components, deviation = Deviation(pca, epsilon);
        return new(
            pca.Mean.MoveToOuterDisposeScope(), (w.t() / deviation).mm(w).MoveToOuterDisposeScope(), (w.t() * deviation).mm(w).MoveToOuterDisposeScope());
    }

    /// <summary>z = A(x − μ).</summary>
    /// <param name="x">[…, D]; Float32 or Float64.</param>
    /// <returns>[…, K], of the type of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentException">Another width.</exception>
    public Tensor Whiten(Tensor x)
    {
        Observations.RequireWidth(x, Mean.shape[0], "Whiten", "rows");
        return (x - Mean.to(x.dtype)).matmul(Matrix.to(x.dtype).t());
    }

    /// <summary>The x that z comes from; with fewer than D directions, the nearest point in their plane.</summary>
    /// <param name="z">[…, K]; Float32 or Float64.</param>
    /// <returns>[…, D], of the type of <paramref name="z"/>.</returns>
    /// <exception cref="ArgumentException">Another width.</exception>
    public Tensor Restore(Tensor z)
    {
        Observations.RequireWidth(z, Inverse.shape[1], "Restore", "codes");
        return z.matmul(Inverse.to(z.dtype).t()) + Mean.to(z.dtype);
    }

    private static Tensor Deviation(Pca pca, double epsilon) => epsilon >= 0 && double.IsFinite(epsilon)
        ? (pca.ExplainedVariance + epsilon).sqrt()
        : throw new ArgumentException($"epsilon = {epsilon} is added to variances; it must be 0 or a positive number.");
}
