namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

            /// <summary>y = x · Wᵀ + b for x [*, inputSize]; initial values are PyTorch's, uniform on ±1/√inputSize.</summary>
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null)
            {
                var weight = empty(new[] { outputSize, inputSize }, dtype, device);
                init.kaiming_uniform_(weight, Math.Sqrt(5));
                Tensor? bias = null;
                if (hasBias)
                {
                    bias = empty(new[] { outputSize }, dtype, device);
                    var bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
                    init.uniform_(bias, -bound, bound);
                }
                var layer = new Linear(new Parameter(weight), bias is null ? null : new Parameter(bias));
                weight.Dispose();
                bias?.Dispose();
                return layer;
            }

            public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>A fully connected layer.</summary>
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
        {
            this.weight = weight;
            this.bias = bias;
            in_features = weight.Impl.Sizes[1];
            out_features = weight.Impl.Sizes[0];
            register_parameter("weight", weight);
            register_parameter("bias", bias);
        }

        /// <summary>[out, in]</summary>
        public Parameter weight { get; set; }

        /// <summary>[out], or null.</summary>
        public Parameter? bias { get; set; }

        public long in_features { get; set; }

        public long out_features { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);
    }
}
