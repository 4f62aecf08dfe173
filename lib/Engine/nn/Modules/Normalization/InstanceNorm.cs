namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Instance normalisation of [N, C, L] or [C, L]; see <see cref="functional.instance_norm"/>.</summary>
            public static InstanceNorm1d InstanceNorm1d(
                long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = false, bool track_running_stats = false, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <summary>Instance normalisation of images [N, C, H, W] or [C, H, W]; see <see cref="functional.instance_norm"/>.</summary>
            public static InstanceNorm2d InstanceNorm2d(
                long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = false, bool track_running_stats = false, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Instance normalisation: each channel of each input by itself.</summary>
    public abstract class InstanceNorm : NormBase
    {
        public InstanceNorm(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
        {
        }

        /// <summary>Dimensions of an input with a batch; one less is a single input.</summary>
        protected abstract long GetNumberOfBatchDimensions();

        public override Tensor forward(Tensor input)
        {
            ValidateInputDimensions(input);
            var single = input.Impl.Sizes.Length < GetNumberOfBatchDimensions();
            var x = single ? input.unsqueeze(0) : input;
            if (x.Impl.Sizes[1] != num_features) throw new ArgumentException($"{name}: expected {num_features} channels, got input {Guard.Shape(input.Impl.Sizes)}.");
            // PyTorch does not count batches here, so that no momentum means none of the batch.
            var y = nn.functional.instance_norm(x, running_mean, running_var, weight, bias, training || !track_running_stats, momentum ?? 0, eps);
            return single ? y.squeeze(0) : y;
        }
    }

    /// <summary>Instance normalisation of signals.</summary>
    public sealed class InstanceNorm1d : InstanceNorm
    {
        internal InstanceNorm1d(long features, double eps, double momentum, bool affine, bool track, Device? device, ScalarType? dtype)
            : base(features, eps, momentum, affine, track, device, dtype, nameof(InstanceNorm1d))
        {
        }

        protected override long GetNumberOfBatchDimensions() => 3;

        protected override void ValidateInputDimensions(Tensor input) => RequireDimensions(input, 2, 3);
    }

    /// <summary>Instance normalisation of images.</summary>
    public sealed class InstanceNorm2d : InstanceNorm
    {
        internal InstanceNorm2d(long features, double eps, double momentum, bool affine, bool track, Device? device, ScalarType? dtype)
            : base(features, eps, momentum, affine, track, device, dtype, nameof(InstanceNorm2d))
        {
        }

        protected override long GetNumberOfBatchDimensions() => 4;

        protected override void ValidateInputDimensions(Tensor input) => RequireDimensions(input, 3, 4);
    }
}
