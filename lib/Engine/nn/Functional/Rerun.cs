using TorchSharp.Autograd;

namespace TorchSharp.Layers;

using static torch;

/// <summary>
/// The backward of an operation that runs as one kernel, where it is itself to be differentiated (create_graph): the operation is run
/// again from its saved inputs in recorded tensor operations, and those are differentiated.
/// </summary>
internal static class Rerun
{
    /// <param name="d">What the formula of the kernel was given.</param>
    /// <param name="inputs">How many inputs it has; they were saved first, in their order.</param>
    /// <param name="operation">Computes the same results in recorded operations.</param>
    public static Tensor?[] Gradients(Autograd.Gradients d, int inputs, Func<Tensor[], Tensor[]> operation)
    {
        // Views are nodes of their own: gradients stop there, though one input may have been computed from another.
        var given = new Tensor[inputs];
        for (var i = 0; i < inputs; i++) given[i] = d.Saved(i).expand_as(d.Saved(i));
        var results = operation(given);
        var arrived = Enumerable.Range(0, results.Length).Where(i => d.OutputOf(i) is not null).ToArray();
        var wanted = Enumerable.Range(0, inputs).Where(d.Needs).ToArray();
        var found = BackwardPass.Gradients(
            [.. arrived.Select(i => results[i])], [.. wanted.Select(i => given[i])], [.. arrived.Select(d.OutputOf)],
            retainGraph: true, createGraph: true, allowUnused: true);
        var gradients = new Tensor?[inputs];
        for (var i = 0; i < wanted.Length; i++) gradients[wanted[i]] = found[i];
        return gradients;
    }
}
