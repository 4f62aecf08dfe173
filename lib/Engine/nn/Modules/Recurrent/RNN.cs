namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>What a plain recurrent layer does with its sums.</summary>
            public enum NonLinearities
            {
                ReLU = 0,
                Tanh = 1,
            }

            /// <summary>A plain recurrent network: h′ = tanh(W·x + U·h + b), or max(·, 0) for tanh.</summary>
            /// <param name="inputSize">Features of an element of the sequence.</param>
            /// <param name="hiddenSize">Units of each layer and direction.</param>
            /// <param name="numLayers">Layers, each reading the outputs of the one below.</param>
            /// <param name="nonLinearity">tanh or ReLU.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="batchFirst">Whether inputs and outputs are [batch, steps, …] instead of [steps, batch, …].</param>
            /// <param name="dropout">Probability with which an output of a layer but the last is dropped in training.</param>
            /// <param name="bidirectional">Whether each layer also reads the sequence from its end; outputs are then twice as wide.</param>
            /// <param name="device">CPU.</param>
            /// <param name="dtype">Of the parameters.</param>
            public static RNN RNN(
                long inputSize, long hiddenSize, long numLayers = 1, NonLinearities nonLinearity = NonLinearities.Tanh, bool bias = true, bool batchFirst = false,
                double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, numLayers, nonLinearity, bias, batchFirst, dropout, bidirectional, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    using Layers;
    using static torch;

    /// <summary>
    /// Plain recurrent layers (Elman 1990). Parameters weight_ih_l0 [hidden, input], weight_hh_l0 [hidden, hidden], bias_ih_l0 and bias_hh_l0
    /// [hidden]; other layers and directions likewise.
    /// </summary>
    public sealed class RNN : nn.Module<Tensor, Tensor, (Tensor, Tensor)>
    {
        private readonly RecurrentLayers _layers;

        internal RNN(
            long inputs, long units, long layers, nn.NonLinearities nonLinearity, bool bias, bool batchFirst, double dropout, bool bidirectional,
            Device? device, ScalarType? dtype)
            : base(nameof(RNN))
        {
            var mode = nonLinearity == nn.NonLinearities.Tanh ? RecurrentMode.Tanh : RecurrentMode.Relu;
            _layers = new RecurrentLayers(this, mode, inputs, units, layers, bias, batchFirst, dropout, bidirectional, device, dtype);
        }

        /// <param name="input">[steps, batch, input], or [batch, steps, input] if batch comes first; one sequence is [steps, input].</param>
        /// <param name="h0">Initial state [layers · directions, batch, hidden]; zeros if null.</param>
        /// <returns>h of the last layer at all steps, and all layers' last h [layers · directions, batch, hidden].</returns>
        public override (Tensor, Tensor) forward(Tensor input, Tensor? h0)
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

        /// <summary>weight_ih of a layer and direction; layers count first, directions second.</summary>
        public Parameter get_weight_ih(long idx) => _layers.Parameter("weight_ih", idx);

        /// <inheritdoc cref="get_weight_ih"/>
        public Parameter get_weight_hh(long idx) => _layers.Parameter("weight_hh", idx);

        /// <inheritdoc cref="get_weight_ih"/>
        public Parameter get_bias_ih(long idx) => _layers.Parameter("bias_ih", idx);

        /// <inheritdoc cref="get_weight_ih"/>
        public Parameter get_bias_hh(long idx) => _layers.Parameter("bias_hh", idx);
    }
}
