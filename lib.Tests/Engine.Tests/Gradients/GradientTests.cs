using System.Reflection;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Gradients;

public sealed class GradientTests
{
    public static TheoryData<string> Rows => [.. GradientCases.All.Select(row => row.Name)];

    /// <summary>Public methods that return tensors but no gradient: not differentiable, made anew, or another name or overload of a row.</summary>
    private static readonly HashSet<string> WithoutGradient =
    [
        // truth values, indices, counts
        "eq", "ne", "lt", "le", "gt", "ge", "isnan", "isinf", "isfinite", "isclose", "logical_not", "logical_and", "logical_or", "logical_xor", "any", "all",
        "argmax", "argmin", "nonzero", "nonzero_as_list",
        "signbit", "isposinf", "isneginf", "isreal", "heaviside", "greater", "greater_equal", "less", "less_equal", "not_equal",
        "bitwise_and", "bitwise_or", "bitwise_xor", "bitwise_not", "bitwise_left_shift", "bitwise_right_shift", "gcd", "lcm",
        "argsort", "count_nonzero", "unique", "unique_consecutive", "bincount", "histc", "bucketize", "isin",
        // conversions that are `to`
        "to_type", "type", "type_as", "cpu", "cuda", "float", "double", "long", "int", "short", "byte", "char", "bool",
        // the tensor itself or outside the graph
        "detach", "requires_grad_", "with_requires_grad", "DetachFromDisposeScope", "MoveToOuterDisposeScope", "MoveToOtherDisposeScope", "get_grad", "set_grad", "bernoulli", "multinomial", "one_hot",
        // new tensors
        "zeros_like", "ones_like", "empty_like", "full_like", "rand_like", "randn_like", "new_zeros", "new_ones", "new_empty", "new_full", "new_tensor",
        // counts, integers, and a factorization for its reflections
        "poisson", "binomial", "randint_like", "geqrf", "argwhere", "nextafter",
        // `index`
        "get_TensorItems",
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Gradients_agree_with_central_differences(string row) => OverLayouts(row, GradientCheck.First);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Second_derivatives_agree_with_central_differences(string row) => OverLayouts(row, GradientCheck.Second);

    [Fact]
    public void Every_public_operation_on_tensors_has_a_row()
    {
        var covered = GradientCases.All.Select(row => row.Method).ToHashSet();
        var methods = typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Concat(typeof(nn.functional).GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => Returns(method.ReturnType))
            .Select(method => method.Name is "get_T" or "get_mT" ? method.Name[4..] : method.Name)
            .Where(name => !name.EndsWith('_')); // in-place forms share the gradient; InPlaceTests compares the two
        Assert.Empty(methods.Distinct().Except(covered).Except(WithoutGradient));
        Assert.Empty(covered.Intersect(WithoutGradient));
    }

    private static bool Returns(Type type) =>
        type == typeof(Tensor) || type == typeof(Tensor[]) || type.IsGenericType && type.GetGenericArguments().Contains(typeof(Tensor));

    private static void OverLayouts(string row, Action<GradientCase, Layout> check)
    {
        var subject = GradientCases.All.Single(candidate => candidate.Name == row);
        foreach (var layout in subject.Layouts) check(subject, layout);
    }
}
