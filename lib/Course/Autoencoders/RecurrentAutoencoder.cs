using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>Which recurrent unit reads and writes the rows.</summary>
public enum RecurrentUnit
{
    /// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997).</summary>
    Lstm,

    /// <summary>Gated recurrent unit (Cho et al. 2014).</summary>
    Gru,
}

/// <summary>
/// Reads an image row by row, keeps K numbers, and writes it row by row (Srivastava, Mansimov, Salakhutdinov, <i>Unsupervised learning of video representations
/// using LSTMs</i>, 2015). The writer starts from the code, sees it again at every row, and remembers by itself how far it has come.
/// </summary>
public sealed class RecurrentAutoencoder : Autoencoder
{
    private readonly nn.Module _reader, _writer;
    private readonly Linear _toCode, _toState, _toRow;

    /// <param name="unit">Which recurrent unit.</param>
    /// <param name="rows">Steps of the sequence (T).</param>
    /// <param name="columns">Numbers of one step (R).</param>
    /// <param name="hidden">Units of reader and writer.</param>
    /// <param name="latents">Numbers of a code (K).</param>
    public RecurrentAutoencoder(RecurrentUnit unit = RecurrentUnit.Lstm, int rows = 28, int columns = 28, int hidden = 128, int latents = 16)
        : base(nameof(RecurrentAutoencoder), [rows, columns], latents)
    {
        nn.Module Unit(int inputs) =>
            unit == RecurrentUnit.Lstm ? nn.LSTM(inputs, hidden, batchFirst: true) : nn.GRU(inputs, hidden, batchFirst: true);
        _reader = Unit(columns);
        _toCode = nn.Linear(hidden, latents);
        _toState = nn.Linear(latents, hidden);
        _writer = Unit(latents);
        _toRow = nn.Linear(hidden, columns);
        register_module("reader", _reader);
        register_module("to_code", _toCode);
        register_module("to_state", _toState);
        register_module("writer", _writer);
        register_module("to_row", _toRow);
    }

    // The mean over all rows, not the last one: the lowest rows of a digit are empty, and by then much is forgotten.
    /// <inheritdoc/>
    protected override Tensor ToCode(Tensor x) => _toCode.call(Run(_reader, x, null).mean([1L]));

    /// <inheritdoc/>
    protected override Tensor FromCode(Tensor z) =>
        _toRow.call(Run(_writer, z.unsqueeze(1).repeat(1, ItemShape[0], 1), _toState.call(z).tanh().unsqueeze(0))).sigmoid();

    /// <summary>The hidden states of all steps, [N, T, H].</summary>
    private static Tensor Run(nn.Module unit, Tensor sequence, Tensor? start) =>
        unit is GRU gru ? gru.call(sequence, start).Item1
        : start is null ? ((LSTM)unit).call(sequence).Item1
        : ((LSTM)unit).call(sequence, (start, zeros_like(start))).Item1;
}
