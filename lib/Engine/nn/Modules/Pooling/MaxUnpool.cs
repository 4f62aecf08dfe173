namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Undoes a max pooling of signals; see <see cref="functional.max_unpool1d"/>.</summary>
            public static MaxUnpool1d MaxUnpool1d(long kernel_size, long? stride = null, long? padding = null) => new(kernel_size, stride, padding);

            /// <summary>Undoes a max pooling of images; see <see cref="functional.max_unpool2d"/>.</summary>
            public static MaxUnpool2d MaxUnpool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null) => new(kernel_size, stride, padding);

            /// <summary>Undoes a max pooling of images with square windows.</summary>
            public static MaxUnpool2d MaxUnpool2d(long kernel_size, long? stride = null, long? padding = null) =>
                new([kernel_size], stride is { } s ? [s] : null, padding is { } p ? [p] : null);

            /// <summary>Undoes a max pooling of images.</summary>
            public static MaxUnpool2d MaxUnpool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null) =>
                new(
                    [kernel_size.Item1, kernel_size.Item2], stride is { } s ? [s.Item1, s.Item2] : null, padding is { } p ? [p.Item1, p.Item2] : null);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Puts pooled values of signals back where they came from.</summary>
    public sealed class MaxUnpool1d : nn.Module<Tensor, Tensor, long[], Tensor>
    {
        internal MaxUnpool1d(long kernel, long? stride, long? padding) : base(nameof(MaxUnpool1d)) =>
            (kernel_size, this.stride, this.padding) = (kernel, stride, padding);

        public long kernel_size { get; set; }

        public long? stride { get; set; }

        public long? padding { get; set; }

        public override Tensor forward(Tensor tensor, Tensor indices, long[]? output_size = null) =>
            nn.functional.max_unpool1d(tensor, indices, kernel_size, stride, padding, output_size);

        public new Tensor call(Tensor tensor, Tensor indices, long[]? output_size = null) => base.call(tensor, indices, output_size!);
    }

    /// <summary>Puts pooled values of images back where they came from.</summary>
    public sealed class MaxUnpool2d : nn.Module<Tensor, Tensor, long[], Tensor>
    {
        internal MaxUnpool2d(long[] kernel, long[]? stride, long[]? padding) : base(nameof(MaxUnpool2d)) =>
            (kernel_size, this.stride, this.padding) = (kernel, stride, padding);

        public long[] kernel_size { get; set; }

        public long[]? stride { get; set; }

        public long[]? padding { get; set; }

        public override Tensor forward(Tensor tensor, Tensor indices, long[]? output_size = null) =>
            nn.functional.max_unpool2d(tensor, indices, kernel_size, stride, padding, output_size);

        public new Tensor call(Tensor tensor, Tensor indices, long[]? output_size = null) => base.call(tensor, indices, output_size!);
    }
}
