using TorchSharp.Layers;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Layers;

/// <summary>The rows of recurrent_cases.py.</summary>
internal static class RecurrentCases
{
    private static readonly (string Name, RecurrentMode Mode)[] Modes =
        [("lstm", RecurrentMode.Lstm), ("gru", RecurrentMode.Gru), ("rnn_tanh", RecurrentMode.Tanh), ("rnn_relu", RecurrentMode.Relu)];

    public static readonly Dictionary<string, Func<Tensor[], Tensor>> ByKey = Modes.SelectMany(row => new Dictionary<string, Func<Tensor[], Tensor>>
    {
        [row.Name + ": plain"] = x => Joined(row.Mode, x, false),
        [row.Name + ": backwards, without bias"] = x => Joined(row.Mode, x, true),
    }).ToDictionary();

    /// <param name="mode">Which cell.</param>
    /// <param name="x">Input, two weights, initial states, and two biases or none.</param>
    /// <param name="reverse">Whether time runs backwards.</param>
    public static Tensor[] Run(RecurrentMode mode, Tensor[] x, bool reverse)
    {
        var c = mode == RecurrentMode.Lstm ? x[4] : null;
        var biases = x[(c is null ? 4 : 5)..];
        var parameters = new RecurrentParameters(x[1], x[2], biases.FirstOrDefault(), biases.LastOrDefault());
        var (output, hidden, inner) = RecurrentOperations.Run(mode, x[0], parameters, x[3], c, reverse);
        return inner is null ? [output, hidden] : [output, hidden, inner];
    }

    private static Tensor Joined(RecurrentMode mode, Tensor[] x, bool reverse) => cat([.. Run(mode, x, reverse).Select(result => result.flatten())]);
}
