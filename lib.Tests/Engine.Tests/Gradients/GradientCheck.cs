using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Gradients;

/// <summary>Compares gradients with central differences of fourth order in double precision.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-3; // error of the difference about Step⁴ · f⁽⁵⁾ / 30 + 1e-16 / Step

    /// <summary>d/dx of Σ w · f(x).</summary>
    public static void First(GradientCase subject, Layout layout)
    {
        using var scope = NewDisposeScope();
        var leaves = subject.Operands.Select((operand, i) => operand.Leaf(layout, 100 + i)).ToArray();
        var weights = Weights(subject, layout, leaves);
        var gradients = autograd.grad([Weighted(subject, layout, leaves, weights)], leaves, allow_unused: true);
        for (var i = 0; i < leaves.Length; i++)
            Compare(leaves[i], gradients[i], () => Weighted(subject, layout, leaves, weights).ToDouble(), $"{subject.Name}, {layout}, input {i}");
    }

    /// <summary>d/d(x, w) of Σ v · d/dx Σ w · f(x).</summary>
    public static void Second(GradientCase subject, Layout layout)
    {
        using var scope = NewDisposeScope();
        var leaves = subject.Operands.Select((operand, i) => operand.Leaf(layout, 100 + i)).ToArray();
        var weights = Weights(subject, layout, leaves);
        foreach (var weight in weights) weight.requires_grad_();
        var directions = leaves.Select((leaf, i) => Noise(leaf.shape, 300 + i)).ToArray();

        Tensor Directional(bool createGraph)
        {
            var first = autograd.grad([Weighted(subject, layout, leaves, weights)], leaves, create_graph: createGraph, allow_unused: true);
            var sum = zeros(Array.Empty<long>(), float64);
            for (var i = 0; i < leaves.Length; i++)
                if (first[i] is { } gradient) sum = sum + (gradient * directions[i]).sum();
            return sum;
        }

        Tensor[] all = [.. leaves, .. weights];
        var directional = Directional(true);
        var second = directional.requires_grad ? autograd.grad([directional], all, allow_unused: true) : new Tensor[all.Length];
        for (var i = 0; i < all.Length; i++)
            Compare(all[i], second[i], () => Directional(false).ToDouble(), $"{subject.Name}, {layout}, second derivative by {(i < leaves.Length ? "input" : "weight")} {i}");
    }

    private static Tensor Weighted(GradientCase subject, Layout layout, Tensor[] leaves, Tensor[] weights)
    {
        var results = subject.Operation([.. leaves.Select((leaf, i) => subject.Operands[i].View(layout, leaf))]);
        var sum = zeros(Array.Empty<long>(), float64);
        for (var i = 0; i < results.Length; i++) sum = sum + (results[i] * weights[i]).sum();
        return sum;
    }

    private static Tensor[] Weights(GradientCase subject, Layout layout, Tensor[] leaves)
    {
        using var mode = no_grad();
        var results = subject.Operation([.. leaves.Select((leaf, i) => subject.Operands[i].View(layout, leaf).clone())]);
        return [.. results.Select((result, i) => Noise(result.shape, 200 + i))];
    }

    private static Tensor Noise(long[] shape, int seed)
    {
        var random = new System.Random(seed);
        var count = shape.Aggregate(1L, (product, size) => product * size);
        return tensor(Enumerable.Range(0, (int)count).Select(_ => random.NextDouble() + 0.5).ToArray()).reshape(shape).detach();
    }

    private static void Compare(Tensor leaf, Tensor? gradient, Func<double> function, string what)
    {
        var exact = gradient is null ? new double[leaf.numel()] : TensorAssert.Values(gradient);
        Assert.True(gradient is null || gradient.shape.AsSpan().SequenceEqual(leaf.shape), $"{what}: the gradient has shape [{string.Join(", ", gradient?.shape ?? [])}].");
        // Leaves are dense; writing past autograd leaves their versions alone.
        Span<double> Memory() => MemoryMarshal.Cast<byte, double>(leaf.bytes);
        for (var i = 0; i < exact.Length; i++)
        {
            var at = Memory()[i];
            double Value(double step)
            {
                using var scope = NewDisposeScope();
                Memory()[i] = at + step;
                return function();
            }
            var difference = (8 * (Value(Step) - Value(-Step)) - (Value(2 * Step) - Value(-2 * Step))) / (12 * Step);
            Memory()[i] = at;
            Assert.True(
                Math.Abs(difference - exact[i]) <= 1e-6 * Math.Max(1, Math.Abs(difference)),
                $"{what}: element {i} has gradient {exact[i]:R}, central differences give {difference:R}.");
        }
    }
}
