using Course.LinearAlgebra;
using FsCheck;
using FsCheck.Fluent;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.LinearAlgebra;

/// <summary>What holds for any data: random ones of random size, FsCheck's choice.</summary>
public sealed class PcaPropertyTests
{
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(2026, 7);

    [Fact]
    public void The_error_is_orthogonal_to_the_plane() => Check((x, pca) => (x - pca.Reconstruct(x)).mm(pca.Components.t()));

    [Fact]
    public void Encoding_undoes_decoding() => Check((x, pca) =>
    {
        var codes = x[.., ..(int)pca.Components.shape[0]];
        return pca.Encode(pca.Decode(codes)) - codes;
    });

    [Fact]
    public void Directions_are_orthonormal() =>
        Check((_, pca) => pca.Components.mm(pca.Components.t()) - eye(pca.Components.shape[0], dtype: float64));

    [Fact]
    public void Codes_are_uncorrelated_and_have_the_explained_variances() => Check((x, pca) =>
    {
        var codes = pca.Encode(x);
        return codes.t().mm(codes) / (x.shape[0] - 1) - pca.ExplainedVariance.diag();
    });

    [Fact]
    public void What_is_lost_is_the_variance_left_out() => Check((x, pca) =>
        (x - pca.Reconstruct(x)).square().sum() / (x.shape[0] - 1) - (pca.TotalVariance - pca.ExplainedVariance.sum()));

    [Fact]
    public void No_other_plane_loses_less() => Check((x, pca) =>
    {
        var other = linalg.qr(randn_like(pca.Components).t()).Q;
        var centred = x - pca.Mean;
        var lost = (centred - centred.mm(other).mm(other.t())).square().sum();
        return ((x - pca.Reconstruct(x)).square().sum() - lost).clamp(min: 0);
    });

    [Fact]
    public void Whitened_data_have_the_covariance_one() => Check((x, pca) =>
    {
        var white = Whitening.ByPca(x, (int)pca.Components.shape[0]).Whiten(x);
        return white.t().mm(white) / (x.shape[0] - 1) - eye(white.shape[1], dtype: float64);
    });

    // Data [N, D] with columns of different scale, of full rank, and k of their directions; the numbers given must be zero but for rounding.
    private static void Check(Func<Tensor, Pca, Tensor> vanishes)
    {
        var cases =
            from seed in Gen.Choose(0, int.MaxValue)
            from columns in Gen.Choose(1, 8)
            from rows in Gen.Choose(columns + 2, 40)
            from k in Gen.Choose(1, columns)
            select (seed, rows, columns, k);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            using var scope = NewDisposeScope();
            manual_seed(c.seed);
            var x = randn(c.rows, c.columns, dtype: float64) * (rand(c.columns, dtype: float64) + 0.1) + 10 * randn(c.columns, dtype: float64);
            return vanishes(x, Pca.ByEigen(x, c.k)).abs().max().ToDouble() < 1e-9;
        }).Check(Settings);
    }
}
