using static TorchSharp.torch;

namespace TorchSharp.Tests.Layers;

/// <summary>A module of module_cases.py: how it is made, and how it is called with the inputs.</summary>
internal sealed record ModuleCase(Func<nn.Module> Make, Func<nn.Module, Tensor[], Tensor?[]> Call)
{
    public static ModuleCase Of<T>(Func<T> make, Func<T, Tensor[], Tensor?[]> call) where T : nn.Module => new(make, (module, x) => call((T)module, x));
}

/// <summary>The rows of module_cases.py under the same keys.</summary>
internal static class ModuleCases
{
    public static readonly Dictionary<string, ModuleCase> ByKey = new[] { Recurrent(), Products(), Attention() }.SelectMany(table => table).ToDictionary();

    private static Dictionary<string, ModuleCase> Recurrent() => new()
    {
        ["LSTM"] = ModuleCase.Of(() => nn.LSTM(3, 11), (m, x) => All(m.call(x[0]))),
        ["LSTM, initial states"] = ModuleCase.Of(() => nn.LSTM(3, 4), (m, x) => All(m.call(x[0], (x[1], x[2])))),
        ["LSTM, all options"] = ModuleCase.Of(() => nn.LSTM(3, 4, 2, batchFirst: true, bidirectional: true), (m, x) => All(m.call(x[0], (x[1], x[2])))),
        ["LSTM, without bias"] = ModuleCase.Of(() => nn.LSTM(3, 8, bias: false), (m, x) => All(m.call(x[0]))),
        ["LSTM, one sequence"] = ModuleCase.Of(() => nn.LSTM(3, 5, 2), (m, x) => All(m.call(x[0]))),
        ["LSTM, dropout"] = ModuleCase.Of(() => nn.LSTM(3, 5, 3, dropout: 0.4), (m, x) => All(m.call(x[0]))),
        ["GRU"] = ModuleCase.Of(() => nn.GRU(3, 11), (m, x) => All(m.call(x[0]))),
        ["GRU, all options"] = ModuleCase.Of(() => nn.GRU(3, 4, 2, batchFirst: true, bidirectional: true), (m, x) => All(m.call(x[0], x[1]))),
        ["GRU, without bias"] = ModuleCase.Of(() => nn.GRU(3, 5, bias: false), (m, x) => All(m.call(x[0]))),
        ["RNN"] = ModuleCase.Of(() => nn.RNN(3, 11), (m, x) => All(m.call(x[0]))),
        ["RNN, all options"] = ModuleCase.Of(() => nn.RNN(3, 4, 2, nn.NonLinearities.ReLU, batchFirst: true, bidirectional: true), (m, x) => All(m.call(x[0], x[1]))),
        ["LSTMCell"] = ModuleCase.Of(() => nn.LSTMCell(3, 5), (m, x) => All(m.call(x[0]))),
        ["LSTMCell, states"] = ModuleCase.Of(() => nn.LSTMCell(3, 5, bias: false), (m, x) => All(m.call(x[0], (x[1], x[2])))),
        ["GRUCell"] = ModuleCase.Of(() => nn.GRUCell(3, 5), (m, x) => [m.call(x[0], x[1])]),
        ["RNNCell"] = ModuleCase.Of(() => nn.RNNCell(3, 5, nn.NonLinearities.ReLU), (m, x) => [m.call(x[0], x[1])]),
        ["RNNCell, tanh"] = ModuleCase.Of(() => nn.RNNCell(3, 5), (m, x) => [m.forward(x[0])]),
    };

    private static Dictionary<string, ModuleCase> Products()
    {
        Tensor Indices() => tensor([1L, 3, 3, 0, 4, 1, 2]);
        Tensor Offsets() => tensor([0L, 3, 3]);
        ModuleCase Bags(EmbeddingBagMode mode) => ModuleCase.Of(() => nn.EmbeddingBag(5, 3, mode: mode), (m, _) => [m.call(Indices(), Offsets())]);
        return new()
        {
            ["Bilinear"] = ModuleCase.Of(() => nn.Bilinear(3, 4, 5), (m, x) => [m.call(x[0], x[1])]),
            ["Bilinear, without bias"] = ModuleCase.Of(() => nn.Bilinear(3, 4, 2, hasBias: false), (m, x) => [m.call(x[0], x[1])]),
            ["AlphaDropout"] = ModuleCase.Of(() => nn.AlphaDropout(0.4), (m, x) => [m.call(x[0])]),
            ["FeatureAlphaDropout"] = ModuleCase.Of(() => nn.FeatureAlphaDropout(0.4), (m, x) => [m.call(x[0])]),
            ["EmbeddingBag, sum"] = Bags(EmbeddingBagMode.Sum),
            ["EmbeddingBag, mean"] = Bags(EmbeddingBagMode.Mean),
            ["EmbeddingBag, max"] = Bags(EmbeddingBagMode.Max),
            ["EmbeddingBag, rows"] = ModuleCase.Of(() => nn.EmbeddingBag(5, 3), (m, _) => [m.call(tensor(new long[,] { { 1, 3 }, { 0, 0 }, { 4, 2 } }))]),
            ["EmbeddingBag, padding"] = ModuleCase.Of(() => nn.EmbeddingBag(5, 3, padding_index: 3), (m, _) => [m.call(Indices(), Offsets())]),
            ["EmbeddingBag, last offset"] = ModuleCase.Of(
                () => nn.EmbeddingBag(5, 3, mode: EmbeddingBagMode.Sum, include_last_offset: true), (m, _) => [m.call(Indices(), tensor([0L, 2, 7]))]),
            ["EmbeddingBag, weights"] = ModuleCase.Of(() => nn.EmbeddingBag(5, 3, mode: EmbeddingBagMode.Sum), (m, x) => [m.call(Indices(), Offsets(), x[0])]),
        };
    }

    private static Dictionary<string, ModuleCase> Attention()
    {
        Tensor Mask() => tensor(new[,] { { false, true, false }, { false, false, true }, { true, false, false }, { false, false, false } });
        Tensor Padding() => tensor(new[,] { { false, false, true }, { false, false, false } });
        Tensor Square() => full(4, 4, double.NegativeInfinity).triu(1);
        nn.Module Encoder(double dropout = 0, nn.Activations activation = nn.Activations.ReLU) => nn.TransformerEncoderLayer(6, 2, 10, dropout, activation);
        Modules.TransformerDecoderLayer Decoder() => nn.TransformerDecoderLayer(6, 2, 10, 0);
        ModuleCase Attend(Func<Modules.MultiheadAttention> make, bool masks = false) =>
            ModuleCase.Of(make, (m, x) => All(m.call(x[0], x[1], x[^1], masks ? Padding() : null, true, masks ? Mask() : null)));
        ModuleCase EncoderLayer(Func<nn.Module> make, Func<Modules.TransformerEncoderLayer, Tensor, Tensor> call) =>
            new(make, (m, x) => [call((Modules.TransformerEncoderLayer)m, x[0])]);
        return new()
        {
            ["MultiheadAttention"] = Attend(() => nn.MultiheadAttention(6, 2)),
            ["MultiheadAttention, masks"] = Attend(() => nn.MultiheadAttention(6, 3), masks: true),
            ["MultiheadAttention, added mask"] = ModuleCase.Of(
                () => nn.MultiheadAttention(6, 2, bias: false), (m, x) => All(m.call(x[0], x[1], x[1], attn_mask: x[2]))),
            ["MultiheadAttention, other widths"] = Attend(() => nn.MultiheadAttention(6, 2, kdim: 5, vdim: 3)),
            ["MultiheadAttention, biases and zeros"] = Attend(() => nn.MultiheadAttention(6, 2, add_bias_kv: true, add_zero_attn: true), masks: true),
            ["MultiheadAttention, dropout"] = Attend(() => nn.MultiheadAttention(6, 2, dropout: 0.3)),
            ["TransformerEncoderLayer"] = EncoderLayer(() => Encoder(), (m, x) => m.call(x)),
            ["TransformerEncoderLayer, masks"] = EncoderLayer(() => Encoder(0, nn.Activations.GELU), (m, x) => m.call(x, Square()[..3, ..3], Padding())),
            ["TransformerEncoderLayer, dropout"] = EncoderLayer(() => Encoder(0.2), (m, x) => m.call(x)),
            ["TransformerEncoder"] = ModuleCase.Of(
                () => nn.TransformerEncoder((Modules.TransformerEncoderLayer)Encoder(), 2), (m, x) => [m.call(x[0], Square())]),
            ["TransformerDecoderLayer"] = ModuleCase.Of(Decoder, (m, x) => [m.call(x[0], x[1], Square(), Mask(), memory_key_padding_mask: Padding())]),
            ["TransformerDecoder"] = ModuleCase.Of(() => nn.TransformerDecoder(Decoder(), 2), (m, x) => [m.call(x[0], x[1], Square())]),
            ["Transformer"] = ModuleCase.Of(() => nn.Transformer(6, 2, 1, 2, 10, 0), (m, x) => [m.call(x[0], x[1], null, Square())]),
        };
    }

    private static Tensor?[] All((Tensor, Tensor, Tensor) results) => [results.Item1, results.Item2, results.Item3];

    private static Tensor?[] All((Tensor, Tensor) results) => [results.Item1, results.Item2];

    private static Tensor?[] All(Tuple<Tensor, Tensor> results) => [results.Item1, results.Item2];
}
