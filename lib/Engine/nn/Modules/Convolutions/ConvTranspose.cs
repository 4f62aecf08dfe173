namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A layer of <see cref="functional.conv_transpose1d"/>: [N, in, L] to [N, out, L'].</summary>
            public static ConvTranspose1d ConvTranspose1d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, [kernel_size], [stride], [padding], [output_padding], [dilation], groups, bias, padding_mode, device, dtype);

            /// <summary>A layer of <see cref="functional.conv_transpose2d"/>: [N, in, H, W] to [N, out, H', W'].</summary>
            public static ConvTranspose2d ConvTranspose2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                ConvTranspose2d(
                    in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding), (output_padding, output_padding), (dilation, dilation),
                    padding_mode, groups, bias, device, dtype);

            /// <summary>The same with another size in each dimension.</summary>
            public static ConvTranspose2d ConvTranspose2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? output_padding = null,
                (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Both(kernel_size), Both(stride ?? (1, 1)), Both(padding ?? (0, 0)), Both(output_padding ?? (0, 0)), Both(dilation ?? (1, 1)),
                    groups, bias, padding_mode, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>A convolution read backwards, whose output size a caller may choose.</summary>
    public abstract class ConvolutionTranspose : Convolution
    {
        protected ConvolutionTranspose(
            string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type, long[] dilation,
            bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
            : base(name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding, groups, bias, padding_mode, device, dtype)
        {
        }

        public override Tensor forward(Tensor input) => forward(input, null);

        /// <param name="input">[N, in, …]</param>
        /// <param name="output_size">Sizes of the result (its last dimensions, or all); several inputs of a strided convolution give one output size. Null for the smallest.</param>
        public abstract Tensor forward(Tensor input, long[]? output_size);

        /// <summary>The output padding that gives the wanted size.</summary>
        protected long[] _output_padding(Tensor input, long[]? output_size, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long num_spatial_dims)
        {
            if (output_size is null) return output_padding;
            var n = (int)num_spatial_dims;
            if (output_size.Length < n) throw new ArgumentException($"{name}: output_size must have {n} sizes, got {Guard.Shape(output_size)}.");
            var wanted = output_size[^n..];
            var extra = new long[n];
            for (var d = 0; d < n; d++)
            {
                var smallest = (input.Impl.Sizes[^(n - d)] - 1) * stride[d] - 2 * padding[d] + dilation[d] * (kernel_size[d] - 1) + 1;
                extra[d] = wanted[d] - smallest;
                if (extra[d] < 0 || extra[d] >= stride[d])
                    throw new ArgumentException($"{name}: requested output size {Guard.Shape(wanted)}, but dimension {d} must be from {smallest} to {smallest + stride[d] - 1} for input {Guard.Shape(input.Impl.Sizes)}.");
            }
            return extra;
        }
    }

    /// <summary>Transposed convolution of signals.</summary>
    public sealed class ConvTranspose1d : ConvolutionTranspose
    {
        internal ConvTranspose1d(
            long inputs, long outputs, long[] kernel, long[] stride, long[] padding, long[] extra, long[] dilation, long groups, bool bias, PaddingModes mode, Device? device, ScalarType? dtype)
            : base(nameof(ConvTranspose1d), inputs, outputs, kernel, stride, padding, null, dilation, true, extra, groups, bias, mode, device, dtype)
        {
        }

        public override Tensor forward(Tensor input, long[]? output_size)
        {
            ValidateShape(input, 1);
            var extra = _output_padding(input, output_size, kernel_size, stride, padding, dilation, 1);
            return nn.functional.conv_transpose1d(input, weight, bias, stride[0], padding[0], extra[0], dilation[0], groups);
        }
    }

    /// <summary>Transposed convolution of images.</summary>
    public sealed class ConvTranspose2d : ConvolutionTranspose
    {
        internal ConvTranspose2d(
            long inputs, long outputs, long[] kernel, long[] stride, long[] padding, long[] extra, long[] dilation, long groups, bool bias, PaddingModes mode, Device? device, ScalarType? dtype)
            : base(nameof(ConvTranspose2d), inputs, outputs, kernel, stride, padding, null, dilation, true, extra, groups, bias, mode, device, dtype)
        {
        }

        public override Tensor forward(Tensor input, long[]? output_size)
        {
            ValidateShape(input, 2);
            var extra = _output_padding(input, output_size, kernel_size, stride, padding, dilation, 2);
            return nn.functional.conv_transpose2d(input, weight, bias, stride, padding, extra, dilation, groups);
        }
    }
}
