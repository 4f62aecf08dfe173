using static TorchSharp.torch;

namespace TorchSharp.Tests.Gradients;

internal static partial class GradientCases
{
    /// <summary>Far from singular whatever the layout makes of the values.</summary>
    private static Tensor Regular(Tensor x) => x + 3 * eye(x.shape[^1], dtype: x.dtype);

    private static Tensor Symmetric(Tensor x) => x + x.mT + diag(arange(x.shape[^1], dtype: x.dtype)) * 5;

    private static Tensor PositiveDefinite(Tensor x) => x.matmul(x.mT) + eye(x.shape[^2], dtype: x.dtype);

    private static GradientCase Matrices(string name, Func<Tensor, Tensor[]> f, params long[] shape) =>
        new(name, x => f(x[0]), new Operand(shape, -1, 1)) { NeedsDistinct = true };

    private static Tensor[] All2((Tensor, Tensor) pair) => [pair.Item1, pair.Item2];

    private static IEnumerable<GradientCase> LinearAlgebra() =>
    [
        Matrices("linalg.qr", x => All2(linalg.qr(Regular(x))), 3, 3),
        Matrices("linalg.qr: tall", x => All2(linalg.qr(x)), 4, 2),
        Matrices("linalg.qr: wide, batch", x => All2(linalg.qr(x)), 2, 2, 3),
        new("linalg.solve_triangular", x => [linalg.solve_triangular(Regular(x[0]), x[1], upper: true)], Any(3, 3), Any(2, 3, 2)),
        new("linalg.solve_triangular: lower, right", x => [linalg.solve_triangular(Regular(x[0]), x[1], upper: false, left: false)], Any(2, 3, 3), Any(2, 3)),
        new("linalg.solve_triangular: ones", x => [linalg.solve_triangular(x[0], x[1], upper: false, unitriangular: true)], Any(3, 3), Any(3, 2)),
    ];
}
