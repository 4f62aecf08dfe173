namespace TorchSharp.Autograd;

using static torch;

/// <summary>
/// The base's side of an in-place write through a view (PyTorch's CopySlices): the gradient outside the window passes on,
/// the window's goes through the operation that was written there.
/// </summary>
internal sealed class CopySlices : Node
{
    private readonly Node _write;
    private readonly ViewOf _view;

    private CopySlices(Edge[] edges, OutputShape output, Node write, ViewOf view) : base("CopySlices", edges, [output])
    {
        _write = write;
        _view = view;
    }

    /// <summary>Makes the base of <paramref name="view"/> the result of <paramref name="write"/>, whose reference is taken over.</summary>
    public static void Rebase(AutogradMeta meta, ViewOf view, Node write)
    {
        var root = view.Base;
        if (!root.IsContiguous)
        {
            write.Release();
            throw Guard.Error("Writing in place through a view of a non-contiguous tensor that is part of a graph is not supported; call contiguous() on the base first.");
        }
        var before = root.Autograd?.GradFn is { } node ? new Edge(node.Retain(), root.Autograd.OutputIndex) : default;
        // The written operation keeps its own edges: if it read the window, one of them leads through the view back to the base.
        foreach (var edge in write.Edges) edge.Node?.Retain();
        Edge[] edges = [before, .. write.Edges];
        root.RequireAutograd().SetGradFn(new CopySlices(edges, new OutputShape(root.Sizes, root.Type), write, view), 0);
        view.BaseGradFn = null; // stale: made anew when the view is next used
        meta.SetGradFn(null, 0);
    }

    /// <summary>Gives a view whose base was rewritten a node that reads the window from the base's.</summary>
    public static void Refresh(AutogradMeta meta, ViewOf view, TensorImpl impl)
    {
        var current = view.Base.Autograd?.GradFn;
        if (current is null || ReferenceEquals(current, view.BaseGradFn)) return;
        view.BaseGradFn = current;
        var sizes = view.Base.Sizes;
        var (windowSizes, strides, offset) = (view.Sizes, view.Strides, view.Offset - view.Base.Offset);
        var edge = new Edge(current.Retain(), view.Base.Autograd!.OutputIndex);
        meta.SetGradFn(
            new FunctionNode("AsStridedBackward", [edge], [new OutputShape(impl.Sizes, impl.Type)], [], g =>
            {
                var whole = zeros(sizes, g.Output.dtype);
                return [whole.AsStridedScatter(g.Output, windowSizes, strides, offset)];
            }),
            0);
    }

    public override Tensor?[] Backward(Tensor?[] gradients)
    {
        var result = new Tensor?[Edges.Length];
        if (gradients[0] is not { } gradient) return result;
        var (sizes, strides, offset) = (_view.Sizes, _view.Strides, _view.Offset - _view.Base.Offset);
        var dense = gradient.contiguous();
        var window = dense.as_strided(sizes, strides, offset);
        var inner = _write.Backward([window]);
        if (Needs(0)) result[0] = dense.AsStridedScatter(zeros(sizes, dense.dtype), sizes, strides, offset);
        inner.CopyTo(result, 1);
        return result;
    }

    public override void ReleaseSaved() => _write.ReleaseSaved();

    protected override void OnReleased() => _write.Release();
}
