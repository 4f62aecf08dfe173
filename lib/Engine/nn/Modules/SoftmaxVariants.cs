namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>softmax(−x).</summary>
            public static Softmin Softmin(long dim) => new(dim);

            /// <summary>softmax over the channels of [N, C, H, W] or [C, H, W].</summary>
            public static Softmax2d Softmax2d() => new();
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>softmax(−x).</summary>
    public sealed class Softmin : nn.Module<Tensor, Tensor>
    {
        internal Softmin(long dim) : base(nameof(Softmin)) => this.dim = dim;

        public long dim { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.softmin(tensor, dim);
    }

    /// <summary>softmax over the channels of [N, C, H, W] or [C, H, W].</summary>
    public sealed class Softmax2d : nn.Module<Tensor, Tensor>
    {
        internal Softmax2d() : base(nameof(Softmax2d))
        {
        }

        public override Tensor forward(Tensor tensor) => nn.functional.softmax2d(tensor);
    }
}
