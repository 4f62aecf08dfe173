namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>max(x, 0)</summary>
            public static ReLU ReLU(bool inplace = false) => new(inplace);

            /// <summary>1/(1 + e⁻ˣ)</summary>
            public static Sigmoid Sigmoid() => new(false);

            public static Sigmoid Sigmoid(bool inplace) => new(inplace);

            /// <summary>tanh x</summary>
            public static Tanh Tanh() => new(false);

            public static Tanh Tanh(bool inplace = false) => new(inplace);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>max(x, 0)</summary>
    public sealed class ReLU : nn.Module<Tensor, Tensor>
    {
        internal ReLU(bool inplace) : base(nameof(ReLU)) => this.inplace = inplace;

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.relu(tensor, inplace);
    }

    /// <summary>1/(1 + e⁻ˣ)</summary>
    public sealed class Sigmoid : nn.Module<Tensor, Tensor>
    {
        internal Sigmoid(bool inplace) : base(nameof(Sigmoid)) => this.inplace = inplace;

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.sigmoid(tensor, inplace);
    }

    /// <summary>tanh x</summary>
    public sealed class Tanh : nn.Module<Tensor, Tensor>
    {
        internal Tanh(bool inplace) : base(nameof(Tanh)) => this.inplace = inplace;

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.tanh(tensor, inplace);
    }
}
