namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Gated recurrent units: r, z = σ(W·x + U·h + b), n = tanh(W·x + b + r·(U·h + b)); h′ = (1 − z)·n + z·h.</summary>
            /// <inheritdoc cref="LSTM"/>
            public static GRU GRU(
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
    /// Layers of gated recurrent units (Cho et al. 2014). Parameters weight_ih_l0 [3·hidden, input], weight_hh_l0 [3·hidden, hidden], bias_ih_l0
    /// and bias_hh_l0 [3·hidden] hold the gates r, z, n; other layers and directions likewise.
    /// </summary>
    public sealed class GRU : nn.Module<Tensor, Tensor, (Tensor, Tensor)>
    {
        private readonly RecurrentLayers _layers;

        internal GRU(
            long inputs, long units, long layers, bool bias, bool batchFirst, double dropout, bool bidirectional, Device? device, ScalarType? dtype)
            : base(nameof(GRU)) =>
            _layers = new RecurrentLayers(this, RecurrentMode.Gru, inputs, units, layers, bias, batchFirst, dropout, bidirectional, device, dtype);

        /// <param name="input">[steps, batch, input], or [batch, steps, input] if batch comes first; one sequence is [steps, input].</param>
        /// <param name="h0">Initial state [layers · directions, batch, hidden]; zeros if not given.</param>
        /// <returns>h of the last layer at all steps, and all layers' last h [layers · directions, batch, hidden].</returns>
        public override (Tensor, Tensor) forward(Tensor input, Tensor? h0 = null)
        {
            var (output, hidden, _) = _layers.Run(input, h0, null);
            return (output, hidden);
        }

        /// <inheritdoc cref="forward"/>
        public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => base.call(input, h0!);

        /// <summary>Does nothing: the parameters need no particular place in memory.</summary>
        public void flatten_parameters()
        {
        }
    }
}
