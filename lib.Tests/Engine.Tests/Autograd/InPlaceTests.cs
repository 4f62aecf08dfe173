using System.Reflection;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Autograd;

public sealed class InPlaceTests
{
    /// <summary>In-place operations and what they write; y is a further input of shape [2, 2].</summary>
    private static readonly Dictionary<string, (Action<Tensor, Tensor> InPlace, Func<Tensor, Tensor, Tensor> OutOfPlace)> Rows = new()
    {
        ["add_"] = ((x, y) => x.add_(y), (x, y) => x + y),
        ["add_: scaled"] = ((x, y) => x.add_(y, 2), (x, y) => x + 2 * y),
        ["add_: number"] = ((x, _) => x.add_(2, 3), (x, _) => x + 6),
        ["sub_"] = ((x, y) => x.sub_(y), (x, y) => x - y),
        ["sub_: number"] = ((x, _) => x.sub_(2), (x, _) => x - 2),
        ["subtract_"] = ((x, y) => x.subtract_(y).subtract_(1), (x, y) => x - y - 1),
        ["mul_"] = ((x, y) => x.mul_(y), (x, y) => x * y),
        ["mul_: number"] = ((x, _) => x.mul_(2), (x, _) => x * 2),
        ["mul_: by its copy"] = ((x, _) => x.mul_(x.clone()), (x, _) => x * x),
        ["div_"] = ((x, y) => x.div_(y), (x, y) => x / y),
        ["div_: number"] = ((x, _) => x.div_(2), (x, _) => x / 2),
        ["div_: rounded"] = ((x, y) => x.div_(y * 3.3, RoundingMode.floor), (x, y) => x.div(y * 3.3, RoundingMode.floor)),
        ["divide_"] = ((x, y) => x.divide_(y).divide_(3), (x, y) => x / y / 3),
        ["neg_"] = ((x, _) => x.neg_(), (x, _) => -x),
        ["addcmul_"] = ((x, y) => x.addcmul_(y, y, 0.5), (x, y) => x + y * y * 0.5),
        ["addcdiv_"] = ((x, y) => x.addcdiv_(y, y + 1, 0.5).addcdiv_(y, y + 2), (x, y) => x + y / (y + 1) * 0.5 + y / (y + 2)),
        ["lerp_"] = ((x, y) => x.lerp_(y, y * 0.1), (x, y) => x + y * 0.1 * (y - x)),
        ["exp_"] = ((x, _) => x.exp_(), (x, _) => x.exp()),
        ["log_"] = ((x, _) => x.log_(), (x, _) => x.log()),
        ["log2_"] = ((x, _) => x.log2_(), (x, _) => x.log2()),
        ["log10_"] = ((x, _) => x.log10_(), (x, _) => x.log10()),
        ["log1p_"] = ((x, _) => x.log1p_(), (x, _) => x.log1p()),
        ["expm1_"] = ((x, _) => x.expm1_(), (x, _) => x.expm1()),
        ["sqrt_"] = ((x, _) => x.sqrt_(), (x, _) => x.sqrt()),
        ["rsqrt_"] = ((x, _) => x.rsqrt_(), (x, _) => x.rsqrt()),
        ["reciprocal_"] = ((x, _) => x.reciprocal_(), (x, _) => x.reciprocal()),
        ["sigmoid_"] = ((x, _) => x.sigmoid_(), (x, _) => x.sigmoid()),
        ["sin_"] = ((x, _) => x.sin_(), (x, _) => x.sin()),
        ["cos_"] = ((x, _) => x.cos_(), (x, _) => x.cos()),
        ["tan_"] = ((x, _) => x.tan_(), (x, _) => x.tan()),
        ["tanh_"] = ((x, _) => x.tanh_(), (x, _) => x.tanh()),
        ["sinh_"] = ((x, _) => x.sinh_(), (x, _) => x.sinh()),
        ["cosh_"] = ((x, _) => x.cosh_(), (x, _) => x.cosh()),
        ["atan_"] = ((x, _) => x.atan_(), (x, _) => x.atan()),
        ["abs_"] = ((x, _) => x.abs_(), (x, _) => x.abs()),
        ["sign_"] = ((x, _) => x.sign_(), (x, _) => x.sign()),
        ["floor_"] = ((x, _) => x.floor_(), (x, _) => x.floor()),
        ["ceil_"] = ((x, _) => x.ceil_(), (x, _) => x.ceil()),
        ["trunc_"] = ((x, _) => x.trunc_(), (x, _) => x.trunc()),
        ["relu_"] = ((x, _) => x.relu_(), (x, _) => x.relu()),
        ["clamp_"] = ((x, _) => x.clamp_(0.7, 1.1), (x, _) => x.clamp(0.7, 1.1)),
        ["pow_"] = ((x, y) => x.pow_(y), (x, y) => x.pow(y)),
        ["pow_: number"] = ((x, _) => x.pow_(3), (x, _) => x.pow(3)),
        ["masked_fill_"] = ((x, y) => x.masked_fill_(y.detach() > 1, 4), (x, y) => x.masked_fill(y.detach() > 1, 4)),
        ["scatter_add_"] = ((x, y) => x.scatter_add_(1, Indices(), y), (x, y) => x.scatter_add(1, Indices(), y)),
        ["copy_"] = ((x, y) => x.copy_(y), (x, y) => x * 0 + y),
        ["copy_: a row"] = ((x, y) => x.copy_(y[0]), (x, y) => x * 0 + y[0]),
        ["fill_"] = ((x, _) => x.fill_(3), (x, _) => x * 0 + 3),
        ["zero_"] = ((x, _) => x.zero_(), (x, _) => x * 0),
        ["x[0] = y"] = ((x, y) => x[0] = y[1], (x, y) => stack([y[1], x[1]])),
        ["x[0, 1] = y"] = ((x, y) => x[0, 1] = y[1, 0], (x, y) => stack([stack([x[0, 0], y[1, 0]]), x[1]])),
        ["x[:, 1] = y"] = ((x, y) => x[TensorIndex.Colon, 1] = y[0], (x, y) => stack([x.select(1, 0), y[0]], 1)),
        ["x[indices] = y"] = ((x, y) => x[tensor([1L, 0])] = y, (x, y) => stack([y[1], y[0]]) + x * 0),
        ["x[mask] = y"] = ((x, y) => x[Mask()] = y[0], (x, y) => x.masked_fill(Mask(), 0) + stack([stack([y[0, 0], zeros([], float64)]), stack([zeros([], float64), y[0, 1]])])),
        ["x.select.mul_"] = ((x, _) => x.select(0, 1).mul_(2), (x, _) => stack([x[0], x[1] * 2])),
        ["x.select.mul_(y)"] = ((x, y) => x.select(0, 1).mul_(y[0]), (x, y) => stack([x[0], x[1] * y[0]])),
        ["x.t.add_"] = ((x, y) => x.t().add_(y), (x, y) => x + y.t()),
        ["view of a view"] = ((x, y) => x.narrow(0, 0, 2).select(1, 1).mul_(y[0]), (x, y) => stack([x.select(1, 0), x.select(1, 1) * y[0]], 1)),
        ["twice"] = ((x, y) => { x[0] = y[0] * 3 + x[1]; x[1] = x[0] + y[1]; }, (x, y) => stack([y[0] * 3 + x[1], y[0] * 3 + x[1] + y[1]])),
        ["x.add_(x.t)"] = ((x, _) => x.add_(x.t()), (x, _) => x + x.t()),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_of_an_in_place_operation_are_those_of_the_copying_one(string row)
    {
        var (inPlace, outOfPlace) = Rows[row];
        using var scope = NewDisposeScope();
        foreach (var (xNeeds, yNeeds) in new[] { (true, true), (true, false), (false, true), (false, false) })
        {
            Check(xNeeds, yNeeds, row, x => x * 1, outOfPlace, inPlace);
            // The same through a window: columns 1 and 2 of four.
            Check(
                xNeeds, yNeeds, row + " in a window", x => cat([x, x * 2], 1) * 1,
                (wide, y) => cat([wide.narrow(1, 0, 1), outOfPlace(wide.narrow(1, 1, 2).clone(), y), wide.narrow(1, 3, 1)], 1),
                (wide, y) => inPlace(wide.narrow(1, 1, 2), y));
        }
    }

    [Fact]
    public void Every_public_in_place_operation_has_a_row()
    {
        string[] notOperations = ["requires_grad_", "detach_", "uniform_", "normal_", "bernoulli_", "exponential_", "cauchy_", "log_normal_", "geometric_", "random_"];
        var methods = typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(m => m.Name).Where(n => n.EndsWith('_'));
        Assert.Empty(methods.Distinct().Except(Rows.Keys.Select(key => key.Split(':')[0])).Except(notOperations).Except(Twins.Select(row => row.Data)).Except(WithArguments));
    }

    /// <summary>In-place forms that take other arguments than one tensor; the golden tables have the copying form of each.</summary>
    private static readonly string[] WithArguments =
    [
        "leaky_relu_", "fmod_", "remainder_", "floor_divide_", "logit_", "xlogy_", "polygamma_", "mvlgamma_", "nan_to_num_", "round_", "elu_", "celu_", "hardtanh_", "threshold_",
        "clamp_min_", "clamp_max_", "transpose_", "squeeze_", "unsqueeze_", "tril_", "triu_", "scatter_", "masked_scatter_", "index_add_", "index_copy_", "index_fill_", "index_put_",
        "addmm_", "addmv_", "addr_", "addbmm_", "true_divide_", "bitwise_and_", "bitwise_or_", "bitwise_xor_", "bitwise_not_", "bitwise_left_shift_", "bitwise_right_shift_", "gcd_", "lcm_",
    ];

    /// <summary>In-place forms without arguments or with one tensor, beside those of the table.</summary>
    public static TheoryData<string> Twins => [.. typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(m => m.Name.EndsWith('_') && Twin(m) is not null).Select(m => m.Name).Distinct().Except(Rows.Keys.Select(key => key.Split(':')[0])).Except(WithArguments).Except(["detach_"])];

    [Theory]
    [MemberData(nameof(Twins))]
    public void An_in_place_operation_has_the_value_and_gradient_of_its_twin(string name)
    {
        foreach (var inPlace in typeof(Tensor).GetMethods().Where(m => m.Name == name && Twin(m) is not null))
        {
            double[] Run(MethodInfo operation)
            {
                using var scope = NewDisposeScope();
                var leaf = tensor(new[,] { { 0.31, 0.42 }, { 0.63, 0.84 } }).requires_grad_();
                var x = leaf * (name.Contains("acosh") || name.Contains("arccosh") ? 4 : 1);
                object[] arguments = operation.GetParameters().Length == 0 ? [] : [tensor(new[,] { { 0.5, 0.2 }, { 0.7, 0.9 } })];
                var y = (Tensor)operation.Invoke(x, arguments)!;
                var sum = (y.to(float64) * tensor([1.0, 2.0])).sum();
                if (sum.requires_grad) sum.backward();
                return [.. TensorAssert.Values(y.to(float64).detach()), .. leaf.grad is { } grad ? TensorAssert.Values(grad) : new double[4]];
            }
            Assert.Equal(Run(Twin(inPlace)!), Run(inPlace));
        }
    }

    private static MethodInfo? Twin(MethodInfo inPlace) => inPlace.GetParameters().Select(p => p.ParameterType).ToArray() is var types && types.Length <= 1 && types.All(t => t == typeof(Tensor))
        ? typeof(Tensor).GetMethod(inPlace.Name[..^1], types) : null;

    [Fact]
    public void A_view_that_exists_already_sees_a_write_to_its_base_and_its_gradient()
    {
        using var w = tensor([2.0, 3.0]).requires_grad_();
        var x = zeros(2, 2, float64);
        var early = x[0];
        x.add_(w);
        Assert.True(early.requires_grad);
        Assert.False(early.is_leaf);
        (early * early).sum().backward();
        TensorAssert.Equal([4, 6], w.grad!);
    }

    [Fact]
    public void A_view_that_was_written_goes_on_being_part_of_the_graph()
    {
        using var w = tensor([2.0, 3.0]).requires_grad_();
        var row = ones(2, 2, float64)[1];
        row.mul_(w);
        (row * 5).sum().backward();
        TensorAssert.Equal([5, 5], w.grad!);
    }

    [Fact]
    public void Random_numbers_written_over_a_value_cut_its_gradient()
    {
        using var w = ones(3, float64).requires_grad_();
        foreach (var draw in new Func<Tensor, Tensor>[] { x => x.normal_(0, 1, new Generator(1)), x => x.uniform_(0, 1, new Generator(1)), x => x.bernoulli_(0.5, new Generator(1)) })
        {
            w.grad = null;
            (draw(w * 2) + w).sum().backward();
            TensorAssert.Equal([1, 1, 1], w.grad!);
        }
    }

    [Fact]
    public void A_leaf_that_requires_grad_and_its_views_are_not_written()
    {
        using var x = ones(2, 2).requires_grad_();
        foreach (var write in new Action[] { () => x.add_(1), () => x[0] = zeros(2), () => x.view(-1).zero_(), () => x.select(0, 1).mul_(x.detach()[0]), () => x.t().normal_() })
            Assert.Contains("leaf variable", Assert.Throws<ExternalException>(write).Message);
        TensorAssert.Equal([1, 1, 1, 1], x); // the refusal came before the write
        using (no_grad()) x[0] = zeros(2);
        TensorAssert.Equal([0, 0, 1, 1], x);
    }

    [Fact]
    public void A_saved_value_that_was_overwritten_is_noticed()
    {
        using var x = ones(3).requires_grad_();
        var y = x * 2;
        var z = y * y;
        y.add_(1);
        Assert.Contains("modified by an inplace operation", Assert.Throws<ExternalException>(() => z.sum().backward()).Message);
        var e = x.exp();
        e[0].zero_();
        Assert.Contains("modified by an inplace operation", Assert.Throws<ExternalException>(() => e.sum().backward()).Message);
    }

    [Fact]
    public void An_addition_saves_nothing_and_may_be_overwritten()
    {
        using var x = ones(3).requires_grad_();
        var y = x * 2;
        var z = y + 1;
        y.zero_();
        z.sum().backward();
        TensorAssert.Equal([2, 2, 2], x.grad!);
    }

    [Fact]
    public void An_expanded_tensor_is_not_written() =>
        Assert.Contains("clone", Assert.Throws<ExternalException>(() => ones(1).expand(3).add_(1)).Message);

    [Fact]
    public void An_in_place_operation_does_not_change_the_type()
    {
        var whole = ones(2, int64);
        Assert.Contains("can't be cast", Assert.Throws<ExternalException>(() => whole.mul_(0.5)).Message);
        Assert.Contains("can't be cast", Assert.Throws<ExternalException>(() => whole.add_(ones(2))).Message);
        Assert.Contains("can't be cast", Assert.Throws<ExternalException>(() => whole.div_(2)).Message);
        Assert.Equal(float32, ones(2).add_(ones(2, float64)).dtype);
    }

    [Fact]
    public void Truth_values_add_as_or()
    {
        var truth = tensor(new[] { true, false });
        truth.add_(tensor(new[] { true, false }));
        Assert.Equal([1, 0], truth.bytes.ToArray());
    }

    [Fact]
    public void A_broadcast_that_would_grow_the_target_is_refused() =>
        Assert.Contains("[3]", Assert.Throws<ExternalException>(() => ones(3).add_(ones(2, 3))).Message);

    private static Tensor Indices() => tensor(new long[,] { { 1, 1 }, { 0, 1 } });

    private static Tensor Mask() => tensor(new[,] { { true, false }, { false, true } });

    private static void Check(
        bool xNeeds, bool yNeeds, string what, Func<Tensor, Tensor> prepare, Func<Tensor, Tensor, Tensor> outOfPlace, Action<Tensor, Tensor> inPlace)
    {
        (Tensor Value, Tensor? X, Tensor? Y) Run(Func<Tensor, Tensor, Tensor> compute)
        {
            var x = tensor(new[,] { { 0.6, 1.3 }, { 0.9, 0.4 } }).requires_grad_(xNeeds);
            var y = tensor(new[,] { { 0.8, 1.7 }, { 1.2, 0.5 } }).requires_grad_(yNeeds);
            var value = compute(prepare(x), y);
            if (value.requires_grad) (value * arange(value.numel(), float64).view_as(value)).sum().backward();
            return (value.detach(), x.grad, y.grad);
        }
        var expected = Run(outOfPlace);
        var actual = Run((x, y) =>
        {
            inPlace(x, y);
            return x;
        });
        what += xNeeds ? ", x" : "";
        what += yNeeds ? ", y" : "";
        TensorAssert.Close(expected.Value, actual.Value, 1e-12, 1e-12, what);
        foreach (var (want, got, name) in new[] { (expected.X, actual.X, "x"), (expected.Y, actual.Y, "y") })
        {
            // No gradient and a gradient of zeros say the same.
            if (want is not null && got is not null) TensorAssert.Close(want, got, 1e-12, 1e-12, $"{what}: gradient of {name}");
            else if ((want ?? got) is { } only)
                Assert.True(TensorAssert.Values(only).All(v => v == 0), $"{what}: gradient of {name} is [{string.Join(", ", TensorAssert.Values(only))}] on one side and absent on the other.");
        }
    }
}
