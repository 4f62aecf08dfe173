using static TorchSharp.torch;

namespace TorchSharp.Tests.Gradients;

/// <summary>How an operation's inputs lie in memory: each is made from a leaf by differentiable views.</summary>
public enum Layout
{
    Contiguous,
    Transposed,
    Sliced,
    Broadcast,
    ZeroDimensional,
}

/// <summary>An input: its shape, and the range of its values, which are all different and away from halves and wholes.</summary>
internal sealed record Operand(long[] Shape, double Low = -2, double High = 2)
{
    /// <summary>The leaf that a layout derives the input from.</summary>
    public Tensor Leaf(Layout layout, int seed)
    {
        long[] shape = layout switch
        {
            Layout.Transposed => [.. Shape.Reverse()],
            Layout.Sliced when Shape.Length > 0 => [.. Shape[..^1], 2 * Shape[^1] + 1],
            Layout.Broadcast when Shape.Length > 0 => [1, .. Shape[1..]],
            Layout.ZeroDimensional => [],
            _ => Shape,
        };
        var count = shape.Aggregate(1L, (product, size) => product * size);
        var random = new System.Random(seed);
        var places = Enumerable.Range(0, (int)count).ToArray();
        random.Shuffle(places);
        var values = places.Select(place => Away(Low + (place + 0.37) / count * (High - Low))).ToArray();
        return tensor(values).reshape(shape).detach().requires_grad_();
    }

    public Tensor View(Layout layout, Tensor leaf) => layout switch
    {
        Layout.Transposed => leaf.T,
        Layout.Sliced when Shape.Length > 0 => leaf.slice(-1, 1, long.MaxValue, 2),
        Layout.Broadcast when Shape.Length > 0 => leaf.expand(Shape),
        _ => leaf,
    };

    /// <summary>Kinks stand at multiples of ½ only.</summary>
    private static double Away(double value) => Math.Abs(value * 2 - Math.Round(value * 2)) < 0.05 ? value + 0.031 : value;
}

/// <summary>An operation to differentiate. The part of the name before a colon is the method that the row stands for.</summary>
internal sealed record GradientCase(string Name, Func<Tensor[], Tensor[]> Operation, params Operand[] Operands)
{
    /// <summary>Works elementwise, so on 0-d inputs too.</summary>
    public bool IsPointwise { get; init; }

    /// <summary>Not differentiable where inputs are equal, so not on expanded ones; or its views need real memory.</summary>
    public bool NeedsDistinct { get; init; }

    /// <summary>Only on contiguous inputs.</summary>
    public bool NeedsContiguous { get; init; }

    public string Method => Name.Split(':')[0];

    public IEnumerable<Layout> Layouts => Enum.GetValues<Layout>().Where(layout => layout switch
    {
        Layout.Contiguous => true,
        _ when NeedsContiguous => false,
        Layout.Broadcast => !NeedsDistinct,
        Layout.ZeroDimensional => IsPointwise,
        _ => true,
    });
}
