namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>(Σ xᵖ)^(1/p) of each window of signals; see <see cref="nn.functional.lp_pool1d"/>.</summary>
            public static LPPool1d LPPool1d(double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false) => new(norm_type, kernel_size, stride, ceil_mode);

            /// <summary>(Σ xᵖ)^(1/p) of each window of images; see <see cref="nn.functional.lp_pool2d(Tensor, double, long[], long[], bool)"/>.</summary>
            public static LPPool2d LPPool2d(double norm_type, long[] kernel_size, long[]? stride = null, bool ceil_mode = false) => new(norm_type, kernel_size, stride, ceil_mode);

            /// <summary>(Σ xᵖ)^(1/p) of each window of images; see <see cref="nn.functional.lp_pool2d(Tensor, double, long[], long[], bool)"/>.</summary>
            public static LPPool2d LPPool2d(double norm_type, long kernel_size, long? stride = null, bool ceil_mode = false) => new(norm_type, [kernel_size], stride is { } s ? [s] : null, ceil_mode);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>(Σ xᵖ)^(1/p) of each window of signals; see <see cref="nn.functional.lp_pool1d"/>.</summary>
    public sealed class LPPool1d : nn.Module<Tensor, Tensor>
    {
        internal LPPool1d(double norm_type, long kernel_size, long? stride, bool ceil_mode) : base(nameof(LPPool1d)) => (this.norm_type, this.kernel_size, this.stride, this.ceil_mode) = (norm_type, kernel_size, stride, ceil_mode);

        public double norm_type { get; set; }

        public long kernel_size { get; set; }

        public long? stride { get; set; }

        public bool ceil_mode { get; set; }

        public override Tensor forward(Tensor input) => nn.functional.lp_pool1d(input, norm_type, kernel_size, stride, ceil_mode);
    }

    /// <summary>(Σ xᵖ)^(1/p) of each window of images; see <see cref="nn.functional.lp_pool2d(Tensor, double, long[], long[], bool)"/>.</summary>
    public sealed class LPPool2d : nn.Module<Tensor, Tensor>
    {
        internal LPPool2d(double norm_type, long[] kernel_size, long[]? stride, bool ceil_mode) : base(nameof(LPPool2d)) => (this.norm_type, this.kernel_size, this.stride, this.ceil_mode) = (norm_type, kernel_size, stride, ceil_mode);

        public double norm_type { get; set; }

        public long[] kernel_size { get; set; }

        public long[]? stride { get; set; }

        public bool ceil_mode { get; set; }

        public override Tensor forward(Tensor input) => nn.functional.lp_pool2d(input, norm_type, kernel_size, stride, ceil_mode);
    }
}
