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
}
