namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>min(max(x + 3, 0), 6)/6.</summary>
            public static Hardsigmoid Hardsigmoid(bool inplace = false) => new(inplace);

            /// <summary>x · min(max(x + 3, 0), 6)/6 (Howard et al. 2019).</summary>
            public static Hardswish Hardswish(bool inplace = false) => new(inplace);

            /// <summary>log σ(x).</summary>
            public static LogSigmoid LogSigmoid() => new();

            /// <summary>a · σ(b) for the halves a and b of a dimension (Dauphin et al. 2017).</summary>
            public static GLU GLU(long dim = -1) => new(dim);

            /// <summary>x/(1 + |x|).</summary>
            public static Softsign Softsign() => new(false);

            /// <summary>x/(1 + |x|).</summary>
            public static Softsign Softsign(bool inplace) => new(inplace);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>min(max(x + 3, 0), 6)/6.</summary>
    public sealed class Hardsigmoid : nn.Module<Tensor, Tensor>
    {
        internal Hardsigmoid(bool inplace) : base(nameof(Hardsigmoid)) => this.inplace = inplace;

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.hardsigmoid(tensor, inplace);
    }

    /// <summary>x · min(max(x + 3, 0), 6)/6 (Howard et al. 2019).</summary>
    public sealed class Hardswish : nn.Module<Tensor, Tensor>
    {
        internal Hardswish(bool inplace) : base(nameof(Hardswish)) => this.inplace = inplace;

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.hardswish(tensor, inplace);
    }

    /// <summary>log σ(x).</summary>
    public sealed class LogSigmoid : nn.Module<Tensor, Tensor>
    {
        internal LogSigmoid() : base(nameof(LogSigmoid))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.logsigmoid(tensor);
    }

    /// <summary>a · σ(b) for the halves a and b of a dimension (Dauphin et al. 2017).</summary>
    public sealed class GLU : nn.Module<Tensor, Tensor>
    {
        internal GLU(long dim) : base(nameof(GLU)) => this.dim = dim;

        public long dim { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.glu(tensor, dim);
    }

    /// <summary>x/(1 + |x|).</summary>
    public sealed class Softsign : nn.Module<Tensor, Tensor>
    {
        internal Softsign(bool inplace) : base(nameof(Softsign)) => this.inplace = inplace;

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.softsign(tensor, inplace);
    }
}
