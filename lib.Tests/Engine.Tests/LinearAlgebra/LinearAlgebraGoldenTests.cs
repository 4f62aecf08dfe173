using TorchSharp.Tests.Golden;
using static TorchSharp.torch;
using L = TorchSharp.torch.linalg;

namespace TorchSharp.Tests.LinearAlgebra;

/// <summary>linalg.json: PyTorch's results under the same keys, "error" where it refuses.</summary>
public sealed class LinearAlgebraGoldenTests
{
    private static readonly GoldenFile File = new("linalg.json");

    private static readonly Dictionary<string, GoldenTensor> Operands =
        File["operands"].EnumerateObject().ToDictionary(p => p.Name, p => GoldenTensor.Read(p.Value));

    private static readonly Dictionary<string, Func<Tensor[], Tensor[]>> Cases = new()
    {
        ["qr"] = x => Pair(L.qr(x[0])),
        ["qr: complete"] = x => Pair(L.qr(x[0], L.QRMode.Complete)),
        ["qr: r"] = x => [L.qr(x[0], L.QRMode.R).R],
        ["det"] = x => [L.det(x[0])],
        ["slogdet"] = x => Pair(L.slogdet(x[0])),
        ["logdet"] = x => [logdet(x[0])],
        ["inv"] = x => [L.inv(x[0])],
        ["inv_ex"] = x => Pair(L.inv_ex(x[0])),
        ["inv_ex: info"] = x => [L.inv_ex(x[0]).info],
        ["solve"] = x => [L.solve(x[0], x[1])],
        ["solve: right"] = x => [L.solve(x[0], x[1], left: false)],
        ["solve_triangular"] = x => [L.solve_triangular(x[0], x[1], upper: true)],
        ["solve_triangular: lower, ones"] = x => [L.solve_triangular(x[0], x[1], upper: false, unitriangular: true)],
        ["solve_triangular: right"] = x => [L.solve_triangular(x[0], x[1], upper: false, left: false)],
        ["cholesky"] = x => [L.cholesky(x[0])],
        ["cholesky: upper"] = x => [cholesky(x[0], true)],
        ["cholesky_ex: info"] = x => [L.cholesky_ex(x[0]).info],
        ["cholesky_solve"] = x => [cholesky_solve(x[0], x[1])],
        ["cholesky_inverse"] = x => [cholesky_inverse(x[0])],
        ["eigh"] = x => L.eigh(x[0]) is var (values, vectors) && x[0].shape[^1] != 4 ? [values, vectors.square()] : [L.eigh(x[0]).Item1],
        ["eigh: upper"] = x => [L.eigh(x[0], 'U').Item1, L.eigh(x[0], 'U').Item2.square()],
        ["eigvalsh"] = x => [L.eigvalsh(x[0])],
        ["svd"] = x => Squared(L.svd(x[0])),
        ["svd: reduced"] = x => Squared(L.svd(x[0], false)),
        ["svd: shapes"] = x => L.svd(x[0]) is var (u, s, vh) ? [tensor(u.shape), tensor(s.shape), tensor(vh.shape)] : [],
        ["svdvals"] = x => [L.svdvals(x[0])],
        ["pinv"] = x => [L.pinv(x[0])],
        ["pinv: rtol"] = x => [L.pinv(x[0], rtol: 1e-2)],
        ["pinv: atol"] = x => [L.pinv(x[0], atol: 0.1)],
        ["pinv: hermitian"] = x => [L.pinv(x[0], hermitian: true)],
        ["pinverse"] = x => [pinverse(x[0])],
        ["matrix_rank"] = x => [L.matrix_rank(x[0])],
        ["matrix_rank: atol"] = x => [L.matrix_rank(x[0], atol: 0.1)],
        ["matrix_rank: tensor"] = x => [L.matrix_rank(x[0], tensor(0.1), tensor(0.3))],
        ["matrix_rank: hermitian"] = x => [L.matrix_rank(x[0], hermitian: true)],
        ["cond"] = x => [L.cond(x[0])],
        ["cond: 1"] = x => [L.cond(x[0], 1)],
        ["cond: -2"] = x => [L.cond(x[0], -2)],
        ["cond: fro"] = x => [L.cond(x[0], "fro")],
        ["cond: nuc"] = x => [L.cond(x[0], "nuc")],
        ["cond: -inf"] = x => [L.cond(x[0], double.NegativeInfinity)],
        ["lstsq"] = x => L.lstsq(x[0], x[1]) is var (solution, _, rank, _) ? [solution, rank] : [],
        ["lstsq: residuals"] = x => [L.lstsq(x[0], x[1]).Residuals],
        ["lstsq: singular"] = x => L.lstsq(x[0], x[1]) is var (solution, _, rank, _) ? [solution, rank] : [],
        ["lu_factor"] = x => Pair(L.lu_factor(x[0])),
        ["lu"] = x => L.lu(x[0]) is var (p, l, u) ? [p, l, u] : [],
        ["lu_solve"] = x => [L.lu_solve(L.lu_factor(x[0]).LU, L.lu_factor(x[0]).Pivots, x[1])],
        ["lu_solve: adjoint, right"] = x => [L.lu_solve(L.lu_factor(x[0]).LU, L.lu_factor(x[0]).Pivots, x[1], left: false, adjoint: true)],
        ["geqrf"] = x => Pair(geqrf(x[0])),
        ["householder_product"] = x => [L.householder_product(geqrf(x[0]).a, geqrf(x[0]).tau)],
        ["ormqr"] = x => geqrf(x[0]) is var (a, tau) ? [ormqr(a, tau, x[1]), ormqr(a, tau, x[1].mT, false, true)] : [],
        ["matrix_norm"] = x => [L.matrix_norm(x[0])],
        ["matrix_norm: 1"] = x => [L.matrix_norm(x[0], 1)],
        ["matrix_norm: -1"] = x => [L.matrix_norm(x[0], -1, [0, 1])],
        ["matrix_norm: inf"] = x => [L.matrix_norm(x[0], double.PositiveInfinity, [2, 0], true)],
        ["matrix_norm: 2"] = x => [L.matrix_norm(x[0], 2)],
        ["matrix_norm: -2"] = x => [L.matrix_norm(x[0], -2, [0, 2], true)],
        ["matrix_norm: nuc"] = x => [L.matrix_norm(x[0], "nuc")],
        ["norm"] = x => [L.norm(x[0])],
        ["norm: 1"] = x => [L.norm(x[0], 1)],
        ["norm: dim"] = x => [L.norm(x[0], 3.0, [1], true)],
        ["norm: dims"] = x => [L.norm(x[0], [0L, 2])],
        ["norm: nuc"] = x => [L.norm(x[0], "nuc")],
        ["vector_norm"] = x => [L.vector_norm(x[0])],
        ["vector_norm: 0"] = x => [L.vector_norm(x[0], 0)],
        ["vector_norm: -inf"] = x => [L.vector_norm(x[0], double.NegativeInfinity, [0, 2])],
        ["vector_norm: 0.5"] = x => [L.vector_norm(x[0], 0.5, [1])],
        ["matrix_power: -3"] = x => [x[0].matrix_power(-3)],
        ["matrix_power: 5"] = x => [x[0].matrix_power(5)],
        ["matrix_power: 0"] = x => [x[0].matrix_power(0)],
        ["matrix_exp"] = x => [L.matrix_exp(x[0])],
        ["matrix_exp: large"] = x => [matrix_exp(x[0] * 8)],
        ["multi_dot"] = x => [L.multi_dot(x)],
        ["tensorinv"] = x => [L.tensorinv(x[0], 2)],
        ["tensorsolve"] = x => [L.tensorsolve(x[0], x[1], null!)],
        ["vander"] = x => [L.vander(x[0])],
        ["vander: 5"] = x => [L.vander(x[0], 5)],
        ["torch.vander"] = x => [vander(x[0])],
        ["torch.vander: rising"] = x => [vander(x[0], 2, true)],
        ["vecdot"] = x => [L.vecdot(x[0], x[1])],
        ["cross"] = x => [L.cross(x[0], x[1])],
        ["cross: 0"] = x => [L.cross(x[0], x[1].flip(0), 0)],
        ["cov"] = x => [cov(x[0])],
        ["corrcoef"] = x => [corrcoef(x[0])],
    };

    public static TheoryData<string> Keys => [.. File["cases"].EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Linear_algebra_gives_PyTorchs_values_types_and_shapes(string key)
    {
        var failures = new List<string>();
        foreach (var golden in File["cases"].GetProperty(key).EnumerateArray())
        {
            string[] names = [.. golden[0].EnumerateArray().Select(n => n.GetString()!)];
            using var scope = NewDisposeScope();
            try
            {
                // Hilbert's matrix multiplies rounding errors by its condition, 10⁷.
                var doubles = names.Contains("hilbert") ? 1e-6 : 1e-11;
                Tensor[] operands = [.. names.Select(name => Operands[name].ToTensor())];
                ForwardTests.Compare(() => Cases[key](operands), golden[1], 1e-5, $"{key} of {string.Join(", ", names)}", doubles);
            }
            catch (Xunit.Sdk.XunitException failure)
            {
                failures.Add(failure.Message);
            }
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Every_case_has_golden_values() => Assert.Empty(Cases.Keys.Except(Keys.Select(row => row.Data)));

    [Fact]
    public void A_transposed_matrix_needs_no_copy()
    {
        var a = Operands["a"].ToTensor();
        TensorAssert.Close(L.inv(a.contiguous()).mT.contiguous(), L.inv(a.mT), 1e-12, 1e-12);
        TensorAssert.Close(L.svdvals(a), L.svdvals(a.mT), 1e-12, 1e-12);
    }

    private static Tensor[] Pair((Tensor, Tensor) pair) => [pair.Item1, pair.Item2];

    private static Tensor[] Squared((Tensor U, Tensor S, Tensor Vh) svd) => [svd.S, svd.U.square(), svd.Vh.square()];
}
