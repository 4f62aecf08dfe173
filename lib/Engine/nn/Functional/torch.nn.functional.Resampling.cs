using TorchSharp.Kernels;
using TorchSharp.Layers;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How values between pixels are found.</summary>
    public enum InterpolationMode
    {
        /// <summary>The pixel at ⌊i·in/out⌋.</summary>
        Nearest = 0,

        /// <summary>Straight lines, one dimension.</summary>
        Linear = 1,

        /// <summary>Straight lines, two dimensions.</summary>
        Bilinear = 2,

        /// <summary>Cubic polynomials (Keys 1981, a = −0.75), two dimensions.</summary>
        Bicubic = 3,

        /// <summary>Straight lines, three dimensions.</summary>
        Trilinear = 4,

        /// <summary>Means of windows.</summary>
        Area = 5,

        /// <summary>The pixel whose centre is nearest.</summary>
        NearestExact = 6,
    }

    /// <summary>How <see cref="nn.Upsample"/> finds values between pixels.</summary>
    public enum UpsampleMode
    {
        Nearest = 0,
        Linear = 1,
        Bilinear = 2,
        Bicubic = 3,
        Trilinear = 4,
    }

    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resizes the dimensions after the first two of [N, C, …].</summary>
            /// <param name="x">[N, C, L] or [N, C, H, W]</param>
            /// <param name="size">New sizes; one number for all.</param>
            /// <param name="scale_factor">Factors, if size is null; new sizes are rounded down.</param>
            /// <param name="mode">How values between pixels are found.</param>
            /// <param name="align_corners">Whether the first and last pixel keep their places; of no use to nearest and area.</param>
            /// <param name="recompute_scale_factor">Whether positions follow from the rounded sizes instead of the factors.</param>
            /// <param name="antialias">Not supported.</param>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false)
            {
                var sizes = x.Impl.Sizes;
                var dimensions = sizes.Length - 2;
                RequireFloating("interpolate", x);
                if (antialias) throw new NotSupportedException("interpolate: antialias is not supported by the embedded engine.");
                if ((size is null) == (scale_factor is null)) throw new ArgumentException("interpolate: give either size or scale_factor.");
                var fits = mode switch
                {
                    InterpolationMode.Linear => dimensions == 1,
                    InterpolationMode.Bilinear or InterpolationMode.Bicubic => dimensions == 2,
                    InterpolationMode.Trilinear => dimensions == 3,
                    _ => dimensions is 1 or 2 or 3,
                };
                if (!fits) throw Guard.Error($"interpolate: mode {mode} does not apply to input {Guard.Shape(sizes)}.");
                var factors = scale_factor is null ? null : scale_factor.Length == 1 ? Enumerable.Repeat(scale_factor[0], dimensions).ToArray() : scale_factor;
                var wanted = size is null ? [.. factors!.Select((f, d) => (long)Math.Floor(sizes[d + 2] * f))] : ConvolutionShapes.PerDimension(size, dimensions, 1, "size");
                if (wanted.Length != dimensions || wanted.Min() < 1 || sizes.AsSpan(2).Contains(0))
                    throw Guard.Error($"interpolate: input {Guard.Shape(sizes)} cannot be resized to {Guard.Shape(wanted)}.");
                var y = x;
                for (var d = dimensions - 1; d >= 0; d--)
                {
                    var scale = factors is null || recompute_scale_factor ? (double?)null : factors[d];
                    if (wanted[d] == sizes[d + 2] && scale is null or 1) continue;
                    y = ResampleOperations.Resample(y, d + 2, ResampleOperations.Interpolation(sizes[d + 2], wanted[d], mode, align_corners ?? false, scale));
                }
                return ReferenceEquals(y, x) ? x.clone() : y;
            }

            /// <summary><see cref="interpolate"/> under its older name.</summary>
            public static Tensor upsample(Tensor input, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool align_corners = false) =>
                interpolate(input, size, scale_factor, (InterpolationMode)mode, align_corners);

            /// <summary>Channels to pixels (Shi et al. 2016): [*, C·r², H, W] to [*, C, H·r, W·r].</summary>
            public static Tensor pixel_shuffle(Tensor input, long upscale_factor)
            {
                var (s, r) = (input.Impl.Sizes, upscale_factor);
                if (s.Length < 3 || r < 1 || s[^3] % (r * r) != 0)
                    throw Guard.Error($"pixel_shuffle: expected [*, C, H, W] with C a multiple of {r * r}, got {Guard.Shape(s)}.");
                return input.reshape(-1, s[^3] / (r * r), r, r, s[^2], s[^1]).permute(0, 1, 4, 2, 5, 3).reshape([.. s[..^3], s[^3] / (r * r), s[^2] * r, s[^1] * r]);
            }

            /// <summary>Pixels to channels: [*, C, H·r, W·r] to [*, C·r², H, W].</summary>
            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor)
            {
                var (s, r) = (input.Impl.Sizes, downscale_factor);
                if (s.Length < 3 || r < 1 || s[^2] % r != 0 || s[^1] % r != 0)
                    throw Guard.Error($"pixel_unshuffle: expected [*, C, H, W] with H and W multiples of {r}, got {Guard.Shape(s)}.");
                return input.reshape(-1, s[^3], s[^2] / r, r, s[^1] / r, r).permute(0, 1, 3, 5, 2, 4).reshape([.. s[..^3], s[^3] * r * r, s[^2] / r, s[^1] / r]);
            }
        }
    }
}
