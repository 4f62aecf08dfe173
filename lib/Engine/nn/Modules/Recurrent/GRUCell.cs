namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>One step: h′ = (1 − z)·n + z·h with r, z = σ(W·x + U·h + b) and n = tanh(W·x + b + r·(U·h + b)).</summary>
            /// <param name="inputSize">Features of the input.</param>
            /// <param name="hiddenSize">Units.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="device">CPU.</param>
            /// <param name="dtype">Of the parameters.</param>
            public static GRUCell GRUCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, bias, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    using Layers;
    using static torch;

    /// <summary>A single step of gated recurrent units (Cho et al. 2014); the initial values are PyTorch's, uniform on ±1/√hidden.</summary>
    public sealed class GRUCell : nn.Module<Tensor, Tensor, Tensor>
    {
        internal GRUCell(long inputs, long units, bool bias, Device? device, ScalarType? dtype) : base(nameof(GRUCell)) =>
            RecurrentInitialization.Register(this, RecurrentMode.Gru, inputs, units, bias, "", device, dtype);

        /// <summary>[3·hidden, input].</summary>
        public Parameter weight_ih
        {
            get => get_parameter(nameof(weight_ih))!;
            set => RecurrentInitialization.Replace(this, nameof(weight_ih), value);
        }

        /// <summary>[3·hidden, hidden].</summary>
        public Parameter weight_hh
        {
            get => get_parameter(nameof(weight_hh))!;
            set => RecurrentInitialization.Replace(this, nameof(weight_hh), value);
        }

        /// <summary>[3·hidden], or null.</summary>
        public Parameter? bias_ih
        {
            get => get_parameter(nameof(bias_ih));
            set => RecurrentInitialization.Replace(this, nameof(bias_ih), value);
        }

        /// <summary>[3·hidden], or null.</summary>
        public Parameter? bias_hh
        {
            get => get_parameter(nameof(bias_hh));
            set => RecurrentInitialization.Replace(this, nameof(bias_hh), value);
        }

        /// <param name="input">[batch, input] or [input]</param>
        /// <param name="h0">The state before [batch, hidden]; zeros if null.</param>
        /// <returns>The state after.</returns>
        public override Tensor forward(Tensor input, Tensor? h0 = null) => RecurrentStep.Run(this, RecurrentMode.Gru, input, h0, null).Hidden;
    }
}
