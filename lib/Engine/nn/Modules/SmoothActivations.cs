namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x for x &gt; 0, else α(eˣ − 1).</summary>
            public static ELU ELU(double alpha = 1, bool inplace = false) => new(alpha, inplace);

            /// <summary>The ELU that keeps mean 0 and variance 1.</summary>
            public static SELU SELU(bool inplace = false) => new(inplace);

            /// <summary>x · σ(x)</summary>
            public static SiLU SiLU() => new(false);

            /// <summary>x · σ(x)</summary>
            public static SiLU SiLU(bool inplace) => new(inplace);

            /// <summary>x · tanh(log(1 + eˣ))</summary>
            public static Mish Mish() => new(false);

            /// <summary>x · tanh(log(1 + eˣ))</summary>
            public static Mish Mish(bool inplace) => new(inplace);

            /// <summary>log(1 + e^(βx)) / β</summary>
            public static Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);

            /// <summary>x · Φ(x)</summary>
            public static GELU GELU() => new(Modules.GELU.Approximate.none, false);

            /// <summary>x · Φ(x)</summary>
            public static GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);

            /// <summary>x · Φ(x)</summary>
            public static GELU GELU(Modules.GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>x for x &gt; 0, else α(eˣ − 1).</summary>
    public sealed class ELU : nn.Module<Tensor, Tensor>
    {
        internal ELU(double alpha, bool inplace) : base(nameof(ELU)) => (this.alpha, this.inplace) = (alpha, inplace);

        public double alpha { get; set; }

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.elu(tensor, alpha, inplace);
    }

    /// <summary>The ELU that keeps mean 0 and variance 1.</summary>
    public sealed class SELU : nn.Module<Tensor, Tensor>
    {
        internal SELU(bool inplace) : base(nameof(SELU)) => this.inplace = inplace;

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.selu(tensor, inplace);
    }

    /// <summary>x · σ(x)</summary>
    public sealed class SiLU : nn.Module<Tensor, Tensor>
    {
        internal SiLU(bool inplace) : base(nameof(SiLU)) => this.inplace = inplace;

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.silu(tensor, inplace);
    }

    /// <summary>x · tanh(log(1 + eˣ))</summary>
    public sealed class Mish : nn.Module<Tensor, Tensor>
    {
        internal Mish(bool inplace) : base(nameof(Mish)) => this.inplace = inplace;

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.mish(tensor, inplace);
    }

    /// <summary>log(1 + e^(βx)) / β</summary>
    public sealed class Softplus : nn.Module<Tensor, Tensor>
    {
        internal Softplus(double beta, double threshold) : base(nameof(Softplus)) => (this.beta, this.threshold) = (beta, threshold);

        public double beta { get; set; }

        public double threshold { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.softplus(tensor, beta, threshold);
    }

    /// <summary>x · Φ(x)</summary>
    public sealed class GELU : nn.Module<Tensor, Tensor>
    {
        internal GELU(Approximate approximate, bool inplace) : base(nameof(GELU)) => (this.approximate, this.inplace) = (approximate, inplace);

        /// <summary>Whether Φ is computed or approximated by tanh.</summary>
        public enum Approximate
        {
            none = 0,
            tanh = 1,
        }

        public Approximate approximate { get; set; }

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, approximate, inplace);
    }
}
