namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>One step: h′ = tanh(W·x + U·h + b), or max(·, 0) for tanh.</summary>
            /// <param name="inputSize">Features of the input.</param>
            /// <param name="hiddenSize">Units.</param>
            /// <param name="nonLinearity">tanh or ReLU.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="device">CPU.</param>
            /// <param name="dtype">Of the parameters.</param>
            public static RNNCell RNNCell(long inputSize, long hiddenSize, NonLinearities nonLinearity = NonLinearities.Tanh, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, nonLinearity, bias, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    using Layers;
    using static torch;

    /// <summary>A single step of a plain recurrent layer (Elman 1990); the initial values are PyTorch's, uniform on ±1/√hidden.</summary>
    public sealed class RNNCell : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly RecurrentMode _mode;

        internal RNNCell(long inputs, long units, nn.NonLinearities nonLinearity, bool bias, Device? device, ScalarType? dtype) : base(nameof(RNNCell))
        {
            _mode = nonLinearity == nn.NonLinearities.Tanh ? RecurrentMode.Tanh : RecurrentMode.Relu;
            RecurrentInitialization.Register(this, _mode, inputs, units, bias, "", device, dtype);
        }

        /// <summary>[hidden, input].</summary>
        public Parameter weight_ih
        {
            get => get_parameter(nameof(weight_ih))!;
            set => RecurrentInitialization.Replace(this, nameof(weight_ih), value);
        }

        /// <summary>[hidden, hidden].</summary>
        public Parameter weight_hh
        {
            get => get_parameter(nameof(weight_hh))!;
            set => RecurrentInitialization.Replace(this, nameof(weight_hh), value);
        }

        /// <summary>[hidden], or null.</summary>
        public Parameter? bias_ih
        {
            get => get_parameter(nameof(bias_ih));
            set => RecurrentInitialization.Replace(this, nameof(bias_ih), value);
        }

        /// <summary>[hidden], or null.</summary>
        public Parameter? bias_hh
        {
            get => get_parameter(nameof(bias_hh));
            set => RecurrentInitialization.Replace(this, nameof(bias_hh), value);
        }

        /// <param name="input">[batch, input] or [input]</param>
        /// <param name="h0">The state before [batch, hidden]; zeros if null.</param>
        /// <returns>The state after.</returns>
        public override Tensor forward(Tensor input, Tensor? h0 = null) => RecurrentStep.Run(this, _mode, input, h0, null).Hidden;
    }
}
