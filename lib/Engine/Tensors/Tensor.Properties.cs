namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Sizes of the dimensions; a copy.</summary>
        public long[] shape => (long[])Impl.Sizes.Clone();

        /// <summary>Number of dimensions.</summary>
        public long ndim => Impl.Sizes.Length;

        public long Dimensions => Impl.Sizes.Length;

        public long dim() => Impl.Sizes.Length;

        public long[] size() => shape;

        public long size(int dim) => Impl.Sizes[Guard.Dimension(dim, Impl.Sizes.Length)];

        /// <summary>Elements to step in memory per dimension; a copy.</summary>
        public long[] stride() => (long[])Impl.Strides.Clone();

        public long stride(int dim) => Impl.Strides[Guard.Dimension(dim, Impl.Sizes.Length)];

        public long storage_offset() => Impl.Offset;

        public long numel() => Impl.Count;

        public long NumberOfElements => Impl.Count;

        public long element_size() => Impl.Type.Size();

        public long ElementSize => Impl.Type.Size();

        public ScalarType dtype => Impl.Type;

        public Device device => CPU;

        public DeviceType device_type => DeviceType.CPU;

        public int device_index => -1;

        public bool is_cuda => false;

        public bool is_cpu() => true;

        public bool is_contiguous() => Impl.IsContiguous;

        public bool is_floating_point() => Impl.Type.IsFloating();

        /// <summary>Integers and bool.</summary>
        public bool is_integral() => torch.is_integral(dtype);

        public bool is_complex() => false;

        /// <summary>One element, and it is not zero.</summary>
        public bool is_nonzero() => Impl.Count == 1
            ? this.ToDouble() != 0
            : throw Guard.Error($"The truth value of a tensor of shape {Guard.Shape(Impl.Sizes)} is ambiguous; use any() or all().");
    }
}
