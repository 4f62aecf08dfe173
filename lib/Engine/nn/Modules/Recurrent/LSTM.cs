namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Long short-term memory: i, f, o = σ(W·x + U·h + b), g = tanh(W·x + U·h + b); c′ = f·c + i·g; h′ = o·tanh c′.</summary>
            /// <param name="inputSize">Features of an element of the sequence.</param>
            /// <param name="hiddenSize">Units of each layer and direction.</param>
            /// <param name="numLayers">Layers, each reading the outputs of the one below.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="batchFirst">Whether inputs and outputs are [batch, steps, …] instead of [steps, batch, …].</param>
            /// <param name="dropout">Probability with which an output of a layer but the last is dropped in training.</param>
            /// <param name="bidirectional">Whether each layer also reads the sequence from its end; outputs are then twice as wide.</param>
            /// <param name="device">CPU.</param>
            /// <param name="dtype">Of the parameters.</param>
            public static LSTM LSTM(
                long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false,
                Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    using Layers;
    using static torch;

    /// <summary>
    /// Layers of long short-term memory (Hochreiter and Schmidhuber 1997). Parameters weight_ih_l0 [4·hidden, input], weight_hh_l0
    /// [4·hidden, hidden], bias_ih_l0 and bias_hh_l0 [4·hidden] hold the gates i, f, g, o; other layers and directions likewise.
    /// </summary>
    public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
    {
        private readonly RecurrentLayers _layers;

        internal LSTM(
            long inputs, long units, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional, Device? device, ScalarType? dtype)
            : base(nameof(LSTM)) =>
            _layers = new RecurrentLayers(this, RecurrentMode.Lstm, inputs, units, layers, bias, batchFirst, dropout, bidirectional, device, dtype);

        /// <param name="input">[steps, batch, input], or [batch, steps, input] if batch comes first; one sequence is [steps, input].</param>
        /// <param name="h0_c0">Initial states [layers · directions, batch, hidden]; zeros if not given.</param>
        /// <returns>h of the last layer at all steps, and all layers' last h and c [layers · directions, batch, hidden].</returns>
        public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
        {
            var (output, hidden, inner) = _layers.Run(input, h0_c0?.Item1, h0_c0?.Item2);
            return (output, hidden, inner!);
        }

        /// <inheritdoc cref="forward"/>
        public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

        /// <summary>Does nothing: the parameters need no particular place in memory.</summary>
        public void flatten_parameters()
        {
        }
    }
}
