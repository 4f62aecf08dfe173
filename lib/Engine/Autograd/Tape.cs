namespace TorchSharp.Autograd;

using static torch;

/// <summary>Records operations: connects results to the node that can compute their inputs' gradients.</summary>
internal static class Tape
{
    public static bool Records(Tensor a) => GradMode.Enabled && a.Impl.RequiresGrad;

    public static bool Records(Tensor a, Tensor b) => GradMode.Enabled && (a.Impl.RequiresGrad || b.Impl.RequiresGrad);

    public static bool Records(ReadOnlySpan<Tensor> inputs)
    {
        if (!GradMode.Enabled) return false;
        foreach (var input in inputs)
            if (input is not null && input.Impl.RequiresGrad) return true;
        return false;
    }

    /// <summary>
    /// Connects <paramref name="result"/> to its inputs. <paramref name="saved"/> lists the values that the formula reads, in its order;
    /// the result itself may be among them. Callers ask <see cref="Records(Tensor)"/> first, so that nothing is allocated in vain.
    /// </summary>
    public static Tensor Record(string name, Tensor result, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> saved, BackwardFormula formula)
    {
        var node = CreateNode(name, [new OutputShape(result.Impl.Sizes, result.Impl.Type)], inputs, saved, formula, [result]);
        result.Impl.RequireAutograd().SetGradFn(node, 0);
        return result;
    }

    /// <summary>The same for an operation with several results, any of which may be among the saved values.</summary>
    public static void Record(string name, ReadOnlySpan<Tensor> results, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> saved, BackwardFormula formula)
    {
        var outputs = new OutputShape[results.Length];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = new OutputShape(results[i].Impl.Sizes, results[i].Impl.Type);
        var node = CreateNode(name, outputs, inputs, saved, formula, results);
        for (var i = 0; i < outputs.Length; i++) results[i].Impl.RequireAutograd().SetGradFn(node.Retain(), i);
        node.Release();
    }

    /// <summary>
    /// Records an in-place operation that has just overwritten <paramref name="self"/>, whose edge before it was <paramref name="before"/>.
    /// A view passes the news on to its base (<see cref="CopySlices"/>).
    /// </summary>
    public static void RecordInPlace(string name, Tensor self, Edge before, ReadOnlySpan<Tensor> others, ReadOnlySpan<Tensor> saved, BackwardFormula formula)
    {
        var edges = new Edge[others.Length + 1];
        edges[0] = before;
        for (var i = 0; i < others.Length; i++) edges[i + 1] = EdgeTo(others[i]);
        var node = CreateNode(name, [new OutputShape(self.Impl.Sizes, self.Impl.Type)], edges, saved, formula, [self]);
        var meta = self.Impl.RequireAutograd();
        if (meta.View is { } view) CopySlices.Rebase(meta, view, node);
        else meta.SetGradFn(node, 0);
    }

    /// <summary>Where a tensor's gradient goes. A new reference to the node is part of the result.</summary>
    public static Edge EdgeTo(Tensor tensor)
    {
        if (tensor is null) return default;
        var impl = tensor.Impl;
        if (impl.Autograd is not { } meta) return default;
        if (meta.View is { } view) CopySlices.Refresh(meta, view, impl);
        if (meta.GradFn is { } node) return new Edge(node.Retain(), meta.OutputIndex);
        return meta.RequiresGrad ? new Edge(meta.AccumulatorOf(impl), 0) : default;
    }

    private static FunctionNode CreateNode(
        string name, OutputShape[] outputs, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> saved, BackwardFormula formula, ReadOnlySpan<Tensor> results)
    {
        var edges = new Edge[inputs.Length];
        for (var i = 0; i < edges.Length; i++) edges[i] = EdgeTo(inputs[i]);
        return CreateNode(name, outputs, edges, saved, formula, results);
    }

    private static FunctionNode CreateNode(
        string name, OutputShape[] outputs, Edge[] edges, ReadOnlySpan<Tensor> saved, BackwardFormula formula, ReadOnlySpan<Tensor> results)
    {
        var values = saved.Length == 0 ? [] : new SavedTensor[saved.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = IndexOf(saved[i], results) is var index and >= 0 ? new SavedTensor(saved[i], index) : new SavedTensor(saved[i]);
        return new FunctionNode(name, edges, outputs, values, formula);
    }

    private static int IndexOf(Tensor value, ReadOnlySpan<Tensor> results)
    {
        for (var i = 0; i < results.Length; i++)
            if (ReferenceEquals(value, results[i])) return i;
        return -1;
    }
}
