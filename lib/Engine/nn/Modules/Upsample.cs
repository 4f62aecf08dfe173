namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Resizes images [N, C, H, W] or signals; see <see cref="functional.interpolate"/>.</summary>
            public static Upsample Upsample(
                long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null, bool? recompute_scale_factor = null) =>
                new(size, scale_factor, mode, align_corners, recompute_scale_factor);

            /// <summary>Channels to pixels; see <see cref="functional.pixel_shuffle"/>.</summary>
            public static PixelShuffle PixelShuffle(long upscale_factor) => new(upscale_factor);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Resizes images or signals.</summary>
    public sealed class Upsample : nn.Module<Tensor, Tensor>
    {
        private readonly long[]? _size;
        private readonly double[]? _factors;

        internal Upsample(long[]? size, double[]? factors, UpsampleMode mode, bool? align, bool? recompute) : base(nameof(Upsample)) =>
            (_size, _factors, this.mode, align_corners, recompute_scale_factor) = (size, factors, mode, align, recompute);

        public ReadOnlySpan<long> size => _size;

        public ReadOnlySpan<double> scale_factor => _factors;

        public UpsampleMode mode { get; }

        public bool? align_corners { get; }

        public bool? recompute_scale_factor { get; set; }

        public override Tensor forward(Tensor input) =>
            nn.functional.interpolate(input, _size, _factors, (InterpolationMode)mode, align_corners, recompute_scale_factor ?? false);
    }

    /// <summary>Channels to pixels.</summary>
    public sealed class PixelShuffle : nn.Module<Tensor, Tensor>
    {
        internal PixelShuffle(long factor) : base(nameof(PixelShuffle)) => upscale_factor = factor;

        public long upscale_factor { get; set; }

        public override Tensor forward(Tensor input) => nn.functional.pixel_shuffle(input, upscale_factor);
    }
}
