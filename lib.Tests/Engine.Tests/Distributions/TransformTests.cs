using TorchSharp.Tests.Golden;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;
using static TorchSharp.torch.distributions.transforms;

namespace TorchSharp.Tests.Distributions;

/// <summary>Transforms and constraints against PyTorch's (distributions.json).</summary>
public sealed class TransformTests
{
    private static readonly GoldenFile File = new("distributions.json");

    private static readonly Dictionary<string, Func<Transform>> Transforms = new()
    {
        ["exp"] = () => new ExpTransform(),
        ["power"] = () => new PowerTransform(tensor([0.5, -2, 3])),
        ["sigmoid"] = () => new SigmoidTransform(),
        ["softplus"] = () => new SoftplusTransform(),
        ["tanh"] = () => new TanhTransform(),
        ["affine"] = () => new AffineTransform(1.5, -2),
        ["affine vector"] = () => new AffineTransform(tensor([1.0, 2, 3]), tensor([-0.5, 2, 3]), 1),
        ["compose"] = () => new ComposeTransform([new AffineTransform(0.5, 2), new SigmoidTransform(), new AffineTransform(0, 3, 1)]),
        ["inverse"] = () => new ComposeTransform([new AffineTransform(0.5, 2), new ExpTransform()]).inv,
        ["independent"] = () => new IndepdenentTransform(new ExpTransform(), 1),
        ["reshape"] = () => new ReshapeTransform([3], [3, 1]),
    };

    private static readonly Dictionary<string, constraints.Constraint> Constraints = new()
    {
        ["positive"] = constraints.positive,
        ["nonnegative"] = constraints.nonnegative,
        ["less_than"] = constraints.less_than(1),
        ["unit_interval"] = constraints.unit_interval,
        ["half_open_interval"] = constraints.half_open_interval(0, 1),
        ["boolean"] = constraints.boolean,
        ["integer_interval"] = constraints.integer_interval(1, 3),
        ["nonnegative_integer"] = constraints.nonnegative_integer,
        ["real"] = constraints.real,
        ["real_vector"] = constraints.real_vector,
        ["simplex"] = constraints.simplex,
        ["one_hot"] = constraints.one_hot,
        ["multinomial"] = constraints.multinomial(4),
        ["lower_triangular"] = constraints.lower_triangular,
        ["lower_cholesky"] = constraints.lower_cholesky,
        ["corr_cholesky"] = constraints.corr_cholesky,
        ["square"] = constraints.square,
        ["symmetric"] = constraints.symmetric,
        ["positive_definite"] = constraints.positive_definite,
        ["positive_semidefinite"] = constraints.positive_semidefinite,
        ["cat"] = constraints.cat([constraints.positive, constraints.real], 0, [1, 2]),
        ["stack"] = constraints.stack([constraints.positive, constraints.real]),
    };

    public static TheoryData<string> TransformKeys => [.. File["transforms"].EnumerateObject().Select(t => t.Name)];

    public static TheoryData<string> ConstraintKeys => [.. File["constraints"].EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(TransformKeys))]
    public void A_transform_its_inverse_and_its_Jacobian_are_PyTorchs(string key)
    {
        using var scope = NewDisposeScope();
        var golden = File["transforms"].GetProperty(key);
        var transform = Transforms[key]();
        var x = GoldenTensor.Read(golden.GetProperty("x")).ToTensor();
        var y = transform.forward(x);
        GoldenTensor.Read(golden.GetProperty("forward")).AssertMatches(y, 1e-12, 1e-12, key);
        GoldenTensor.Read(golden.GetProperty("inverse")).AssertMatches(transform.inv.forward(y), 1e-9, 1e-9, $"{key}: inverse");
        GoldenTensor.Read(golden.GetProperty("jacobian")).AssertMatches(transform.log_abs_det_jacobian(x, y), 1e-11, 1e-11, $"{key}: Jacobian");
        int[] dimensions = [transform.domain.event_dim, transform.codomain.event_dim];
        Assert.Equal([.. golden.GetProperty("event_dims").EnumerateArray().Select(d => d.GetInt32())], dimensions);
        Assert.Equal(y.shape, transform.forward_shape(x.shape));
        Assert.Equal(x.shape, transform.inverse_shape(y.shape));
        Assert.Same(transform, transform.inv.inv);
    }

    [Theory]
    [MemberData(nameof(ConstraintKeys))]
    public void A_constraint_admits_what_PyTorchs_does(string key)
    {
        using var scope = NewDisposeScope();
        var golden = File["constraints"].GetProperty(key);
        var constraint = Constraints[key];
        GoldenTensor.Read(golden[1]).AssertMatches(constraint.check(GoldenTensor.Read(golden[0]).ToTensor()), 0, 0, key);
        Assert.Equal(golden[2].GetInt32(), constraint.event_dim);
    }

    [Fact]
    public void The_logarithm_is_the_inverse_of_the_exponential()
    {
        using var scope = NewDisposeScope();
        var x = tensor([0.1, 1, 7]);
        var log = new LogTransform();
        TensorAssert.Close(new ExpTransform().inv.forward(x), log.forward(x), 1e-15, 1e-15);
        TensorAssert.Close(-x.log(), log.log_abs_det_jacobian(x, log.forward(x)), 1e-15, 1e-15);
        TensorAssert.Close(x, log.inv.forward(log.forward(x)), 1e-15, 1e-15);
    }

    [Fact]
    public void A_softmax_transform_lands_on_the_simplex_and_comes_back_up_to_a_constant()
    {
        using var scope = NewDisposeScope();
        var softmax = new SoftmaxTransform();
        var x = tensor(new[,] { { 1.0, -2, 30 }, { 0, 0.5, 1 } });
        var y = softmax.forward(x);
        Assert.True(softmax.codomain.check(y).all().item<bool>());
        TensorAssert.Close(y, softmax.forward(softmax.inv.forward(y)), 1e-12, 1e-12);
        Assert.False(softmax.bijective);
        Assert.Throws<NotImplementedException>(() => softmax.sign);
    }

    [Fact]
    public void Constraints_print_their_bounds()
    {
        Assert.Equal("GreaterThan(lower_bound=0)", constraints.positive.ToString());
        Assert.Equal("HalfOpenInterval(lower_bound=0, upper_bound=1.5)", constraints.half_open_interval(0, 1.5).ToString());
        Assert.Equal("IndependentConstraint(Real(), 1)", constraints.real_vector.ToString());
    }

    [Fact]
    public void Transforms_of_wrong_shapes_name_them()
    {
        using var scope = NewDisposeScope();
        var reshape = new ReshapeTransform([3], [3, 1]);
        Assert.Contains("[3]", Assert.Throws<ArgumentException>(() => reshape.forward(zeros(2, 4))).Message);
        Assert.Contains("[2, 2]", Assert.Throws<ArgumentException>(() => new ReshapeTransform([3], [2, 2])).Message);
        Assert.Contains("[]", Assert.Throws<ArgumentException>(() => new IndepdenentTransform(new ExpTransform(), 1).forward(tensor(1.0))).Message);
    }
}
