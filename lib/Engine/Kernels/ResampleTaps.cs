namespace TorchSharp.Kernels;

/// <summary>
/// A sparse matrix that maps one dimension of a tensor to another size: output i is Σ weight · input[index] over the taps of i. Average
/// pooling, interpolation and their gradients are such maps, one dimension after the other.
/// </summary>
internal sealed class ResampleTaps
{
    private ResampleTaps? _transposed;

    public ResampleTaps(int inputs, IReadOnlyList<(int Index, double Weight)[]> taps)
    {
        (Inputs, Outputs) = (inputs, taps.Count);
        Starts = new int[taps.Count + 1];
        for (var i = 0; i < taps.Count; i++) Starts[i + 1] = Starts[i] + taps[i].Length;
        Indices = [.. taps.SelectMany(row => row.Select(tap => tap.Index))];
        Weights = [.. taps.SelectMany(row => row.Select(tap => tap.Weight))];
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>Taps of output i are Starts[i] … Starts[i + 1] − 1.</summary>
    public int[] Starts { get; }

    public int[] Indices { get; }

    public double[] Weights { get; }

    /// <summary>The map of the gradients.</summary>
    public ResampleTaps Transposed
    {
        get
        {
            if (_transposed is not null) return _transposed;
            var rows = new List<(int, double)>[Inputs];
            for (var i = 0; i < Inputs; i++) rows[i] = [];
            for (var o = 0; o < Outputs; o++)
                for (var t = Starts[o]; t < Starts[o + 1]; t++) rows[Indices[t]].Add((o, Weights[t]));
            return _transposed = new ResampleTaps(Outputs, [.. rows.Select(row => row.ToArray())]) { _transposed = this };
        }
    }
}
