using System.Runtime.InteropServices;
using TorchSharp.Shapes;

namespace TorchSharp.Autograd;

using static torch;

/// <summary>
/// One walk through the graph from results to leaves. Nodes run in reverse order of creation, each once all gradients of its
/// results have arrived; what they allocate on the way is returned as soon as it has been used.
/// </summary>
internal sealed class BackwardPass
{
    private readonly bool _retainGraph;
    private readonly bool _createGraph;
    private readonly Workspace _workspace = Workspace.Take();

    // Members of the workspace.
    private readonly Dictionary<Node, Tensor?[]> _arrived;
    private readonly Dictionary<Node, int> _missing;
    private readonly PriorityQueue<Node, long> _ready;

    // For grad(inputs): the edges whose gradient is asked for, and the nodes that lie on a way to one of them.
    private readonly List<Edge>? _wanted;
    private readonly Tensor?[]? _captured;
    private readonly HashSet<Node>? _onTheWay;

    private BackwardPass(bool retainGraph, bool createGraph, List<Edge>? wanted)
    {
        (_retainGraph, _createGraph, _wanted) = (retainGraph, createGraph, wanted);
        (_arrived, _missing, _ready) = (_workspace.Arrived, _workspace.Missing, _workspace.Ready);
        if (wanted is null) return;
        _captured = new Tensor?[wanted.Count];
        _onTheWay = new HashSet<Node>(ReferenceEqualityComparer.Instance);
    }

    /// <summary>Accumulates gradients into the leaves (or only into <paramref name="inputs"/>).</summary>
    public static void Accumulate(IList<Tensor> roots, IList<Tensor?>? gradients, bool retainGraph, bool createGraph, IList<Tensor>? inputs)
    {
        if (inputs is null)
        {
            new BackwardPass(retainGraph, createGraph, null).Run(roots, gradients);
            return;
        }
        var results = Gradients(roots, inputs, gradients, retainGraph, createGraph, allowUnused: true);
        for (var i = 0; i < inputs.Count; i++)
        {
            if (results[i] is not { } gradient) continue;
            using var mode = GradMode.Set(createGraph);
            AccumulateGrad.Accumulate(inputs[i].Impl.RequireAutograd(), gradient);
            gradient.Dispose();
        }
    }

    /// <summary>Gradients of the roots with respect to <paramref name="inputs"/>; nothing is accumulated.</summary>
    public static Tensor?[] Gradients(
        IList<Tensor> roots, IList<Tensor> inputs, IList<Tensor?>? gradients, bool retainGraph, bool createGraph, bool allowUnused)
    {
        var wanted = new List<Edge>(inputs.Count);
        try
        {
            foreach (var input in inputs)
            {
                var edge = Tape.EdgeTo(input);
                if (edge.Node is null) throw Guard.Error("One of the differentiated tensors does not require grad.");
                wanted.Add(edge);
            }
            var pass = new BackwardPass(retainGraph, createGraph, wanted);
            pass.Run(roots, gradients);
            for (var i = 0; i < inputs.Count && !allowUnused; i++)
                if (pass._captured![i] is null)
                    throw Guard.Error($"Differentiated tensor {i} of shape {Guard.Shape(inputs[i].Impl.Sizes)} appears not to have been used in the graph; set allow_unused to accept null for it.");
            foreach (var captured in pass._captured!)
                if (captured is not null) CurrentDisposeScope?.Attach(captured);
            return pass._captured;
        }
        finally
        {
            foreach (var edge in wanted) edge.Node!.Release();
        }
    }

    private void Run(IList<Tensor> roots, IList<Tensor?>? gradients)
    {
        if (gradients is not null && gradients.Count != roots.Count)
            throw Guard.Error($"{roots.Count} tensors and {gradients.Count} gradients: the numbers must be equal.");

        using var mode = GradMode.Set(_createGraph);
        using var scope = NewDisposeScope();
        var starts = new Edge[roots.Count];
        try
        {
            for (var i = 0; i < roots.Count; i++)
            {
                starts[i] = Tape.EdgeTo(roots[i]);
                if (starts[i].Node is null) throw Guard.Error($"Tensor {i} of shape {Guard.Shape(roots[i].Impl.Sizes)} does not require grad and does not have a grad_fn.");
            }
            CountArrivals(starts);
            for (var i = 0; i < roots.Count; i++) Arrive(starts[i], RootGradient(roots[i], gradients?[i]));
            foreach (var start in starts)
                if (_missing.Remove(start.Node!, out var missing))
                {
                    if (missing == 0) _ready.Enqueue(start.Node!, -start.Node!.Sequence);
                    else _missing[start.Node!] = missing;
                }
            while (_ready.TryDequeue(out var node, out _)) Execute(node);
        }
        finally
        {
            foreach (var start in starts) start.Node?.Release();
            _workspace.Return();
        }
    }

    private static Tensor RootGradient(Tensor root, Tensor? gradient)
    {
        if (gradient is null)
        {
            if (root.Impl.Count != 1)
                throw Guard.Error($"grad can be implicitly created only for scalar outputs; this one has shape {Guard.Shape(root.Impl.Sizes)}.");
            return ones_like(root);
        }
        if (!gradient.Impl.Sizes.AsSpan().SequenceEqual(root.Impl.Sizes))
            throw Guard.Error($"Mismatch in shape: the gradient has shape {Guard.Shape(gradient.Impl.Sizes)} and the tensor {Guard.Shape(root.Impl.Sizes)}.");
        return gradient.alias();
    }

    /// <summary>Counts, for each node that can be reached, how many nodes will send it a gradient.</summary>
    private void CountArrivals(Edge[] starts)
    {
        var (order, seen, pending) = (_workspace.Order, _workspace.Seen, _workspace.Pending);
        foreach (var start in starts)
            if (seen.Add(start.Node!)) pending.Push(start.Node!);
        while (pending.TryPop(out var node))
        {
            order.Add(node);
            _missing.TryAdd(node, 0);
            foreach (var (next, _) in node.Edges)
            {
                if (next is null) continue;
                CollectionsMarshal.GetValueRefOrAddDefault(_missing, next, out _)++;
                if (seen.Add(next)) pending.Push(next);
            }
        }
        if (_onTheWay is null) return;

        var targets = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        foreach (var edge in _wanted!) targets.Add(edge.Node!);
        order.Sort(static (a, b) => a.Sequence.CompareTo(b.Sequence)); // a node's inputs were recorded before it
        foreach (var node in order)
            foreach (var (next, _) in node.Edges)
                if (next is not null && (targets.Contains(next) || _onTheWay.Contains(next)))
                {
                    _onTheWay.Add(node);
                    break;
                }
    }

    private void Execute(Node node)
    {
        _arrived.Remove(node, out var gradients);
        gradients ??= new Tensor?[node.Outputs.Length];
        using var scope = NewDisposeScope();
        foreach (var gradient in gradients)
            if (gradient is not null) scope.Attach(gradient);

        KeepRetained(node, gradients);
        Capture(node, gradients);

        // With inputs named, no leaf accumulates, and nodes that lead nowhere do not run.
        var runs = _onTheWay is null || _onTheWay.Contains(node);
        var results = runs ? node.Backward(gradients) : [];
        if (runs && !_retainGraph) node.ReleaseSaved();
        if (runs && AnomalyMode.ShouldCheckNaN) RequireNoNaN(node, results);

        for (var i = 0; i < node.Edges.Length; i++)
        {
            var edge = node.Edges[i];
            if (edge.Node is null) continue;
            if (runs && results[i] is { } result)
            {
                // One tensor may be the gradient of several inputs (a + b hands its own on twice): each gets a handle of its own, the last the tensor.
                var shared = Holds(gradients, result) || Holds(results.AsSpan(i + 1), result);
                Arrive(edge, Fit(node, edge, shared ? result.alias() : result));
            }
            if (--CollectionsMarshal.GetValueRefOrNullRef(_missing, edge.Node) == 0) _ready.Enqueue(edge.Node, -edge.Node.Sequence);
        }
    }

    private void Arrive(Edge edge, Tensor gradient)
    {
        var slots = CollectionsMarshal.GetValueRefOrAddDefault(_arrived, edge.Node!, out _) ??= new Tensor?[edge.Node!.Outputs.Length];
        ref var slot = ref slots[edge.Index];
        var sum = slot is null ? gradient : slot + gradient;
        if (slot is not null)
        {
            slot.Dispose();
            gradient.Dispose();
        }
        // It waits for the other gradients of its node, whatever scope it was made in.
        slot = sum.DetachFromDisposeScope();
    }

    private static bool Holds(ReadOnlySpan<Tensor?> tensors, Tensor tensor)
    {
        foreach (var other in tensors)
            if (ReferenceEquals(other, tensor)) return true;
        return false;
    }

    private static void KeepRetained(Node node, Tensor?[] gradients)
    {
        if (node.RetainedGrads is not { } retained) return;
        foreach (var (output, tensor) in retained)
        {
            if (gradients[output] is not { } gradient || !tensor.TryRetain()) continue;
            AccumulateGrad.Accumulate(tensor.RequireAutograd(), gradient);
            tensor.Release();
        }
    }

    private void Capture(Node node, Tensor?[] gradients)
    {
        if (_wanted is null) return;
        for (var i = 0; i < _wanted.Count; i++)
            if (ReferenceEquals(_wanted[i].Node, node) && gradients[_wanted[i].Index] is { } gradient)
                _captured![i] = gradient.alias().DetachFromDisposeScope();
    }

    /// <summary>Brings a formula's result to the shape and type of the value it is the gradient of: broadcast dimensions are summed.</summary>
    private static Tensor Fit(Node from, Edge edge, Tensor gradient)
    {
        var expected = edge.Node!.Outputs[edge.Index];
        if (!gradient.Impl.Sizes.AsSpan().SequenceEqual(expected.Sizes))
        {
            if (!Shape.IsBroadcastableTo(expected.Sizes, gradient.Impl.Sizes))
                throw Guard.Error($"{from.Name} gave a gradient of shape {Guard.Shape(gradient.Impl.Sizes)} for a value of shape {Guard.Shape(expected.Sizes)}.");
            gradient = gradient.SumTo(expected.Sizes);
        }
        return gradient.dtype == expected.Type ? gradient : gradient.to(expected.Type);
    }

    private static void RequireNoNaN(Node node, Tensor?[] results)
    {
        for (var i = 0; i < results.Length; i++)
            if (results[i] is { } result && result.isnan().any().item<bool>())
                throw Guard.Error($"Function {node.Name} returned nan values as the gradient of its input {i}.");
    }

    /// <summary>The collections of a pass, which are used again by the next one of this thread. A pass within a pass takes its own.</summary>
    private sealed class Workspace
    {
        /// <summary>A graph of this many nodes may leave its collections to the next.</summary>
        private const int LargestKept = 1 << 16;

        [ThreadStatic]
        private static Workspace? t_free;

        public Dictionary<Node, Tensor?[]> Arrived { get; } = new(ReferenceEqualityComparer.Instance);

        public Dictionary<Node, int> Missing { get; } = new(ReferenceEqualityComparer.Instance);

        public PriorityQueue<Node, long> Ready { get; } = new();

        public List<Node> Order { get; } = [];

        public HashSet<Node> Seen { get; } = new(ReferenceEqualityComparer.Instance);

        public Stack<Node> Pending { get; } = new();

        public static Workspace Take()
        {
            var workspace = t_free ?? new Workspace();
            t_free = null;
            return workspace;
        }

        public void Return()
        {
            if (Order.Count > LargestKept) return;
            Arrived.Clear();
            Missing.Clear();
            Ready.Clear();
            Order.Clear();
            Seen.Clear();
            Pending.Clear();
            t_free = this;
        }
    }
}
