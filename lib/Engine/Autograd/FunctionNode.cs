namespace TorchSharp.Autograd;

using static torch;

/// <summary>What a backward formula sees: the gradients of the results, the saved values, and which inputs want a gradient.</summary>
internal readonly struct Gradients(FunctionNode node, Tensor?[] outputs)
{
    /// <summary>Gradient of the only (or first) result.</summary>
    public Tensor Output => outputs[0]!;

    /// <summary>Gradient of one of several results; null stands for zeros.</summary>
    public Tensor? OutputOf(int index) => outputs[index];

    /// <summary>A saved value, in the order in which they were given.</summary>
    public Tensor Saved(int index) => node.Unpack(index);

    public bool Needs(int input) => node.Needs(input);
}

/// <summary>
/// A formula computes the gradients of the inputs with ordinary tensor operations, so that it can itself be differentiated.
/// It may capture numbers and shapes, but never a tensor: values go through <see cref="SavedTensor"/>, which checks versions.
/// </summary>
internal delegate Tensor?[] BackwardFormula(Gradients gradients);

/// <summary>A recorded operation whose backward is a formula.</summary>
internal sealed class FunctionNode(string name, Edge[] edges, OutputShape[] outputs, SavedTensor[] saved, BackwardFormula formula)
    : Node(name, edges, outputs)
{
    private SavedTensor[]? _saved = saved;

    public Tensor Unpack(int index) => (_saved ?? throw AlreadyFreed())[index].Unpack(this);

    /// <summary>Results are saved after the node exists, because reading them connects them to it.</summary>
    public void Save(int index, SavedTensor value) => _saved![index] = value;

    public override Tensor?[] Backward(Tensor?[] gradients)
    {
        if (_saved is null) throw AlreadyFreed();
        foreach (var gradient in gradients)
            if (gradient is not null) return formula(new Gradients(this, gradients));
        return new Tensor?[Edges.Length];
    }

    public override void ReleaseSaved()
    {
        var saved = Interlocked.Exchange(ref _saved, null);
        if (saved is null) return;
        foreach (var value in saved) value.Release();
    }

    private Exception AlreadyFreed() => Guard.Error(
        $"Trying to backward through {Name} a second time: its saved values were freed. Pass retain_graph: true to the first backward.");
}
