namespace TorchSharp.Layers;

using static torch;

/// <summary>Recurrent layers step by step in recorded tensor operations: what the kernels compute, in a form that can be differentiated again.</summary>
internal static class RecordedRecurrence
{
    /// <param name="mode">Which cell.</param>
    /// <param name="given">x [steps, batch, inputs], input weight, hidden weight, h, then c of an LSTM, then the two biases if there are any.</param>
    /// <param name="reverse">Whether time runs backwards.</param>
    /// <returns>h of all steps, the last h, and the last c of an LSTM.</returns>
    public static Tensor[] Run(RecurrentMode mode, Tensor[] given, bool reverse)
    {
        var (x, inputWeight, hiddenWeight, h) = (given[0], given[1], given[2], given[3]);
        var c = mode == RecurrentMode.Lstm ? given[4] : null;
        var states = c is null ? 4 : 5;
        var (inputBias, hiddenBias) = given.Length > states ? (given[states], given[states + 1]) : (null, null);
        var outputs = new Tensor[x.Impl.Sizes[0]];
        for (var step = 0; step < outputs.Length; step++)
        {
            var time = reverse ? outputs.Length - 1 - step : step;
            var input = nn.functional.linear(x[time], inputWeight, inputBias);
            var product = nn.functional.linear(h, hiddenWeight, hiddenBias);
            (h, c) = mode switch
            {
                RecurrentMode.Lstm => Lstm(input + product, c!),
                RecurrentMode.Gru => (Gru(input, product, h), null),
                RecurrentMode.Tanh => ((input + product).tanh(), null),
                _ => ((input + product).relu(), null),
            };
            outputs[time] = h;
        }
        var output = stack(outputs);
        return c is null ? [output, h] : [output, h, c];
    }

    private static (Tensor, Tensor) Lstm(Tensor gates, Tensor c)
    {
        var g = gates.chunk(4, 1);
        c = g[1].sigmoid() * c + g[0].sigmoid() * g[2].tanh();
        return (g[3].sigmoid() * c.tanh(), c);
    }

    private static Tensor Gru(Tensor input, Tensor product, Tensor h)
    {
        var (i, p) = (input.chunk(3, 1), product.chunk(3, 1));
        var update = (i[1] + p[1]).sigmoid();
        var candidate = (i[2] + (i[0] + p[0]).sigmoid() * p[2]).tanh();
        return candidate + update * (h - candidate);
    }
}
