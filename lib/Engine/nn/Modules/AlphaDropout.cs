namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Drops elements in training and keeps mean and variance; see <see cref="nn.functional.alpha_dropout"/>.</summary>
            public static AlphaDropout AlphaDropout(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <summary>Drops channels in training and keeps mean and variance; see <see cref="nn.functional.feature_alpha_dropout"/>.</summary>
            public static FeatureAlphaDropout FeatureAlphaDropout(double p = 0.5) => new(p, false);

            /// <summary>Drops channels in training and keeps mean and variance; see <see cref="nn.functional.feature_alpha_dropout"/>.</summary>
            public static FeatureAlphaDropout FeatureAlphaDropout(double p, bool inplace) => new(p, inplace);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Drops elements in training and keeps mean and variance; see <see cref="nn.functional.alpha_dropout"/>.</summary>
    public sealed class AlphaDropout : nn.Module<Tensor, Tensor>
    {
        internal AlphaDropout(double p, bool inplace) : base(nameof(AlphaDropout)) => (this.p, this.inplace) = (p, inplace);

        public double p { get; set; }

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.alpha_dropout(tensor, p, training, inplace);
    }

    /// <summary>Drops channels in training and keeps mean and variance; see <see cref="nn.functional.feature_alpha_dropout"/>.</summary>
    public sealed class FeatureAlphaDropout : nn.Module<Tensor, Tensor>
    {
        internal FeatureAlphaDropout(double p, bool inplace) : base(nameof(FeatureAlphaDropout)) => (this.p, this.inplace) = (p, inplace);

        public double p { get; set; }

        public bool inplace { get; set; }

        public override Tensor forward(Tensor input) => nn.functional.feature_alpha_dropout(input, p, training, inplace);
    }
}
