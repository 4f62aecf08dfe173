using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Golden;

/// <summary>The operations of make_goldens.py under the same keys.</summary>
internal static class ForwardOperations
{
    private static readonly TensorIndex All = TensorIndex.Colon;

    /// <summary>Windows into the golden operands.</summary>
    public static readonly Dictionary<string, (string Base, Func<Tensor, Tensor> View)> Views = new()
    {
        ["m.T"] = ("m", x => x.t()),
        ["v.rows"] = ("v", x => x.expand(3, 4)),
        ["cube.step"] = ("cube", x => x[All, TensorIndex.Slice(1), TensorIndex.Slice(step: 2)]),
        ["cube.turn"] = ("cube", x => x.permute(2, 0, 1)),
        ["i.T"] = ("i", x => x.t()),
        ["special.back"] = ("special", x => x.flip(0)),
        ["special.rest"] = ("special", x => x[TensorIndex.Slice(1)]),
    };

    /// <summary>Functions of one element: right to the last digits however small the value, for nothing cancels between elements.</summary>
    public static readonly HashSet<string> Elementwise = [];

    public static readonly Dictionary<string, Func<Tensor[], Tensor[]>> ByKey = Build();

    private static Dictionary<string, Func<Tensor[], Tensor[]>> Build()
    {
        var table = new Dictionary<string, Func<Tensor[], Tensor[]>>();
        AddUnary((key, f) =>
        {
            Elementwise.Add(key);
            table.Add(key, x => [f(x[0])]);
        });
        AddBinary((key, f) => table.Add("x,y:" + key, x => [f(x[0], x[1])]));
        AddReductions((key, f) => table.Add(key, x => f(x[0])));
        AddJoins(table.Add);
        AddIndexing((key, f) => table.Add(key, x => [f(x[0])]));
        AddOthers((key, f) => table.Add(key, x => [f(x[0], x[^1])]));
        return table;
    }

    private static void AddUnary(Action<string, Func<Tensor, Tensor>> add)
    {
        add("exp", x => x.exp());
        add("log", x => x.log());
        add("log2", x => x.log2());
        add("log10", x => x.log10());
        add("log1p", x => x.log1p());
        add("expm1", x => x.expm1());
        add("sqrt", x => x.sqrt());
        add("rsqrt", x => x.rsqrt());
        add("reciprocal", x => x.reciprocal());
        add("sigmoid", x => x.sigmoid());
        add("sin", x => x.sin());
        add("cos", x => x.cos());
        add("tan", x => x.tan());
        add("tanh", x => x.tanh());
        add("sinh", x => x.sinh());
        add("cosh", x => x.cosh());
        add("atan", x => x.atan());
        add("abs", x => x.abs());
        add("sign", x => x.sign());
        add("square", x => x.square());
        add("floor", x => x.floor());
        add("ceil", x => x.ceil());
        add("trunc", x => x.trunc());
        add("neg", x => x.neg());
        add("relu", x => x.relu());
        add("leaky_relu(0.1)", x => F.leaky_relu(x, 0.1));
        add("softplus", x => F.softplus(x));
        add("softplus(2,5)", x => F.softplus(x, 2, 5));
        add("silu", x => F.silu(x));
        add("clamp(-1,1)", x => x.clamp(-1, 1));
        add("clamp(min=0.5)", x => x.clamp(min: 0.5));
        add("clamp(max=0)", x => x.clamp(max: 0));
        add("clamp(2,-2)", x => x.clamp(2, -2));
        add("pow(2)", x => x.pow(2));
        add("pow(3)", x => x.pow(3));
        add("pow(0)", x => x.pow(0));
        add("pow(-1)", x => x.pow(-1));
        add("pow(0.5)", x => x.pow(0.5));
        add("pow(-2)", x => x.pow(-2));
        add("pow(1.5)", x => x.pow(1.5));
        add("pow(-0.5)", x => x.pow(-0.5));
        add("pow(7)", x => x.pow(7));
        add("isnan", x => x.isnan());
        add("isinf", x => x.isinf());
        add("isfinite", x => x.isfinite());
        add("logical_not", x => x.logical_not());
        add("x+1", x => x + 1);
        add("x+0.5", x => x + 0.5);
        add("1-x", x => 1 - x);
        add("x-2", x => x - 2);
        add("x*3", x => x * 3);
        add("x*1.5", x => x * 1.5);
        add("x/2", x => x / 2);
        add("2/x", x => 2 / x);
        add("x+true", x => x.add(true));
        add("x>0", x => x > 0);
        add("x==0.5", x => x == 0.5);
        add("x<=1", x => x <= 1);
        add("x!=0", x => x != 0);
        add("div(2,floor)", x => x.div(2, RoundingMode.floor));
        add("div(3,trunc)", x => x.div(3, RoundingMode.trunc));
        add("masked_fill(>0,9)", x => x.masked_fill(x > 0, 9));
        add("double", x => x.@double());
        add("bool", x => x.@bool());
        add("nonzero", x => x.nonzero());
    }

    private static void AddBinary(Action<string, Func<Tensor, Tensor, Tensor>> add)
    {
        add("add", (x, y) => x.add(y));
        add("sub", (x, y) => x.sub(y));
        add("mul", (x, y) => x.mul(y));
        add("div", (x, y) => x.div(y));
        add("maximum", (x, y) => x.maximum(y));
        add("minimum", (x, y) => x.minimum(y));
        add("pow", (x, y) => x.pow(y));
        add("div(floor)", (x, y) => x.div(y, RoundingMode.floor));
        add("div(trunc)", (x, y) => x.div(y, RoundingMode.trunc));
        add("add(alpha=2)", (x, y) => x.add(y, 2));
        add("eq", (x, y) => x.eq(y));
        add("ne", (x, y) => x.ne(y));
        add("lt", (x, y) => x.lt(y));
        add("le", (x, y) => x.le(y));
        add("gt", (x, y) => x.gt(y));
        add("ge", (x, y) => x.ge(y));
        add("logical_and", (x, y) => x.logical_and(y));
        add("logical_or", (x, y) => x.logical_or(y));
        add("logical_xor", (x, y) => x.logical_xor(y));
        add("where(x>0)", (x, y) => where(x > 0, x, y));
        add("isclose", (x, y) => x.isclose(y, 0.5, 0.1));
    }

    private static void AddReductions(Action<string, Func<Tensor, Tensor[]>> add)
    {
        foreach (var (label, dim, keep) in new[] { ("0", 0L, false), ("-1,keep", -1L, true), ("1", 1L, false) })
        {
            add($"sum({label})", x => [x.sum(dim, keep)]);
            add($"mean({label})", x => [x.mean([dim], keep)]);
            add($"var({label})", x => [x.var(dim, true, keep)]);
            add($"std({label},biased)", x => [x.std(dim, false, keep)]);
            add($"max({label})", x => Pair(x.max(dim, keep)));
            add($"min({label})", x => Pair(x.min(dim, keep)));
            add($"amax({label})", x => [x.amax([dim], keep)]);
            add($"amin({label})", x => [x.amin([dim], keep)]);
            add($"argmax({label})", x => [x.argmax(dim, keep)]);
            add($"argmin({label})", x => [x.argmin(dim, keep)]);
            add($"any({label})", x => [x.any(dim, keep)]);
            add($"all({label})", x => [x.all(dim, keep)]);
            add($"logsumexp({label})", x => [x.logsumexp(dim, keep)]);
        }
        foreach (var dim in new[] { 0L, -1L })
        {
            add($"softmax({dim})", x => [x.softmax(dim)]);
            add($"log_softmax({dim})", x => [x.log_softmax(dim)]);
        }
        add("sum", x => [x.sum()]);
        add("mean", x => [x.mean()]);
        add("var", x => [x.var()]);
        add("std", x => [x.std()]);
        add("var(biased)", x => [x.var(false)]);
        add("max", x => [x.max()]);
        add("min", x => [x.min()]);
        add("argmax", x => [x.argmax()]);
        add("argmin", x => [x.argmin()]);
        add("any", x => [x.any()]);
        add("all", x => [x.all()]);
        add("sum(0,1)", x => [x.sum(0, 1)]);
        add("mean(0,2,keep)", x => [x.mean([0, 2], true)]);
        add("sum(float64)", x => [x.sum(ScalarType.Float64)]);
        add("sum([])", x => [x.sum(Array.Empty<long>())]);
        add("mean([])", x => [x.mean([])]);
        add("sum(5)", x => [x.sum(5)]);
    }

    private static void AddJoins(Action<string, Func<Tensor[], Tensor[]>> add)
    {
        add("cat(0)", x => [cat(x, 0)]);
        add("cat(-1)", x => [cat(x, -1)]);
        add("stack(1)", x => [stack(x, 1)]);
        add("stack(-1)", x => [stack(x, -1)]);
        add("split(2,1)", x => x[0].split(2, 1));
        add("split([1,2],0)", x => x[0].split([1, 2], 0));
        add("chunk(3,-1)", x => x[0].chunk(3, -1));
        add("unbind(0)", x => x[0].unbind());
        add("arange", _ => [arange(5), arange(1, 2, 0.3), arange(4, -3, -2), arange(2.5)]);
        add("linspace", _ => [linspace(0, 1, 7), linspace(-3, 3, 1), linspace(0, 1, 0), linspace(2, -2, 6, float64)]);
        add("eye", _ => [eye(3), eye(2, 4), eye(3, 1, int64)]);
        add("casts", _ =>
        [
            tensor([-1.5, 2.9, 3e9, -3e9]).@long(), tensor([-1.5, 2.9, 0.0], dtype: float32).@int(), tensor([300L, -1, 127]).@byte(), tensor([300L, -129]).@char(),
            tensor([-1.5, 300.7, 2.9], dtype: float32).@byte(),
        ]);
    }

    private static void AddIndexing(Action<string, Func<Tensor, Tensor>> add)
    {
        add("repeat(2,1,3)", x => x.repeat(2, 1, 3));
        add("gather(1)", x => x.gather(1, tensor(new long[,] { { 0, 2 }, { 1, 1 }, { 3, 0 } })));
        add("gather(0)", x => x.gather(0, tensor(new long[,] { { 1, 0, 1 } })));
        add("gather(0,0-d)", x => x.gather(0, tensor(0L)));
        add("scatter_add(1)", x => x.scatter_add(1, tensor(new long[,] { { 0, 2, 2 }, { 1, 1, 0 } }), x * 2));
        add("scatter_add(0)", x => x.scatter_add(0, tensor(new long[,] { { 2, 0, 0, 1 } }), ones(2, 5)));
        add("index_select(0)", x => x.index_select(0, tensor([1L, 1, 0])));
        add("index_select(-1)", x => x.index_select(-1, tensor([2L, 0])));
        add("index_add(0)", x => x.index_add(0, tensor([2L, 0, 2]), ones(3, 4), 2));
        add("x[-1]", x => x[-1]);
        add("x[1,:,::2]", x => x[1, All, TensorIndex.Slice(step: 2)]);
        add("x[...,None,1]", x => x[TensorIndex.Ellipsis, TensorIndex.None, 1]);
        add("x[-100:2]", x => x[TensorIndex.Slice(-100, 2)]);
        add("x[3:1]", x => x[TensorIndex.Slice(3, 1)]);
        add("x[[2,0,-1]]", x => x[tensor([2L, 0, -1])]);
        add("x[:,[[1,0]]]", x => x[All, TensorIndex.Tensor(tensor(new long[,] { { 1, 0 } }))]);
        add("x[[0,1],:,[2,1]]", x => x[TensorIndex.Tensor(tensor([0L, 1])), All, TensorIndex.Tensor(tensor([2L, 1]))]);
        add("x[0,:,[2,1]]", x => x[0, All, TensorIndex.Tensor(tensor([2L, 1]))]);
        add("x[x>0]", x => x[x > 0]);
        add("masked_select(>0)", x => x.masked_select(x > 0));
        add("select(-1,0)", x => x.select(-1, 0));
        add("narrow(1,1,2)", x => x.narrow(1, 1, 2));
        add("permute(1,-1,0)", x => x.permute(1, -1, 0));
        add("reshape(-1,2)", x => x.reshape(-1, 2));
        add("reshape(0,-1)", x => x.reshape(0, -1));
        add("view(2,-1)", x => x.view(2, -1));
        add("flatten(1)", x => x.flatten(1));
        add("flatten", x => x.flatten());
        add("unflatten(-1,[2,-1])", x => x.unflatten(-1, 2, -1));
        add("squeeze", x => x.squeeze());
        add("squeeze(-1)", x => x.squeeze(-1));
        add("unsqueeze(-1)", x => x.unsqueeze(-1));
        add("expand(2,-1,4)", x => x.expand(2, -1, 4));
        add("as_strided", x => x.as_strided([2, 3], [1, 4], 1));
        add("transpose(0,-1)", x => x.transpose(0, -1));
        add("T", x => x.T);
        add("bmm(self,selfT)", x => x.bmm(x.transpose(1, 2)));
        add("bce_logits", x => F.binary_cross_entropy_with_logits(x, full_like(x, 0.25)));
        add("bce_logits(none)", x => F.binary_cross_entropy_with_logits(x, full_like(x, 0.25), reduction: nn.Reduction.None));
        add("bce_logits(pos_weight)", x => F.binary_cross_entropy_with_logits(
            x, full_like(x, 0.25), weight: full_like(x, 2), reduction: nn.Reduction.None, pos_weights: tensor([1f, 2, 3, 4])));
        add("bce(none)", x => F.binary_cross_entropy(x.clamp(0, 1), full_like(x, 0.25), reduction: nn.Reduction.None));
    }

    private static void AddOthers(Action<string, Func<Tensor, Tensor, Tensor>> add)
    {
        add("mm", (x, y) => x.mm(y));
        add("matmul", (x, y) => x.matmul(y));
        add("dot", (x, y) => x.dot(y));
        add("outer", (x, y) => x.outer(y));
        add("addmm", (x, y) => x.mm(y).addmm(x, y, beta: 0.5f, alpha: 2));
        add("linear", (x, w) => F.linear(x, w));
        add("mse_loss", (x, y) => F.mse_loss(x, y));
        add("mse_loss(sum)", (x, y) => F.mse_loss(x, y, nn.Reduction.Sum));
        add("lerp", (x, y) => x.lerp(y, full_like(x, 0.3)));
        add("addcmul", (x, y) => x.addcmul(x, y, 0.5));
        add("addcdiv", (x, y) => x.addcdiv(x, y, 0.5));
        add("x[0]=v", (x, v) => Assigned(x, y => y[0] = v));
        add("x[0]=v[None]", (x, v) => Assigned(x, y => y[0] = v.unsqueeze(0)));
        add("x[:,1:3]=s", (x, s) => Assigned(x, y => y[All, TensorIndex.Slice(1, 3)] = s));
        add("x[x>0]=s", (x, s) => Assigned(x, y => y[x > 0] = s));
        add("x[[2,0]]=v", (x, v) => Assigned(x, y => y[tensor([2L, 0])] = v));
    }

    private static Tensor Assigned(Tensor x, Action<Tensor> write)
    {
        var copy = x.clone();
        write(copy);
        return copy;
    }

    private static Tensor[] Pair((Tensor, Tensor) pair) => [pair.Item1, pair.Item2];
}
