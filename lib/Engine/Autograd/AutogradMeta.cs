namespace TorchSharp.Autograd;

using static torch;

/// <summary>A tensor's place in the graph: leaf flag and gradient, or the node that made it; for views of graph tensors, their base.</summary>
internal sealed class AutogradMeta
{
    private AccumulateGrad? _accumulator;

    /// <summary>Set by the user on leaves.</summary>
    public bool RequiresGrad { get; set; }

    /// <summary>The node whose output this tensor is; null for leaves. One reference is held.</summary>
    public Node? GradFn { get; private set; }

    /// <summary>Which output of <see cref="GradFn"/>.</summary>
    public int OutputIndex { get; private set; }

    /// <summary>The accumulated gradient; owned.</summary>
    public Tensor? Grad { get; set; }

    /// <summary>Whether a non-leaf keeps its gradient (<c>retain_grad</c>).</summary>
    public bool RetainsGrad { get; set; }

    /// <summary>For a differentiable view: the tensor it looks into.</summary>
    public ViewOf? View { get; set; }

    /// <summary>Takes over one reference to <paramref name="node"/>.</summary>
    public void SetGradFn(Node? node, int outputIndex)
    {
        var old = GradFn;
        GradFn = node;
        OutputIndex = outputIndex;
        old?.Release();
    }

    /// <summary>The one node that collects the gradient of a leaf, alive as long as some graph points to it. Returns a new reference.</summary>
    public AccumulateGrad AccumulatorOf(TensorImpl leaf)
    {
        lock (this)
        {
            if (_accumulator is { } existing && existing.TryRetain()) return existing;
            return _accumulator = new AccumulateGrad(leaf);
        }
    }

    public void Release()
    {
        Grad?.Dispose();
        Grad = null;
        GradFn?.Release();
        GradFn = null;
        View?.Base.Release();
        View = null;
    }
}

/// <summary>What a differentiable view needs to be written through: its base and its window. One reference to the base is held.</summary>
internal sealed record ViewOf(TensorImpl Base, long[] Sizes, long[] Strides, long Offset)
{
    /// <summary>The base's node when this view's node was last made; when the base moved on, the view's node is stale.</summary>
    public Node? BaseGradFn { get; set; }
}
