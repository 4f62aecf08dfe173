using static TorchSharp.torch;

namespace TorchSharp.Tests.LinearAlgebra;

/// <summary>What defines a factorization, at sizes beyond one cache and for badly conditioned matrices, in units of the rounding error.</summary>
public sealed class FactorizationTests
{
    public static TheoryData<long, long, ScalarType> Shapes
    {
        get
        {
            var data = new TheoryData<long, long, ScalarType>();
            foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
                foreach (var (m, n) in new[] { (1, 1), (5, 5), (7, 3), (3, 7), (200, 200), (200, 40), (40, 200), (0, 3), (3, 0) })
                    data.Add(m, n, type);
            return data;
        }
    }

    /// <summary>H[i, j] = 1/(i + j + 1), whose condition grows by 30 with each row.</summary>
    private static Tensor Hilbert(int n) => 1 / (arange(n, dtype: ScalarType.Float64).unsqueeze(1) + arange(n, dtype: ScalarType.Float64) + 1);

    private static double Rounding(ScalarType type) => type == ScalarType.Float32 ? 1.2e-7 : 2.3e-16;

    private static Tensor Random(long m, long n, ScalarType type) => randn(m, n, type, generator: new Generator(5));

    private static void Near(Tensor expected, Tensor actual, double tolerance) => TensorAssert.Close(expected, actual, 0, tolerance);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Q_has_orthonormal_columns_R_is_upper_triangular_and_their_product_is_A(long m, long n, ScalarType type)
    {
        var a = Random(m, n, type);
        foreach (var mode in new[] { linalg.QRMode.Reduced, linalg.QRMode.Complete })
        {
            var (q, r) = linalg.qr(a, mode);
            var columns = mode == linalg.QRMode.Complete ? m : Math.Min(m, n);
            Assert.Equal([m, columns], q.shape);
            Near(eye(columns, dtype: type), q.mT.matmul(q), 40 * Rounding(type));
            Near(a, q.matmul(r), 300 * Rounding(type));
            TensorAssert.Equal(TensorAssert.Values(r.triu()), r);
        }
        TensorAssert.Equal(TensorAssert.Values(linalg.qr(a).R), linalg.qr(a, linalg.QRMode.R).R);
    }

    [Fact]
    public void Qr_of_a_Hilbert_matrix_keeps_its_columns_orthonormal()
    {
        var (q, r) = linalg.qr(Hilbert(30));
        Near(eye(30, dtype: ScalarType.Float64), q.mT.matmul(q), 1e-14);
        Near(Hilbert(30), q.matmul(r), 1e-14);
    }

    [Fact]
    public void Qr_has_LAPACKs_signs()
    {
        var (q, r) = linalg.qr(tensor(new double[,] { { 3, 1 }, { 4, 2 } }));
        TensorAssert.Close([-0.6, -0.8, -0.8, 0.6], q, [2, 2], 1e-15, 1e-15);
        TensorAssert.Close([-5, -2.2, 0, 0.4], r, [2, 2], 1e-15, 1e-15);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Singular_vectors_are_orthonormal_values_descend_and_their_product_is_A(long m, long n, ScalarType type)
    {
        var a = Random(m, n, type);
        var k = Math.Min(m, n);
        var tolerance = Math.Max(60, Math.Max(m, n)) * Rounding(type);
        foreach (var full in new[] { true, false })
        {
            var (u, s, vh) = linalg.svd(a, full);
            Near(eye(u.shape[1], dtype: type), u.mT.matmul(u), tolerance);
            Near(eye(vh.shape[0], dtype: type), vh.matmul(vh.mT), tolerance);
            Near(a, (u.narrow(1, 0, k) * s).matmul(vh.narrow(0, 0, k)), 7 * tolerance);
            Assert.True(s.ge(0).all().item<bool>() && s.diff().le(0).all().item<bool>());
        }
    }

    [Theory]
    [InlineData(1, ScalarType.Float64)]
    [InlineData(2, ScalarType.Float64)]
    [InlineData(7, ScalarType.Float32)]
    [InlineData(200, ScalarType.Float32)]
    [InlineData(200, ScalarType.Float64)]
    public void Eigenvectors_are_orthonormal_values_ascend_and_their_product_is_A(long n, ScalarType type)
    {
        var x = Random(n, n, type);
        var a = x + x.mT;
        var (values, vectors) = linalg.eigh(a);
        Near(eye(n, dtype: type), vectors.mT.matmul(vectors), 100 * Rounding(type));
        Near(a, (vectors * values).matmul(vectors.mT), 1000 * Rounding(type));
        Assert.True(values.diff().ge(0).all().item<bool>());
        Near(values, linalg.eigvalsh(a, 'U'), 1000 * Rounding(type));
    }

    [Theory]
    [InlineData(1, ScalarType.Float64)]
    [InlineData(30, ScalarType.Float32)]
    [InlineData(200, ScalarType.Float64)]
    public void Solutions_inverses_determinants_and_triangles_agree_with_each_other(long n, ScalarType type)
    {
        var a = Random(n, n, type) + 3 * Math.Sqrt(n) * eye(n, dtype: type);
        var b = Random(n, 4, type);
        Near(b, a.matmul(linalg.solve(a, b)), 200 * Rounding(type));
        Near(eye(n, dtype: type), a.matmul(linalg.inv(a)), 200 * Rounding(type));
        var (p, l, u) = linalg.lu(a);
        Near(a, p.matmul(l).matmul(u), 2000 * Rounding(type));
        var positive = a.matmul(a.mT);
        var factor = linalg.cholesky(positive);
        TensorAssert.Close(positive, factor.matmul(factor.mT), 100 * Rounding(type), 3000 * Rounding(type));
        TensorAssert.Close(linalg.slogdet(a).Item2 * 2, positive.logdet(), 1e3 * Rounding(type), 0);
    }

    [Fact]
    public void Small_singular_values_of_a_Hilbert_matrix_are_precise()
    {
        // Some 10⁻¹⁰ of the largest: their product is the determinant, whose reciprocal is a product of squared binomials.
        var s = linalg.svdvals(Hilbert(8));
        Assert.Equal(2.73705011379151e-33, s.prod().ToDouble(), 2.73705011379151e-33 * 1e-5);
        var (values, vectors) = linalg.eigh(Hilbert(30));
        Near(Hilbert(30), (vectors * values).matmul(vectors.mT), 1e-14);
    }

    [Fact]
    public void Vectors_of_a_singular_matrix_still_form_a_basis()
    {
        foreach (var a in new[] { zeros(4, 3, ScalarType.Float64), ones(4, 4, ScalarType.Float64), diag(tensor([2.0, 0, 2, 0])) })
        {
            var (u, s, vh) = linalg.svd(a);
            Near(eye(4, dtype: ScalarType.Float64), u.mT.matmul(u), 1e-14);
            Near(eye(vh.shape[0], dtype: ScalarType.Float64), vh.matmul(vh.mT), 1e-14);
            Near(a, (u.narrow(1, 0, vh.shape[0]) * s).matmul(vh), 1e-14);
        }
    }

    [Fact]
    public void Very_large_and_very_small_numbers_neither_overflow_nor_vanish()
    {
        foreach (var scale in new[] { 1e200, 1e-200 })
        {
            var a = Random(5, 3, ScalarType.Float64);
            Near(linalg.svdvals(a), linalg.svdvals(a * scale) / scale, 1e-14);
            Near(linalg.qr(a).R, linalg.qr(a * scale).R / scale, 1e-14);
        }
        Assert.Equal(-(300 * Math.Log(10)) * 200, linalg.slogdet(eye(200, dtype: ScalarType.Float64) * 1e-300).Item2.ToDouble(), 1e-6);
    }

    [Fact]
    public void A_matrix_that_does_not_allow_the_operation_is_named_with_its_pivot()
    {
        static string Message(Action action) => Assert.ThrowsAny<Exception>(action).Message;
        var batch = stack([eye(2), ones(2, 2), eye(2), eye(2)]).reshape(2, 2, 2, 2);
        Assert.Contains("linalg.inv: matrix [0, 1] of the batch is singular: pivot 2", Message(() => linalg.inv(batch)));
        Assert.Contains("linalg.solve: the matrix is singular: pivot 1", Message(() => linalg.solve(zeros(2, 2), ones(2))));
        var indefinite = stack([eye(2), diag(tensor([1f, -1]))]);
        Assert.Contains("linalg.cholesky: matrix [1] of the batch is not positive definite: its leading minor of order 2",
            Message(() => linalg.cholesky(indefinite)));
        Assert.Contains("must be square, got shape [2, 3]", Message(() => linalg.det(zeros(2, 3))));
        Assert.Contains("3 equations, but 2 rows in B", Message(() => linalg.solve(eye(3), zeros(2, 2))));
        Assert.Contains("Float32 and Float64", Message(() => linalg.solve(eye(3), zeros(3, 2, ScalarType.Float64))));
        Assert.Contains("NaN", Message(() => linalg.svd(full(2, 2, double.NaN))));
        Assert.Contains("NaN", Message(() => linalg.eigh(full(2, 2, double.NaN))));
        Assert.Contains("UPLO must be 'L' or 'U', got 'x'", Message(() => linalg.eigh(eye(2), 'x')));
        Assert.Contains("dimension -1 must have the length 3", Message(() => linalg.cross(ones(2), ones(2))));
        Assert.Contains("use mode Reduced", Message(() => linalg.qr(ones(3, 2).requires_grad_(), linalg.QRMode.R).R.sum().backward()));
    }
}
