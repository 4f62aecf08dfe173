namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A layer of <see cref="functional.conv1d"/>: [N, in, L] to [N, out, L'].</summary>
            public static Conv1d Conv1d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, [kernel_size], [stride], [padding], null, [dilation], groups, bias, padding_mode, device, dtype);

            /// <summary>The same with padding by name.</summary>
            public static Conv1d Conv1d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, [kernel_size], [stride], [0], padding, [dilation], groups, bias, padding_mode, device, dtype);

            /// <summary>A layer of <see cref="functional.conv2d"/>: [N, in, H, W] to [N, out, H', W'].</summary>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                Conv2d(in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding), (dilation, dilation), padding_mode, groups, bias, device, dtype);

            /// <summary>The same with another size in each dimension.</summary>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Both(kernel_size), Both(stride ?? (1, 1)), Both(padding ?? (0, 0)), null, Both(dilation ?? (1, 1)), groups, bias, padding_mode, device, dtype);

            /// <summary>The same with padding by name.</summary>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                Conv2d(in_channels, out_channels, (kernel_size, kernel_size), padding, (stride, stride), (dilation, dilation), padding_mode, groups, bias, device, dtype);

            /// <summary>The same with padding by name and another size in each dimension.</summary>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null, (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(in_channels, out_channels, Both(kernel_size), Both(stride ?? (1, 1)), [0, 0], padding, Both(dilation ?? (1, 1)), groups, bias, padding_mode, device, dtype);

            internal static long[] Both((long, long) pair) => [pair.Item1, pair.Item2];
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Convolution of signals.</summary>
    public sealed class Conv1d : Convolution
    {
        internal Conv1d(
            long inputs, long outputs, long[] kernel, long[] stride, long[] padding, Padding? type, long[] dilation, long groups, bool bias, PaddingModes mode, Device? device, ScalarType? dtype)
            : base(nameof(Conv1d), inputs, outputs, kernel, stride, padding, type, dilation, false, [0], groups, bias, mode, device, dtype)
        {
        }

        public override Tensor forward(Tensor input)
        {
            ValidateShape(input, 1);
            var (x, zeros) = Padded(input);
            return padding_type is { } type && padding_mode == PaddingModes.Zeros
                ? nn.functional.conv1d_padding(x, weight, bias, stride[0], type, dilation[0], groups)
                : nn.functional.conv1d(x, weight, bias, stride[0], zeros[0], dilation[0], groups);
        }
    }

    /// <summary>Convolution of images.</summary>
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(
            long inputs, long outputs, long[] kernel, long[] stride, long[] padding, Padding? type, long[] dilation, long groups, bool bias, PaddingModes mode, Device? device, ScalarType? dtype)
            : base(nameof(Conv2d), inputs, outputs, kernel, stride, padding, type, dilation, false, [0, 0], groups, bias, mode, device, dtype)
        {
        }

        public override Tensor forward(Tensor input)
        {
            ValidateShape(input, 2);
            var (x, zeros) = Padded(input);
            return padding_type is { } type && padding_mode == PaddingModes.Zeros
                ? nn.functional.conv2d_padding(x, weight, bias, stride, type, dilation, groups)
                : nn.functional.conv2d(x, weight, bias, stride, zeros, dilation, groups);
        }
    }
}
