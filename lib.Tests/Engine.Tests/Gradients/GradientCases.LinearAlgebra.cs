using static TorchSharp.torch;

namespace TorchSharp.Tests.Gradients;

internal static partial class GradientCases
{
    /// <summary>Far from singular whatever the layout makes of the values.</summary>
    private static Tensor Regular(Tensor x) => x + 3 * eye(x.shape[^1], dtype: x.dtype);

    private static Tensor Symmetric(Tensor x) => x + x.mT + diag(arange(x.shape[^1], dtype: x.dtype)) * 5;

    private static Tensor PositiveDefinite(Tensor x) => x.matmul(x.mT) + eye(x.shape[^2], dtype: x.dtype);

    /// <summary>Without columns or rows of equal sums.</summary>
    private static Tensor Skewed(Tensor x) => x * (arange(x.shape[^1], dtype: x.dtype).square() + 1);

    private static GradientCase Matrices(string name, Func<Tensor, Tensor[]> f, params long[] shape) =>
        new(name, x => f(x[0]), new Operand(shape, -1, 1)) { NeedsDistinct = true };

    private static Tensor[] Both((Tensor, Tensor) pair) => [pair.Item1, pair.Item2];

    private static IEnumerable<GradientCase> LinearAlgebra() =>
    [
        Matrices("linalg.qr", x => Both(linalg.qr(Regular(x))), 3, 3),
        Matrices("linalg.qr: tall", x => Both(linalg.qr(x)), 4, 2),
        Matrices("linalg.qr: wide, batch", x => Both(linalg.qr(x)), 2, 2, 3),
        new("linalg.solve_triangular", x => [linalg.solve_triangular(Regular(x[0]), x[1], upper: true)], Any(3, 3), Any(2, 3, 2)),
        new("linalg.solve_triangular: lower, right", x => [linalg.solve_triangular(Regular(x[0]), x[1], upper: false, left: false)], Any(2, 3, 3), Any(2, 3)),
        new("linalg.solve_triangular: ones", x => [linalg.solve_triangular(x[0], x[1], upper: false, unitriangular: true)], Any(3, 3), Any(3, 2)),
        Matrices("inverse", x => [Regular(x).inverse()], 3, 3),
        Matrices("inverse: inv_ex, batch", x => [linalg.inv_ex(Regular(x)).L], 2, 2, 2),
        Two("linalg.solve", (a, b) => linalg.solve(Regular(a), b), [3, 3], [3, 2]),
        Two("linalg.solve: broadcast", (a, b) => linalg.solve(Regular(a), b), [2, 1, 2, 2], [3, 2, 1]),
        Two("linalg.solve: right", (a, b) => linalg.solve(Regular(a), b, left: false), [3, 3], [2, 3]),
        Two("linalg.solve: vector", (a, b) => linalg.solve(Regular(a), b), [2, 3, 3], [3]),
        Two("linalg.solve: vectors", (a, b) => linalg.solve_ex(Regular(a), b).result, [2, 3, 3], [2, 3]),
        Matrices("linalg.tensorinv", x => [linalg.tensorinv((x + 3 * eye(4, dtype: x.dtype)).reshape(2, 2, 4), 2)], 4, 4),
        Two("linalg.tensorsolve", (a, b) => linalg.tensorsolve((a + 3 * eye(4, dtype: a.dtype)).reshape(2, 2, 4), b, null!), [4, 4], [2, 2]),
        Matrices("det", x => [x.det()], 2, 3, 3),
        Matrices("det: singular", x => [cat([x, x.narrow(0, 0, 1) * 2 + x.narrow(0, 1, 1)], 0).det()], 2, 3),
        Matrices("logdet", x => [PositiveDefinite(x).logdet()], 3, 3),
        Matrices("linalg.slogdet", x => [linalg.slogdet(x).Item2], 2, 3, 3),
        Matrices("cholesky", x => [PositiveDefinite(x).cholesky()], 3, 3),
        Matrices("cholesky: upper, batch", x => [PositiveDefinite(x).cholesky(true)], 2, 2, 2),
        Matrices("cholesky_inverse", x => [Regular(x).cholesky_inverse()], 3, 3),
        Two("cholesky_solve", (b, l) => b.cholesky_solve(Regular(l), true), [3, 2], [3, 3]),
        Matrices("linalg.eigh", x => [linalg.eigh(Symmetric(x)).Item1, linalg.eigh(Symmetric(x)).Item2.square()], 3, 3),
        Matrices("linalg.eigh: eigvalsh", x => [linalg.eigvalsh(Symmetric(x), 'U')], 2, 2, 2),
        Matrices("linalg.svd", x => [linalg.svdvals(x)], 3, 3),
        Matrices("linalg.svd: tall", x => SignFree(linalg.svd(x, false)), 4, 2),
        Matrices("linalg.svd: wide", x => SignFree(linalg.svd(x, false)), 2, 3),
        Matrices("linalg.svd: square, batch", x => SignFree(linalg.svd(x)), 2, 3, 3),
        Matrices("pinverse", x => [x.pinverse()], 2, 3),
        Matrices("pinverse: tall, batch", x => [linalg.pinv(x)], 2, 3, 2),
        Matrices("pinverse: of lower rank", x => [linalg.pinv(x.narrow(0, 0, 2).mT.matmul(x.narrow(0, 0, 2)), rtol: 1e-3)], 3, 3),
        Matrices("pinverse: hermitian", x => [linalg.pinv(Symmetric(x), hermitian: true)], 3, 3),
        Matrices("linalg.cond", x => [linalg.cond(Regular(x)), linalg.cond(Regular(x), 1), linalg.cond(Regular(x), "fro")], 3, 3),
        new("linalg.lstsq", x => [linalg.lstsq(x[0], x[1]).Solution], new Operand([4, 2], -1, 1), Any(4, 2)) { NeedsDistinct = true },
        new("linalg.lstsq: wide, broadcast", x => [linalg.lstsq(x[0], x[1]).Solution], new Operand([2, 1, 2, 3], -1, 1), Any(2, 2, 1)) { NeedsDistinct = true },
        new("linalg.lstsq: vector", x => [linalg.lstsq(x[0], x[1]).Solution], new Operand([4, 2], -1, 1), Any(4)) { NeedsDistinct = true },
        Matrices("linalg.lu_factor", x => [linalg.lu_factor(x).LU], 2, 3, 3),
        Matrices("linalg.lu_factor: lu", x => [linalg.lu(Regular(x)).L, linalg.lu(Regular(x)).U], 3, 3),
        Two("linalg.lu_solve", (a, b) => linalg.lu_solve(linalg.lu_factor(Regular(a)).LU, linalg.lu_factor(Regular(a)).Pivots, b), [3, 3], [3, 2]),
        Two("linalg.lu_solve: right, adjoint", (a, b) => SolveFactored(linalg.lu_factor(Regular(a)), b), [3, 3], [2, 3]),
        Two("linalg.householder_product", (a, t) => linalg.householder_product(a, t), [4, 3], [2]),
        new("ormqr", x => [x[0].ormqr(x[1], x[2]), x[0].ormqr(x[1], x[2].mT, false, true)], Any(3, 2), Any(2), Any(3, 2)),
        Matrices("linalg.matrix_norm", x => [linalg.matrix_norm(x), linalg.matrix_norm(x, "nuc"), linalg.matrix_norm(x, 2, [0, 1], true)], 2, 3),
        Matrices("linalg.matrix_norm: of sums", x => [linalg.matrix_norm(Skewed(x), 1), linalg.matrix_norm(Skewed(x), double.NegativeInfinity)], 2, 3),
        Matrices("linalg.norm", x => [linalg.norm(x), linalg.norm(x, 3.0, [1]), linalg.norm(x, "fro"), linalg.norm(Skewed(x), 1)], 2, 3),
        Matrices("linalg.vector_norm", x => [linalg.vector_norm(x, 2.5)], 2, 3),
        new("linalg.multi_dot", x => [linalg.multi_dot(x)], Any(2), Any(2, 3), Any(3, 2), Any(2, 1)),
        Two("linalg.vecdot", (x, y) => linalg.vecdot(x, y), [2, 3], [2, 3]),
        Two("linalg.cross", (x, y) => linalg.cross(x, y), [2, 3], [1, 3]),
        new("vander", x => [x[0].vander(), linalg.vander(x[0], 4)], Positive(3)),
        Matrices("matrix_exp", x => [x.matrix_exp()], 3, 3),
        Matrices("matrix_exp: halved, batch", x => [(x * 6).matrix_exp() / 100], 2, 2, 2),
        Matrices("matrix_power: negative", x => [Regular(x).matrix_power(-2)], 3, 3),
        One("adjoint", x => x.adjoint(), 2, 3),
    ];

    private static Tensor SolveFactored((Tensor LU, Tensor Pivots) factors, Tensor b) =>
        linalg.lu_solve(factors.LU, factors.Pivots, b, left: false, adjoint: true);

    /// <summary>The singular values, and what of the vectors does not depend on their signs.</summary>
    private static Tensor[] SignFree((Tensor U, Tensor S, Tensor Vh) svd)
    {
        var k = svd.S.shape[^1];
        return [svd.S, svd.U.square(), svd.Vh.square(), svd.U.narrow(-1, 0, k).matmul(svd.Vh.narrow(-2, 0, k))];
    }
}
