using Course.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.LinearAlgebra;

public sealed class WhiteningTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(PcaGoldens.DataSets), MemberType = typeof(PcaGoldens))]
    public void Pca_whitening_is_scikit_learns_up_to_sign(string dataSet)
    {
        var golden = PcaGoldens.Of(dataSet);
        int k = golden.GetProperty("k").GetInt32();
        var x = golden.Tensor("x");

        var whitening = Whitening.ByPca(x, k);

        var signs = (golden.Tensor("components")[..k] * whitening.Matrix).sum(1L).sign();
        PcaGoldens.AssertClose(golden.Tensor("whitened") * signs, whitening.Whiten(x[..4]), 1e-6);
        PcaGoldens.AssertClose(golden.Tensor("reconstructions"), whitening.Restore(whitening.Whiten(x[..4])), 1e-6);
    }

    [Fact]
    public void Zca_whitens_by_the_inverse_root_of_the_covariance()
    {
        var x = PcaGoldens.Of("correlated").Tensor("x");

        var whitening = Whitening.ByZca(x);

        PcaGoldens.AssertClose(whitening.Matrix.t(), whitening.Matrix, 1e-12);
        PcaGoldens.AssertClose(linalg.inv(x.t().cov()), whitening.Matrix.mm(whitening.Matrix), 1e-6);
        PcaGoldens.AssertClose(eye(5, dtype: float64), whitening.Whiten(x).t().cov(), 1e-6);
        PcaGoldens.AssertClose(x, whitening.Restore(whitening.Whiten(x)), 1e-9);
    }

    [Fact]
    public void Of_both_whitenings_zca_changes_the_data_less()
    {
        var x = PcaGoldens.Of("correlated").Tensor("x");
        // Between columns of unit variance, so that no column dominates the distance.
        var unit = (x - x.mean([0L])) / x.std(0L);

        double Moved(Whitening whitening) => (whitening.Whiten(unit) - unit).square().mean().ToDouble();

        Assert.True(Moved(Whitening.ByZca(unit)) < Moved(Whitening.ByPca(unit)));
    }

    [Fact]
    public void Epsilon_tames_small_directions()
    {
        var x = PcaGoldens.Of("correlated").Tensor("x");
        var variances = Pca.ByEigen(x).ExplainedVariance;

        var covariance = Whitening.ByPca(x, epsilon: 0.5).Whiten(x).t().cov();

        PcaGoldens.AssertClose((variances / (variances + 0.5)).diag(), covariance, 1e-9);
        PcaGoldens.AssertClose(x, Whitening.ByZca(x, 0.5).Restore(Whitening.ByZca(x, 0.5).Whiten(x)), 1e-9);
    }

    [Fact]
    public void Bad_input_gets_a_sentence()
    {
        var x = PcaGoldens.Of("wide").Tensor("x");

        Says("vary in all 25 directions, but these vary in 11", () => Whitening.ByZca(x));
        Says("epsilon = -1", () => Whitening.ByPca(x, epsilon: -1));
        Says("epsilon = NaN", () => Whitening.ByPca(x, epsilon: double.NaN));
        Says("rows of 25 numbers, but got shape [3]", () => Whitening.ByPca(x, 2).Whiten(zeros(3)));
        Says("codes of 2 numbers", () => Whitening.ByPca(x, 2).Restore(x));
    }

    private static void Says(string part, Action act) => Assert.Contains(part, Assert.Throws<ArgumentException>(act).Message);
}
