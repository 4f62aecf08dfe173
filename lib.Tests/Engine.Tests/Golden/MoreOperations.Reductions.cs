using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

internal static partial class MoreOperations
{
    private static void AddReductions(Action<string, Func<Tensor[], Tensor[]>> add)
    {
        foreach (var dim in new[] { 0L, -1L })
        {
            add($"cumsum({dim})", x => [x[0].cumsum(dim)]);
            add($"cumprod({dim})", x => [x[0].cumprod(dim)]);
            add($"cummax({dim})", x => Pair(x[0].cummax(dim)));
            add($"cummin({dim})", x => Pair(x[0].cummin(dim)));
            add($"logcumsumexp({dim})", x => [x[0].logcumsumexp(dim)]);
            add($"prod({dim})", x => [x[0].prod(dim)]);
        }
        add("prod", x => [x[0].prod()]);
        add("nansum", x => [x[0].nansum()]);
        add("nanmean", x => [x[0].nanmean()]);
        add("nanmean(1,keep)", x => [x[0].nanmean(1, true)]);
        add("norm", x => [x[0].norm()]);
        add("norm(1)", x => [x[0].norm(1f)]);
        add("norm(inf)", x => [x[0].norm(float.PositiveInfinity)]);
        add("norm(0)", x => [x[0].norm(0f)]);
        add("norm(3,1,keep)", x => [x[0].norm(1, true, 3)]);
        add("dist", x => [x[0].dist(x[1])]);
        add("dist(1)", x => [x[0].dist(x[1], 1)]);
        add("var_mean", x => Pair(x[0].var_mean()));
        add("var_mean(0)", x => Pair(x[0].var_mean(0L)));
        add("std_mean(1,biased,keep)", x => Pair(x[0].std_mean(1L, false, true)));
        add("count_nonzero", x => [x[0].count_nonzero()]);
        add("count_nonzero(0)", x => [x[0].count_nonzero([0])]);
        add("aminmax", x => Pair(x[0].aminmax()));
        add("aminmax(1,keep)", x => Pair(x[0].aminmax(1, true)));
        add("cov", x => [x[0].cov()]);
        add("cov(weights)", x => [x[0].cov(0, tensor([1L, 2, 3, 1]), tensor([0.5f, 1, 2, 0.1f]))]);
        add("corrcoef", x => [x[0].corrcoef()]);
        add("diff", x => [x[0].diff()]);
        add("diff(2,0)", x => [x[0].diff(2, 0)]);
        add("diff(prepend)", x => [x[0].diff(prepend: zeros(3, 1))]);
        add("trapezoid", x => [x[0].trapezoid()]);
        add("trapezoid(0.5,0)", x => [x[0].trapezoid(0.5, 0)]);
        add("trapezoid(x)", x => [x[0].trapezoid(tensor([0f, 1, 3, 4]))]);
        add("cumulative_trapezoid", x => [x[0].cumulative_trapezoid()]);
        add("cumulative_trapezoid(x)", x => [x[0].cumulative_trapezoid(tensor([0f, 1, 3, 4]))]);
        add("sort", x => Pair(x[0].sort(stable: true)));
        add("sort(0,descending)", x => Pair(x[0].sort(0, true, true)));
        add("argsort(1)", x => [x[0].argsort(1)]);
        add("msort", x => [x[0].msort()]);
        add("topk(2)", x => Pair(x[0].topk(2)));
        add("topk(1,0,smallest)", x => Pair(x[0].topk(1, 0, false)));
        add("kthvalue(2,1)", x => Pair(x[0].kthvalue(2, 1)));
        add("kthvalue(1,0,keep)", x => Pair(x[0].kthvalue(1, 0, true)));
        add("mode(1)", x => [x[0].mode(1).values]);
        add("median", x => [x[0].median()]);
        add("nanmedian", x => [x[0].nanmedian()]);
        add("quantile", x => [x[0].quantile(tensor([0f, 0.25f, 0.6f, 1]))]);
        add("quantile(0.3,0,keep)", x => [x[0].quantile(tensor(0.3f), 0, true)]);
        add("nanquantile(0.3,1)", x => [x[0].nanquantile(tensor(0.3f), 1)]);
        add("unique", x => Three(x[0].unique(true, true, true)));
        add("unique(0)", x => Three(x[0].unique(true, true, true, 0)));
        add("unique_consecutive", x => Three(x[0].unique_consecutive(true, true)));
        add("bincount", x => [x[0].reshape(-1).bincount(null)]);
        add("bincount(weights)", x => [x[0].reshape(-1).bincount(arange(6.0), 5)]);
        add("histc(4)", x => [x[0].histc(4)]);
        add("histc(5,-1,1)", x => [x[0].histc(5, -1, 1)]);
        add("searchsorted", x => [searchsorted(tensor([-1f, 0, 0, 0.5f, 2]), x[0])]);
        add("searchsorted(right)", x => [searchsorted(tensor([-1f, 0, 0, 0.5f, 2]), x[0], right: true)]);
        add("searchsorted(lines)", x => [searchsorted(x[0].sort().Values, x[1])]);
        add("bucketize", x => [x[0].bucketize(tensor([-1f, 0, 1]), true)]);
        add("isin", x => [x[0].isin(tensor([2f, 3, -1]))]);
        add("isin(invert)", x => [x[0].isin(tensor([3L, 5]), invert: true)]);
    }

    private static void AddProducts(Action<string, Func<Tensor[], Tensor[]>> add)
    {
        add("addmv", x => [ones(3).addmv(x[0], x[1], 0.5f, 2)]);
        add("addr", x => [ones(4, 4).addr(x[0], x[1], 0)]);
        add("baddbmm", x => [ones(3, 3).baddbmm(x[0], x[0].transpose(1, 2), 2)]);
        add("addbmm", x => [ones(3, 3).addbmm(x[0], x[0].transpose(1, 2))]);
        add("inner", x => [x[0].inner(x[1])]);
        add("tensordot(1)", x => [x[0].tensordot(x[1], 1)]);
        add("tensordot([1],[1])", x => [x[0].tensordot(x[1], [1], [1])]);
        add("kron", x => [x[0].kron(x[1])]);
        add("matrix_power(5)", x => [x[0].matmul(x[0].mT).matrix_power(5)]);
        add("matrix_power(0)", x => [x[0].matmul(x[0].mT).matrix_power(0)]);
        add("cdist", x => [cdist(x[0], x[1])]);
        add("cdist(1)", x => [cdist(x[0], x[1], 1)]);
        add("einsum(ij,kj->ik)", x => [einsum("ij,kj->ik", x)]);
        add("einsum(ij,ij)", x => [einsum("ij,ij", x)]);
        add("einsum(bij,jk)", x => [einsum("bij,jk", x)]);
        add("einsum(...i,i->...)", x => [einsum("...i,i->...", x)]);
        add("einsum(i,j->ji)", x => [einsum("i,j->ji", x)]);
        add("einsum(bij,bkj->bik)", x => [einsum("bij,bkj->bik", x)]);
        add("einsum(ii->i)", x => [einsum("ii->i", x[0].narrow(1, 0, 3))]);
        add("einsum(ii)", x => [einsum("ii", x[0].narrow(1, 0, 3))]);
        add("einsum(ba)", x => [einsum("ba", x)]);
        add("einsum(bad)", x => [einsum("ij->ijk", x)]);
        add("einsum(three)", x => [einsum("ij,jk,kl->il", x[0], x[1], x[0])]);
    }

    private static Tensor[] Three((Tensor, Tensor?, Tensor?) results) => [results.Item1, results.Item2!, results.Item3!];
}
