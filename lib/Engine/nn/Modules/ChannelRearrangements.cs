namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Deals channels [N, C, …] out among groups, so that each next group holds some of every one (Zhang et al. 2018).</summary>
            public static ChannelShuffle ChannelShuffle(long groups) => new(groups);

            /// <summary>Images [N, C, rH, rW] to [N, r²C, H, W].</summary>
            public static PixelUnshuffle PixelUnshuffle(long downscale_factor) => new(downscale_factor);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Deals channels [N, C, …] out among groups, so that each next group holds some of every one (Zhang et al. 2018).</summary>
    public sealed class ChannelShuffle : nn.Module<Tensor, Tensor>
    {
        internal ChannelShuffle(long groups) : base(nameof(ChannelShuffle)) => this.groups = groups;

        public long groups { get; set; }

        public override Tensor forward(Tensor tensor) => tensor.channel_shuffle(groups);

        public override string GetName() => nameof(ChannelShuffle);
    }

    /// <summary>Images [N, C, rH, rW] to [N, r²C, H, W].</summary>
    public sealed class PixelUnshuffle : nn.Module<Tensor, Tensor>
    {
        internal PixelUnshuffle(long downscale_factor) : base(nameof(PixelUnshuffle)) => this.downscale_factor = downscale_factor;

        public long downscale_factor { get; set; }

        public override Tensor forward(Tensor input) => nn.functional.pixel_unshuffle(input, downscale_factor);
    }
}
