using static TorchSharp.torch;

namespace TorchSharp.Tests.Gradients;

internal static partial class GradientCases
{
    private static IEnumerable<GradientCase> Orders() =>
    [
        One("cumsum", x => x.cumsum(1), 2, 3),
        One("cumprod", x => x.cumprod(0), 3, 2),
        One("cumprod: a zero", x => (x * tensor([1.0, 0, 1])).cumprod(1), 2, 3),
        One("prod", x => x.prod(), 2, 3),
        One("prod: dimension", x => x.prod(1L, true), 2, 3),
        One("prod: zeros", x => (x * tensor([0.0, 1, 1])).prod(1L), 2, 3),
        One("logcumsumexp", x => x.logcumsumexp(1), 2, 3),
        new("cummax", x => [x[0].cummax(1).values], Any(2, 3)) { NeedsDistinct = true },
        new("cummin", x => [x[0].cummin(1).values], Any(2, 3)) { NeedsDistinct = true },
        One("diff", x => x.diff(2), 2, 4),
        Two("diff: prepended", (x, y) => x.diff(prepend: y), [2, 3], [2, 1]),
        One("trapezoid", x => x.trapezoid(0.5), 2, 3),
        Two("trapezoid: points", (y, x) => y.trapezoid(x), [2, 3], [3]),
        One("cumulative_trapezoid", x => x.cumulative_trapezoid(), 2, 3),
        new("sort", x => [x[0].sort(1, true).Values], Any(2, 3)) { NeedsDistinct = true },
        new("msort", x => [x[0].msort()], Any(3, 2)) { NeedsDistinct = true },
        new("topk", x => [x[0].topk(2).values], Any(2, 3)) { NeedsDistinct = true },
        new("kthvalue", x => [x[0].kthvalue(2, 1).values], Any(2, 3)) { NeedsDistinct = true },
        new("mode", x => [x[0].mode(1).values], Any(2, 3)) { NeedsDistinct = true },
        new("median", x => [x[0].median()], Any(2, 3)) { NeedsDistinct = true },
        new("nanmedian", x => [x[0].nanmedian()], Any(2, 3)) { NeedsDistinct = true },
        new("quantile", x => [x[0].quantile(tensor([0.3, 0.7]), 1)], Any(2, 3)) { NeedsDistinct = true },
        new("nanquantile", x => [x[0].nanquantile(tensor(0.3), 1)], Any(2, 3)) { NeedsDistinct = true },
        One("nansum", x => x.nansum(), 2, 3),
        One("nanmean", x => x.nanmean(1), 2, 3),
        One("norm", x => x.norm(), 2, 3),
        One("norm: dimension", x => x.norm(1, true, 2), 2, 3),
        One("norm: 1", x => x.norm(1f), 2, 3),
        One("norm: 3", x => x.norm(1, false, 3), 2, 3),
        new("dist", x => [x[0].dist(x[1], 2.5f)], new Operand([2, 3], -2, -0.5), Positive(2, 3)),
        new("var_mean", x => [x[0].var_mean(1L).var, x[0].var_mean().mean], Any(2, 3)),
        new("std_mean", x => [x[0].std_mean(1L).std, x[0].std_mean().mean], Any(2, 3)),
        new("aminmax", x => [x[0].aminmax(1).min, x[0].aminmax().max], Any(2, 3)) { NeedsDistinct = true },
        new("cov", x => [x[0].cov()], Any(2, 4)),
        new("corrcoef", x => [x[0].corrcoef()[0, 1]], Any(2, 4)) { NeedsDistinct = true },
    ];

    private static IEnumerable<GradientCase> MoreProducts() =>
    [
        new("addmv", x => [x[0].addmv(x[1], x[2], 0.5f, 2)], Any(2), Any(2, 3), Any(3)),
        new("addr", x => [x[0].addr(x[1], x[2], 0.5f, 2)], Any(2, 3), Any(2), Any(3)),
        new("baddbmm", x => [x[0].baddbmm(x[1], x[2], 0.5f, 2)], Any(2, 2), Any(2, 2, 3), Any(2, 3, 2)),
        new("addbmm", x => [x[0].addbmm(x[1], x[2], 0, 2)], Any(2, 2), Any(2, 2, 3), Any(2, 3, 2)),
        Two("inner", (x, y) => x.inner(y), [2, 3], [2, 3]),
        Two("vdot", (x, y) => x.vdot(y), [3], [3]),
        Two("ger", (x, y) => x.ger(y), [3], [2]),
        Two("tensordot", (x, y) => x.tensordot(y, [0, 2], [1, 0]), [2, 3, 2], [2, 2, 2]),
        Two("kron", (x, y) => x.kron(y), [2, 2], [3]),
        Two("kron: cdist", (x, y) => cdist(x, y), [2, 3], [3, 3]),
        Two("kron: einsum", (x, y) => einsum("bij,bkj->ikb", x, y), [2, 2, 3], [2, 2, 3]),
        Two("kron: einsum with an ellipsis", (x, y) => einsum("...i,ij", x, y), [2, 2], [2, 3]),
        One("matrix_power", x => x.matrix_power(3), 2, 2),
    ];
}
