using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

internal static partial class MoreOperations
{
    private static void AddShapes(Action<string, Func<Tensor, Tensor>> one, Action<string, Func<Tensor[], Tensor[]>> many)
    {
        one("flip(0)", x => x.flip(0));
        one("flip(0,-1)", x => x.flip(0, -1));
        one("flip()", x => x.flip());
        one("fliplr", x => x.fliplr());
        one("flipud", x => x.flipud());
        one("roll(2)", x => x.roll(2));
        one("roll(-5,1)", x => x.roll(-5, 1));
        one("roll([1,-1],[0,1])", x => x.roll((1, -1), (0, 1)));
        one("rot90", x => x.rot90());
        one("rot90(-1,[1,2])", x => x.rot90(-1, (1, 2)));
        one("rot90(2)", x => x.rot90(2));
        one("movedim(0,-1)", x => movedim(x, 0, -1));
        one("movedim([0,1],[2,0])", x => x.movedim([0, 1], [2, 0]));
        one("swapaxes(0,1)", x => x.swapaxes(0, 1));
        one("tile(2,1)", x => x.tile([2, 1]));
        one("tile(3)", x => x.tile([3]));
        one("diagonal", x => x.diagonal());
        one("diagonal(1,-2,-1)", x => x.diagonal(1, -2, -1));
        one("diagonal(-2)", x => x.diagonal(-2));
        one("diagonal(9)", x => x.diagonal(9));
        one("diag", x => x.diag());
        one("diag(-1)", x => x.diag(-1));
        one("diag_embed", x => x.diag_embed());
        one("diag_embed(1,0,2)", x => x.diag_embed(1, 0, 2));
        one("diagflat(1)", x => x.diagflat(1));
        one("trace", x => x.trace());
        one("tril", x => x.tril());
        one("tril(-1)", x => x.tril(-1));
        one("triu(1)", x => x.triu(1));
        one("tril_(1)", x => x.clone().tril_(1));
        many("tril_indices", _ => [tril_indices(3, 4, 1), triu_indices(3, 4, -1)]);
        one("diagonal_scatter", x => x.diagonal_scatter(full(2, 9.0), 2));
        one("select_scatter", x => x.select_scatter(arange(3.0), 1, -1));
        one("slice_scatter", x => x.slice_scatter(zeros(3, 2), 1, 0, 4, 2));
        one("repeat_interleave(2)", x => x.repeat_interleave(2));
        one("repeat_interleave(2,0)", x => x.repeat_interleave(2, 0));
        one("repeat_interleave([0,2,1],0)", x => x.repeat_interleave(tensor([0L, 2, 1]), 0));
        one("unfold(1,2,1)", x => x.unfold(1, 2, 1));
        one("unfold(0,2,3)", x => x.unfold(0, 2, 3));
        many("atleast", x => [x[0].atleast_1d(), x[0].atleast_2d(), x[0].atleast_3d()]);
        many("tensor_split(3,-1)", x => x[0].tensor_split(3, -1));
        many("tensor_split([1,3],-1)", x => x[0].tensor_split([1, 3], -1));
        many("hsplit(2)", x => x[0].hsplit(2L));
        many("vsplit([1])", x => x[0].vsplit(new[] { 1L }));
        many("dsplit(2)", x => x[0].dsplit(2L));
        many("hstack", x => [hstack(x)]);
        many("vstack", x => [vstack(x)]);
        many("dstack", x => [dstack(x)]);
        many("column_stack", x => [column_stack(x)]);
        many("block_diag", x => [block_diag(x)]);
        many("meshgrid", x => meshgrid(x));
        many("meshgrid(xy)", x => meshgrid(x, "xy"));
        many("cartesian_prod", x => [cartesian_prod(x)]);
        many("broadcast_tensors", x => [.. broadcast_tensors(x)]);
        many("logspace", _ => [logspace(-1, 2, 4), logspace(0, 3, 4, 2)]);
        one("take", x => x.take(tensor([0L, -1, 2])));
        one("take_along_dim(argmax)", x => x.take_along_dim(x.argmax(1, true), 1));
        one("take_along_dim", x => x.take_along_dim(tensor([1L, 0])));
        one("scatter", x => x.scatter(1, tensor(new long[,] { { 0, 2, 2, 1 } }), arange(12.0).reshape(3, 4)));
        one("scatter(0)", x => x.scatter(0, tensor(new long[,] { { 2, 0, 0, 1 } }), ones(2, 5)));
        one("scatter_", x => x.clone().scatter_(0, tensor(new long[,] { { 1, 1, 0, 2 } }), ones(1, 4)));
        one("masked_scatter", x => x.masked_scatter(x > 0, arange(12.0)));
        one("masked_scatter(few)", x => x.masked_scatter(x < 9, arange(2.0)));
        one("index_copy", x => x.index_copy(0, tensor([2L, 0]), zeros(2, 4)));
        one("index_fill", x => x.index_fill(1, tensor([0L, 2]), 5));
        one("index_put(accumulate)", x => x.clone().index_put_(arange(3.0), [tensor([0L, 0, 1]), tensor([1L, 1, 2])], true));
        one("index_put", x => x.clone().index_put_(7, tensor([0L, 2])));
        one("transpose_", x => x.clone().transpose_(0, 1));
        one("squeeze_", x => x.clone().squeeze_());
        one("unsqueeze_", x => x.clone().unsqueeze_(-1));
    }
}
