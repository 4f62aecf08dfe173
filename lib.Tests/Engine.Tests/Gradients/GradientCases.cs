using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Gradients;

/// <summary>Every differentiable operation, with inputs where it is smooth.</summary>
internal static partial class GradientCases
{
    private static readonly TensorIndex Whole = TensorIndex.Colon;

    public static readonly IReadOnlyList<GradientCase> All =
    [
        .. Unary(), .. Binary(), .. Choices(), .. Views(), .. Indexing(), .. Joins(), .. Reductions(), .. Products(), .. Losses(),
        .. Layers.LayerCases.Gradients(),
        .. Shapes(), .. SpecialFunctions(), .. Pairs(), .. Orders(), .. MoreProducts(),
    ];

    private static Operand Positive(params long[] shape) => new(shape, 0.2, 3);

    private static Operand Any(params long[] shape) => new(shape);

    private static GradientCase Elementwise(string name, Func<Tensor, Tensor> f, Operand? operand = null) =>
        new(name, x => [f(x[0])], operand ?? Any(2, 3)) { IsPointwise = true };

    private static GradientCase Elementwise(string name, Func<Tensor, Tensor, Tensor> f, Operand a, Operand b) =>
        new(name, x => [f(x[0], x[1])], a, b) { IsPointwise = true };

    private static GradientCase One(string name, Func<Tensor, Tensor> f, params long[] shape) => new(name, x => [f(x[0])], Any(shape));

    private static GradientCase Two(string name, Func<Tensor, Tensor, Tensor> f, long[] a, long[] b) => new(name, x => [f(x[0], x[1])], Any(a), Any(b));

    private static IEnumerable<GradientCase> Unary() =>
    [
        Elementwise("exp", x => x.exp()),
        Elementwise("log", x => x.log(), Positive(2, 3)),
        Elementwise("log2", x => x.log2(), Positive(2, 3)),
        Elementwise("log10", x => x.log10(), Positive(2, 3)),
        Elementwise("log1p", x => x.log1p(), Positive(2, 3)),
        Elementwise("expm1", x => x.expm1()),
        Elementwise("sqrt", x => x.sqrt(), Positive(2, 3)),
        Elementwise("rsqrt", x => x.rsqrt(), Positive(2, 3)),
        Elementwise("reciprocal", x => x.reciprocal(), Positive(2, 3)),
        Elementwise("sigmoid", x => x.sigmoid()),
        Elementwise("sin", x => x.sin()),
        Elementwise("cos", x => x.cos()),
        Elementwise("tan", x => x.tan(), new Operand([2, 3], -1, 1)),
        Elementwise("tanh", x => x.tanh()),
        Elementwise("sinh", x => x.sinh()),
        Elementwise("cosh", x => x.cosh()),
        Elementwise("atan", x => x.atan()),
        Elementwise("abs", x => x.abs()),
        Elementwise("sign", x => x.sign()),
        Elementwise("square", x => x.square()),
        Elementwise("floor", x => x.floor()),
        Elementwise("ceil", x => x.ceil()),
        Elementwise("trunc", x => x.trunc()),
        Elementwise("neg", x => x.neg()),
        Elementwise("negative", x => x.negative()),
        Elementwise("relu", x => x.relu()),
        Elementwise("leaky_relu", x => x.leaky_relu(0.1)),
        Elementwise("softplus", x => x.softplus(2, 20)),
        Elementwise("softplus: above the threshold", x => x.softplus(2, 1.1)),
        Elementwise("silu", x => x.silu()),
        Elementwise("relu: functional", x => F.relu(x)),
        Elementwise("leaky_relu: functional", x => F.leaky_relu(x, 0.2)),
        Elementwise("sigmoid: functional", x => F.sigmoid(x)),
        Elementwise("tanh: functional", x => F.tanh(x)),
        Elementwise("silu: functional", x => F.silu(x)),
        Elementwise("clamp", x => x.clamp(-1, 0.5)),
        Elementwise("clamp_min", x => x.clamp_min(0.5)),
        Elementwise("clamp_max", x => x.clamp_max(0.5)),
        Elementwise("pow: 0", x => x.pow(0)),
        Elementwise("pow: 1", x => x.pow(1)),
        Elementwise("pow: 2", x => x.pow(2)),
        Elementwise("pow: 3", x => x.pow(3)),
        Elementwise("pow: -2", x => x.pow(-2), Positive(2, 3)),
        Elementwise("pow: 0.5", x => x.pow(0.5), Positive(2, 3)),
        Elementwise("pow: 2.5", x => x.pow(2.5), Positive(2, 3)),
        Elementwise("add: number", x => x + 3),
        Elementwise("add: scaled number", x => x.add(3, 2)),
        Elementwise("sub: number", x => x - 3),
        Elementwise("subtract: from a number", x => 3 - x),
        Elementwise("mul: number", x => x * 3),
        Elementwise("div: number", x => x / 3),
        Elementwise("div: of a number", x => 3 / x, Positive(2, 3)),
        Elementwise("clone", x => x.clone()),
        Elementwise("alias", x => x.alias()),
        Elementwise("contiguous", x => x.contiguous()),
        Elementwise("to", x => x.to(float64, copy: true)),
        Elementwise("masked_fill", x => x.masked_fill(x.detach() > 0, 7)),
    ];

    private static IEnumerable<GradientCase> Binary()
    {
        (string Name, Func<Tensor, Tensor, Tensor> F, double Low)[] operations =
        [
            ("add", (x, y) => x + y, -2), ("add: scaled", (x, y) => x.add(y, 2.5), -2), ("sub", (x, y) => x - y, -2), ("subtract", (x, y) => x.subtract(y), -2),
            ("mul", (x, y) => x * y, -2), ("multiply", (x, y) => x.multiply(y), -2), ("div", (x, y) => x / y, 0.3), ("divide", (x, y) => x.divide(y), 0.3),
            ("pow", (x, y) => x.pow(y), 0.3), ("maximum", (x, y) => x.maximum(y), -2), ("minimum", (x, y) => x.minimum(y), -2),
            ("max: of two", (x, y) => x.max(y), -2), ("min: of two", (x, y) => x.min(y), -2),
            ("div: rounded down", (x, y) => x.div(y * 4.1, RoundingMode.floor), 0.3), ("div: truncated", (x, y) => x.div(y * 4.1, RoundingMode.trunc), 0.3),
            ("lerp", (x, y) => x.lerp(y, x * 0.5), -2), ("addcmul", (x, y) => x.addcmul(x, y, 0.5), -2), ("addcdiv", (x, y) => x.addcdiv(x, y, 0.5), 0.3),
            ("addcdiv: unscaled", (x, y) => y.addcdiv(x, y), 0.3),
        ];
        foreach (var (name, f, low) in operations)
        {
            Operand a(params long[] shape) => new(shape, low, 2.1);
            Operand b(params long[] shape) => new(shape, low + 0.11, 2.2);
            yield return Elementwise(name + (name.Contains(':') ? "," : ":") + " equal shapes", f, a(2, 3), b(2, 3));
            yield return new GradientCase(name + (name.Contains(':') ? "," : ":") + " a row", x => [f(x[0], x[1])], a(2, 3), b(3));
            yield return new GradientCase(name + (name.Contains(':') ? "," : ":") + " both broadcast", x => [f(x[0], x[1])], a(3, 1), b(1, 2));
            yield return new GradientCase(name + (name.Contains(':') ? "," : ":") + " 0-d", x => [f(x[0], x[1])], a(), b(2, 2));
        }
    }

    private static IEnumerable<GradientCase> Choices() =>
    [
        Two("where", (x, y) => x.where(tensor(new[,] { { true, false, true }, { false, false, true } }), y), [2, 3], [3]),
        Two("where: static", (x, y) => where(tensor(new[] { true, false }), x, y), [3, 1], [2]),
        One("masked_select", x => x.masked_select(tensor(new[,] { { true, false, true }, { false, true, true } })), 2, 3),
        One("softmax", x => x.softmax(1), 2, 3),
        One("softmax: first dimension", x => F.softmax(x, 0), 3, 2),
        One("log_softmax", x => x.log_softmax(-1), 2, 3),
        One("log_softmax: functional", x => F.log_softmax(x, 0), 3, 2),
        new("softmax: 0-d", x => [x[0].softmax(0), x[0].log_softmax(0), x[0].logsumexp(0)], Any()),
    ];

    private static IEnumerable<GradientCase> Views() =>
    [
        One("view", x => x.contiguous().view(3, 2), 2, 3),
        One("view_as", x => x.contiguous().view_as(zeros(6)), 2, 3),
        One("reshape", x => x.reshape(-1, 2), 2, 3, 2),
        One("flatten", x => x.flatten(1), 2, 3, 2),
        One("ravel", x => x.ravel(), 2, 3),
        One("unflatten", x => x.contiguous().unflatten(1, 2, 2), 2, 4),
        One("permute", x => x.permute(2, 0, 1), 2, 3, 2),
        One("permute: enumerable", x => x.permute(new List<long> { 1, 0 }), 2, 3),
        One("transpose", x => x.transpose(0, -1), 2, 3, 2),
        One("t", x => x.t(), 2, 3),
        One("T", x => x.T, 2, 3, 2),
        One("mT", x => x.mT, 2, 3, 2),
        One("unsqueeze", x => x.unsqueeze(1), 2, 3),
        One("squeeze", x => x.squeeze(), 2, 1, 3),
        One("squeeze: one dimension", x => x.squeeze(1), 2, 1, 3),
        One("expand", x => x.expand(2, -1, 3), 2, 1),
        One("expand_as", x => x.expand_as(zeros(2, 3)), 3),
        One("broadcast_to", x => x.broadcast_to(2, 2, 3), 2, 1),
        One("select", x => x.select(1, -1), 2, 3, 2),
        One("slice", x => x.slice(1, 1, 5, 2), 2, 5),
        One("slice: empty", x => x.slice(1, 3, 1, 1), 2, 5),
        One("narrow", x => x.narrow(-1, 1, 2), 2, 4),
        new("as_strided", x => [x[0].as_strided([2, 2], [1, 2], 1)], Any(5)) { NeedsContiguous = true },
        new("as_strided: overlapping", x => [x[0].as_strided([3, 3], [1, 1])], Any(5)) { NeedsContiguous = true },
        new("as_strided: repeated", x => [x[0].as_strided([2, 3], [0, 2])], Any(5)) { NeedsContiguous = true },
        One("squeeze: 0-d", x => x.squeeze().unsqueeze(0).reshape(), 1),
    ];

    private static IEnumerable<GradientCase> Indexing() =>
    [
        One("index", x => x.index(TensorIndex.Ellipsis, 1), 2, 3),
        One("index: slices", x => x[TensorIndex.Slice(1), TensorIndex.None, TensorIndex.Slice(step: 2)], 3, 4),
        One("index: numbers", x => x[1, -1], 2, 3),
        One("index: three numbers", x => x[1, 0, 1], 2, 2, 2),
        One("index: repeated rows", x => x[tensor([1L, 1, -3])], 3, 2),
        One("index: two index tensors", x => x[TensorIndex.Tensor(tensor([0L, 1, 0])), Whole, TensorIndex.Tensor(tensor([1L, 1, 0]))], 2, 2, 2),
        One("index: neighbouring index tensors", x => x[Whole, TensorIndex.Tensor(tensor([0L, 1, 0])), TensorIndex.Tensor(tensor([1L, 1, 0]))], 2, 2, 2),
        One("index: mask", x => x[tensor(new[] { true, false, true })], 3, 2),
        One("index_select", x => x.index_select(1, tensor([2L, 0, 2])), 2, 3),
        One("index_select: 0-d", x => x.index_select(0, tensor([0L])), 1),
        Two("index_add", (x, y) => x.index_add(1, tensor([2L, 0, 2]), y, 1.5), [2, 4], [2, 3]),
        One("gather", x => x.gather(1, tensor(new long[,] { { 0, 0, 2 }, { 1, 2, 2 } })), 2, 3),
        One("gather: smaller index", x => x.gather(0, tensor(new long[,] { { 1 } })), 3, 2),
        Two("scatter_add", (x, y) => x.scatter_add(0, tensor(new long[,] { { 0, 0 }, { 2, 0 } }), y), [3, 2], [2, 2]),
        Two("scatter_add: larger source", (x, y) => x.scatter_add(1, tensor(new long[,] { { 1, 1 } }), y), [2, 3], [2, 3]),
    ];

    private static IEnumerable<GradientCase> Joins() =>
    [
        Two("cat", (x, y) => cat([x, y], 1), [2, 3], [2, 1]),
        Two("cat: first dimension", (x, y) => cat([x, y, x]), [2, 3], [1, 3]),
        Two("stack", (x, y) => stack([x, y], 1), [2, 3], [2, 3]),
        new("stack: 0-d", x => [stack([x[0], x[1]])], Any(), Any()),
        new("split", x => x[0].split(2, 1), Any(2, 5)),
        new("split: sizes", x => x[0].split([1, 2], 0), Any(3, 2)),
        new("chunk", x => x[0].chunk(2, -1), Any(2, 3)),
        new("unbind", x => x[0].unbind(1), Any(2, 3)),
        One("repeat", x => x.repeat(2, 1, 2), 2, 2),
    ];

    private static IEnumerable<GradientCase> Reductions()
    {
        yield return One("sum", x => x.sum(), 2, 3);
        yield return One("sum: one dimension", x => x.sum(1L), 2, 3);
        yield return One("sum: several, kept", x => x.sum([0, -1], true), 2, 2, 2);
        yield return One("sum: two named", x => x.sum(0, 2), 2, 2, 2);
        yield return One("sum: three named", x => x.sum(0, 1, 2), 2, 2, 2);
        yield return One("mean", x => x.mean(), 2, 3);
        yield return One("mean: dimensions", x => x.mean([0, 2], true), 2, 2, 2);
        yield return One("var", x => x.var(), 2, 3);
        yield return One("var: dimension", x => x.var(1, false, true), 2, 3);
        yield return One("var: dimensions", x => x.var([0, 1]), 2, 2, 2);
        yield return new("std", x => [x[0].std()], Any(2, 3));
        yield return new("std: dimension", x => [x[0].std(1, false, true)], Any(2, 3));
        yield return new("std: dimensions", x => [x[0].std([0, 1])], Any(2, 2, 2));
        yield return One("logsumexp", x => x.logsumexp(1), 2, 3);
        yield return One("logsumexp: kept", x => x.logsumexp(0, true), 2, 3);
        yield return new("max", x => [x[0].max()], Any(2, 3)) { NeedsDistinct = true };
        yield return new("min", x => [x[0].min()], Any(2, 3)) { NeedsDistinct = true };
        yield return new("max: dimension", x => [x[0].max(1).values, x[0].max(0, true).values], Any(2, 3)) { NeedsDistinct = true };
        yield return new("min: dimension", x => [x[0].min(1).values, x[0].min(0, true).values], Any(2, 3)) { NeedsDistinct = true };
        yield return new("amax", x => [x[0].amax([1, 0], true), x[0].amax(1)], Any(2, 3)) { NeedsDistinct = true };
        yield return new("amin", x => [x[0].amin([1, 0], true), x[0].amin(1)], Any(2, 3)) { NeedsDistinct = true };
        yield return new("sum: 0-d", x => [x[0].sum(), x[0].mean(), x[0].sum(-1L, true), x[0].max(), x[0].max(0).values, x[0].amin(0)], Any());
    }

    private static IEnumerable<GradientCase> Products() =>
    [
        Two("mm", (x, y) => x.mm(y), [2, 3], [3, 2]),
        Two("bmm", (x, y) => x.bmm(y), [2, 2, 3], [2, 3, 2]),
        Two("mv", (x, y) => x.mv(y), [2, 3], [3]),
        Two("dot", (x, y) => x.dot(y), [3], [3]),
        Two("outer", (x, y) => x.outer(y), [3], [2]),
        new("addmm", x => [x[0].addmm(x[1], x[2], 0.5f, 2)], Any(2, 2), Any(2, 3), Any(3, 2)),
        new("addmm: bias row", x => [x[0].addmm(x[1], x[2])], Any(2), Any(2, 3), Any(3, 2)),
        Two("matmul: vectors", (x, y) => x.matmul(y), [3], [3]),
        Two("matmul: matrices", (x, y) => x.matmul(y), [2, 3], [3, 2]),
        Two("matmul: matrix and vector", (x, y) => x.matmul(y), [2, 3], [3]),
        Two("matmul: vector and matrix", (x, y) => x.matmul(y), [3], [3, 2]),
        Two("matmul: batch and vector", (x, y) => x.matmul(y), [2, 2, 3], [3]),
        Two("matmul: vector and batch", (x, y) => x.matmul(y), [3], [2, 3, 2]),
        Two("matmul: batch and matrix", (x, y) => x.matmul(y), [2, 2, 3], [3, 2]),
        Two("matmul: broadcast batches", (x, y) => x.matmul(y), [2, 1, 2, 2], [3, 2, 2]),
        new("linear", x => [F.linear(x[0], x[1], x[2])], Any(2, 3), Any(4, 3), Any(4)),
        Two("linear: no bias", (x, w) => F.linear(x, w), [2, 3], [4, 3]),
        new("linear: batches", x => [F.linear(x[0], x[1], x[2])], Any(2, 2, 3), Any(2, 3), Any(2)),
        new("linear: one row", x => [F.linear(x[0], x[1], x[2])], Any(3), Any(2, 3), Any(2)),
    ];

    private static IEnumerable<GradientCase> Losses()
    {
        Operand target = new([2, 3], 0.05, 0.95);
        yield return Two("mse_loss", (x, y) => F.mse_loss(x, y), [2, 3], [2, 3]);
        yield return Two("mse_loss: sum", (x, y) => F.mse_loss(x, y, nn.Reduction.Sum), [2, 3], [2, 3]);
        yield return Two("mse_loss: none", (x, y) => F.mse_loss(x, y, nn.Reduction.None), [2, 3], [2, 3]);
        yield return new("binary_cross_entropy_with_logits", x => [F.binary_cross_entropy_with_logits(x[0], x[1])], Any(2, 3), target);
        yield return new(
            "binary_cross_entropy_with_logits: weights",
            x => [F.binary_cross_entropy_with_logits(x[0], x[1], weight: x[2], reduction: nn.Reduction.Sum, pos_weights: x[3])], Any(2, 3), target, Any(2, 1), Positive(3));
        yield return new("binary_cross_entropy_with_logits: none", x => [F.binary_cross_entropy_with_logits(x[0], x[1], reduction: nn.Reduction.None)], Any(2, 3), target)
        {
            IsPointwise = true,
        };
        yield return new("binary_cross_entropy", x => [F.binary_cross_entropy(x[0], x[1], weight: x[2])], target, target, Any(3));
    }
}
