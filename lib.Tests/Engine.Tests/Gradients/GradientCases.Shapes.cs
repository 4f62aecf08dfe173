using static TorchSharp.torch;

namespace TorchSharp.Tests.Gradients;

internal static partial class GradientCases
{
    private static IEnumerable<GradientCase> Shapes() =>
    [
        One("flip", x => x.flip(0, -1), 2, 3),
        One("fliplr", x => x.fliplr(), 2, 3),
        One("flipud", x => x.flipud(), 2, 3),
        One("roll", x => x.roll(2, 1), 2, 3),
        One("roll: flattened", x => x.roll(2), 2, 3),
        One("rot90", x => x.rot90(), 2, 3),
        One("movedim", x => x.movedim([0, 1], [2, 0]), 2, 3, 2),
        One("moveaxis", x => x.moveaxis([0], [-1]), 2, 3),
        One("swapaxes", x => x.swapaxes(0, 1), 2, 3),
        One("swapdims", x => x.swapdims(0, 1), 2, 3),
        One("tile", x => x.tile([2]), 2, 2),
        One("diagonal", x => x.diagonal(1), 3, 3),
        One("diagonal: batch", x => x.diagonal(-1, 2, 0), 2, 2, 2),
        One("diag", x => x.diag(1), 2, 3),
        One("diag: vector", x => x.diag(-1), 2),
        One("diag_embed", x => x.diag_embed(1), 2, 2),
        One("diagflat", x => x.diagflat(), 2, 2),
        One("trace", x => x.trace(), 3, 2),
        One("tril", x => x.tril(), 3, 3),
        One("triu", x => x.triu(1), 3, 3),
        Two("diagonal_scatter", (x, y) => x.diagonal_scatter(y), [2, 3], [2]),
        Two("select_scatter", (x, y) => x.select_scatter(y, 1, 0), [2, 3], [2]),
        Two("slice_scatter", (x, y) => x.slice_scatter(y, 1, 0, 3, 2), [2, 3], [2, 2]),
        One("repeat_interleave", x => x.repeat_interleave(tensor([2L, 0, 1]), 1), 2, 3),
        One("unfold", x => x.unfold(1, 3, 1), 2, 5),
        new("atleast_1d", x => [x[0].atleast_1d()], Any()),
        One("atleast_2d", x => x.atleast_2d(), 3),
        One("atleast_3d", x => x.atleast_3d(), 3),
        new("tensor_split", x => x[0].tensor_split(2, 1), Any(2, 3)),
        new("hsplit", x => x[0].hsplit([1, 2]), Any(2, 3)),
        new("vsplit", x => x[0].vsplit(2L), Any(2, 3)),
        new("dsplit", x => x[0].dsplit(2L), Any(1, 2, 2)),
        Two("block_diag", (x, y) => block_diag(x, y), [2, 2], [3]),
        Two("block_diag: hstack, vstack, dstack", (x, y) => hstack([x, y]).sum() * vstack([x, y]) + dstack([x, y]).sum(), [2, 2], [2, 2]),
        Two("block_diag: meshgrid", (x, y) => stack(meshgrid([x, y])), [2], [3]),
        One("take", x => x.take(tensor([0L, -1, 0])), 2, 2),
        One("take_along_dim", x => x.take_along_dim(tensor(new long[,] { { 1 }, { 1 } }), 1), 2, 3),
        Two("scatter", (x, y) => x.scatter(1, tensor(new long[,] { { 2, 0 }, { 1, 2 } }), y), [2, 3], [2, 2]),
        Two("scatter: larger source", (x, y) => x.scatter(0, tensor(new long[,] { { 1, 0 } }), y), [2, 3], [2, 3]),
        Two("masked_scatter", (x, y) => x.masked_scatter(tensor(new[] { true, false, true }), y), [2, 3], [2, 3]),
        Two("index_copy", (x, y) => x.index_copy(1, tensor([2L, 0]), y), [2, 3], [2, 2]),
        One("index_fill", x => x.index_fill(1, tensor([2L, 0]), 3), 2, 3),
        Two("index_fill: index_put_", (x, y) => (x * 1).index_put_(y, [tensor([0L, 0]), tensor([1L, 1])], true), [2, 3], [2]),
        One("squeeze: in place", x => (x * 1).unsqueeze_(0).transpose_(0, 2).squeeze_(2) * 2, 2, 3),
    ];
}
