namespace TorchSharp.Layers;

using static torch;

/// <summary>
/// One direction of a recurrent layer over packed sequences: stretches of steps with the same number of sequences are whole sequences to the
/// kernel, and between them sequences end or, backwards, begin.
/// </summary>
internal static class PackedRecurrence
{
    /// <param name="mode">Which cell.</param>
    /// <param name="data">[Σ lengths, inputs]</param>
    /// <param name="sizes">Sequences at each step.</param>
    /// <param name="p">Weights and biases.</param>
    /// <param name="h">[batch, units]: initial states in the packed order.</param>
    /// <param name="c">The same for an LSTM.</param>
    /// <param name="reverse">Whether each sequence is read from its end.</param>
    /// <returns>h of all elements [Σ lengths, units], and each sequence's last h and c.</returns>
    public static (Tensor Output, Tensor Hidden, Tensor? Inner) Run(
        RecurrentMode mode, Tensor data, long[] sizes, RecurrentParameters p, Tensor h, Tensor? c, bool reverse)
    {
        var stretches = Stretches(sizes);
        if (reverse) stretches.Reverse();
        var states = new[] { h, c! };
        var current = states.Select(state => state?.narrow(0, 0, stretches[0].Batch)).ToArray();
        var outputs = new List<Tensor>();
        var finished = new List<Tensor?[]>();
        foreach (var (first, steps, batch) in stretches)
        {
            var before = current[0]!.Impl.Sizes[0];
            if (batch < before) finished.Add([.. current.Select(state => state?.narrow(0, batch, before - batch))]);
            for (var i = 0; i < current.Length; i++)
            {
                if (current[i] is not { } state) continue;
                current[i] = batch > before ? cat([state, states[i].narrow(0, before, batch - before)]) : state.narrow(0, 0, batch);
            }
            var x = data.narrow(0, first, steps * batch).reshape(steps, batch, data.Impl.Sizes[1]);
            var (output, hidden, inner) = RecurrentOperations.Run(mode, x, p, current[0]!, current[1], reverse);
            outputs.Add(output.reshape(steps * batch, -1));
            current = [hidden, inner];
        }
        if (reverse) outputs.Reverse();
        finished.Add(current);
        finished.Reverse(); // the shortest sequences stand last
        return (cat(outputs), cat([.. finished.Select(state => state[0]!)]), c is null ? null : cat([.. finished.Select(state => state[1]!)]));
    }

    /// <summary>Runs of steps with equally many sequences: first row in the data, steps, sequences.</summary>
    private static List<(long First, long Steps, long Batch)> Stretches(long[] sizes)
    {
        var result = new List<(long First, long Steps, long Batch)>();
        var row = 0L;
        foreach (var size in sizes)
        {
            if (result.Count > 0 && result[^1].Batch == size) result[^1] = (result[^1].First, result[^1].Steps + 1, size);
            else result.Add((row, 1, size));
            row += size;
        }
        return result;
    }
}
