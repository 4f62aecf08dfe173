namespace TorchSharp.Autograd;

using static torch;

/// <summary>A recorded call of a user's function: its backward is the user's, with what the user saved.</summary>
/// <param name="name">The function's.</param>
/// <param name="edges">One for each argument that is a tensor.</param>
/// <param name="outputs">Shapes of the results.</param>
/// <param name="argumentOf">Which argument each edge belongs to.</param>
/// <param name="argumentCount">Arguments in all.</param>
/// <param name="context">What forward left.</param>
/// <param name="backward">Gradients of the arguments from those of the results.</param>
internal sealed class CustomFunctionNode(
    string name, Edge[] edges, OutputShape[] outputs, int[] argumentOf, int argumentCount, autograd.AutogradContext context,
    Func<List<Tensor?>, List<Tensor>> backward) : Node(name, edges, outputs)
{
    private SavedTensor?[]? _saved;

    /// <summary>Keeps values for backward. A result is kept apart: it holds this node, which must not hold it in turn.</summary>
    /// <param name="values">Arguments, results, or others; null is kept as null.</param>
    /// <param name="results">The differentiable results, null in place of the others.</param>
    public void Save(List<Tensor> values, Tensor?[] results)
    {
        _saved = new SavedTensor?[values.Count];
        for (var i = 0; i < _saved.Length; i++)
        {
            if (values[i] is not { } value) continue;
            var result = Array.FindIndex(results, other => ReferenceEquals(other, value));
            _saved[i] = result >= 0 ? new SavedTensor(value, result) : new SavedTensor(value);
        }
    }

    public List<Tensor> Unpack()
    {
        if (_saved is null)
            throw Guard.Error($"Trying to backward through {Name} a second time: its saved values were freed. Pass retain_graph: true to the first backward.");
        return [.. _saved.Select(value => value?.Unpack(this)!)];
    }

    public override Tensor?[] Backward(Tensor?[] gradients)
    {
        var results = new Tensor?[Edges.Length];
        if (Array.TrueForAll(gradients, gradient => gradient is null)) return results;
        var given = new List<Tensor?>(gradients);
        for (var i = 0; i < given.Count && context.MaterializeGrads; i++) given[i] ??= zeros(Outputs[i].Sizes, Outputs[i].Type);

        var returned = backward(given);
        // More are fine as long as they are null: forward's last arguments may have been left out.
        if (returned.Count < argumentCount || returned.Skip(argumentCount).Any(gradient => gradient is not null))
            throw Guard.Error(
                $"{Name}.backward returned {returned.Count} gradients, expected one for each of the {argumentCount} arguments of forward; null stands for none.");
        for (var i = 0; i < argumentCount; i++)
        {
            var input = Array.IndexOf(argumentOf, i);
            if (input >= 0) results[input] = returned[i];
            else if (returned[i] is not null)
                throw Guard.Error($"{Name}.backward returned a gradient for argument {i} of forward, which was no tensor; return null there.");
        }
        return results;
    }

    public override void ReleaseSaved()
    {
        var saved = Interlocked.Exchange(ref _saved, null);
        foreach (var value in saved ?? []) value?.Release();
    }
}
