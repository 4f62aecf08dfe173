namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>One step: c′ = f·c + i·g; h′ = o·tanh c′ with i, f, o = σ and g = tanh of W·x + U·h + b.</summary>
            /// <param name="inputSize">Features of the input.</param>
            /// <param name="hiddenSize">Units.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="device">CPU.</param>
            /// <param name="dtype">Of the parameters.</param>
            public static LSTMCell LSTMCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, bias, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    using Layers;
    using static torch;

    /// <summary>A single step of long short-term memory (Hochreiter and Schmidhuber 1997); the initial values are PyTorch's, uniform on ±1/√hidden.</summary>
    public sealed class LSTMCell : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor)>
    {
        internal LSTMCell(long inputs, long units, bool bias, Device? device, ScalarType? dtype) : base(nameof(LSTMCell)) =>
            RecurrentInitialization.Register(this, RecurrentMode.Lstm, inputs, units, bias, "", device, dtype);

        /// <summary>[4·hidden, input].</summary>
        public Parameter weight_ih
        {
            get => get_parameter(nameof(weight_ih))!;
            set => RecurrentInitialization.Replace(this, nameof(weight_ih), value);
        }

        /// <summary>[4·hidden, hidden].</summary>
        public Parameter weight_hh
        {
            get => get_parameter(nameof(weight_hh))!;
            set => RecurrentInitialization.Replace(this, nameof(weight_hh), value);
        }

        /// <summary>[4·hidden], or null.</summary>
        public Parameter? bias_ih
        {
            get => get_parameter(nameof(bias_ih));
            set => RecurrentInitialization.Replace(this, nameof(bias_ih), value);
        }

        /// <summary>[4·hidden], or null.</summary>
        public Parameter? bias_hh
        {
            get => get_parameter(nameof(bias_hh));
            set => RecurrentInitialization.Replace(this, nameof(bias_hh), value);
        }

        /// <param name="input">[batch, input] or [input]</param>
        /// <param name="h0_c0">The states before [batch, hidden]; zeros if null.</param>
        /// <returns>The states after.</returns>
        public override (Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0)
        {
            var (hidden, inner) = RecurrentStep.Run(this, RecurrentMode.Lstm, input, h0_c0?.Item1, h0_c0?.Item2);
            return (hidden, inner!);
        }

        /// <inheritdoc cref="forward"/>
        public new (Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);
    }
}
