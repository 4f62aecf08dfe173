using TorchSharp.Memory;

namespace TorchSharp.Autograd;

using static torch;

/// <summary>An arrow of the graph: the gradient of this input goes to that input of <paramref name="Node"/>; no node, no gradient wanted.</summary>
internal readonly record struct Edge(Node? Node, int Index);

/// <summary>Shape and type of a forward result, which its gradient must have.</summary>
internal readonly record struct OutputShape(long[] Sizes, ScalarType Type);

/// <summary>
/// One recorded operation. Nodes are reference counted by the tensors they made and the nodes behind them, so that a graph
/// returns the values it saved as soon as nobody can ask for its gradient any more.
/// </summary>
internal abstract class Node
{
    private static long s_sequence;

    [ThreadStatic]
    private static Stack<Node>? t_dying;

    [ThreadStatic]
    private static bool t_isBurying;

    private ReferenceCount _references = new();

    protected Node(string name, Edge[] edges, OutputShape[] outputs)
    {
        Name = name;
        Edges = edges;
        Outputs = outputs;
    }

    /// <summary>Later operations have larger numbers; backward runs them first.</summary>
    public long Sequence { get; } = Interlocked.Increment(ref s_sequence);

    public string Name { get; }

    /// <summary>One per input of the operation. A reference to each node is held.</summary>
    public Edge[] Edges { get; }

    public OutputShape[] Outputs { get; }

    /// <summary>Non-leaf tensors that keep their gradient, by output. No reference is held: they hold this node.</summary>
    public List<(int Output, TensorImpl Tensor)>? RetainedGrads { get; set; }

    public bool Needs(int input) => Edges[input].Node is not null;

    /// <summary>Gradients of the inputs from those of the outputs; null stands for zeros, and for inputs that need none.</summary>
    public abstract Tensor?[] Backward(Tensor?[] gradients);

    /// <summary>Returns what was saved for backward; a second backward then fails with a sentence of its own.</summary>
    public virtual void ReleaseSaved()
    {
    }

    public Node Retain()
    {
        _references.Retain();
        return this;
    }

    /// <summary>A new reference, unless the last one has just gone.</summary>
    public bool TryRetain() => _references.TryRetain();

    public void Release()
    {
        if (!_references.Release()) return;

        // Deep graphs die iteratively: recursion would overflow the stack at some ten thousand operations.
        var pending = t_dying ??= new Stack<Node>();
        pending.Push(this);
        if (t_isBurying) return;
        t_isBurying = true;
        try
        {
            while (pending.TryPop(out var node))
            {
                node.OnReleased();
                foreach (var edge in node.Edges) edge.Node?.Release();
            }
        }
        finally
        {
            t_isBurying = false;
        }
    }

    /// <summary>The last reference went.</summary>
    protected virtual void OnReleased() => ReleaseSaved();
}
