using TorchSharp.Autograd;

namespace TorchSharp;

// Parts of a tensor as views, repeated elements, and sliding windows.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary><paramref name="size"/> views of nearly equal size; the first ones are one longer where it does not divide.</summary>
        public Tensor[] tensor_split(long size, long dim = 0)
        {
            var d = Guard.Dimension(dim, AtLeast("tensor_split", 1).Impl.Sizes.Length);
            if (size <= 0) throw Guard.Error($"tensor_split: the number of sections must be larger than 0, got {size}.");
            var (length, rest) = (Impl.Sizes[d] / size, Impl.Sizes[d] % size);
            var at = 0L;
            var parts = new Tensor[size];
            for (var i = 0; i < size; i++)
            {
                var own = i < rest ? length + 1 : length;
                parts[i] = narrow(d, at, own);
                at += own;
            }
            return parts;
        }

        /// <summary>Views between the given indices: before the first, from the first to the second, …, from the last on.</summary>
        public Tensor[] tensor_split(long[] sizes, long dim = 0)
        {
            var d = Guard.Dimension(dim, AtLeast("tensor_split", 1).Impl.Sizes.Length);
            long[] bounds = [0, .. sizes, long.MaxValue];
            return [.. Enumerable.Range(0, sizes.Length + 1).Select(i => slice(d, bounds[i], bounds[i + 1], 1))];
        }

        public Tensor[] tensor_split(Tensor indices, long dim = 0) => indices.Impl.Sizes.Length == 0
            ? tensor_split(indices.ToInt64(), dim)
            : tensor_split(indices.to(ScalarType.Int64).Values<long>(), dim);

        /// <summary>Equal parts side by side.</summary>
        public Tensor[] hsplit(long size) => EqualParts("hsplit", size, Impl.Sizes.Length == 1 ? 0 : 1, 1);

        public Tensor[] hsplit(params long[] sizes) => AtLeast("hsplit", 1).tensor_split(sizes, Impl.Sizes.Length == 1 ? 0 : 1);

        public Tensor[] hsplit(Tensor indices) => AtLeast("hsplit", 1).tensor_split(indices, Impl.Sizes.Length == 1 ? 0 : 1);

        /// <summary>Equal parts one above the other.</summary>
        public Tensor[] vsplit(long size) => EqualParts("vsplit", size, 0, 2);

        public Tensor[] vsplit(params long[] sizes) => AtLeast("vsplit", 2).tensor_split(sizes, 0);

        public Tensor[] vsplit(Tensor indices) => AtLeast("vsplit", 2).tensor_split(indices, 0);

        /// <summary>Equal parts one behind the other.</summary>
        public Tensor[] dsplit(long size) => EqualParts("dsplit", size, 2, 3);

        public Tensor[] dsplit(params long[] sizes) => AtLeast("dsplit", 3).tensor_split(sizes, 2);

        public Tensor[] dsplit(Tensor indices) => AtLeast("dsplit", 3).tensor_split(indices, 2);

        private Tensor[] EqualParts(string operation, long count, int dim, int dimensions)
        {
            AtLeast(operation, dimensions);
            if (count <= 0 || Impl.Sizes[dim] % count != 0)
                throw Guard.Error($"{operation} attempted to split along dimension {dim}, but its size {Impl.Sizes[dim]} is not divisible by {count}: shape {Guard.Shape(Impl.Sizes)}.");
            return tensor_split(count, dim);
        }

        /// <summary>Each index of a dimension several times in a row: [a, b] → [a, a, b, b]. Without a dimension, of the flattened tensor.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null)
        {
            if (dim is null) return flatten().repeat_interleave(repeats, 0, output_size);
            var d = Guard.Dimension(dim.Value, Impl.Sizes.Length);
            var size = Impl.Sizes.Length == 0 ? 1 : Impl.Sizes[d];
            return repeat_interleave(full([size], repeats, ScalarType.Int64), d, output_size);
        }

        /// <summary>Index i repeats[i] times.</summary>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null)
        {
            if (dim is null) return flatten().repeat_interleave(repeats, 0, output_size);
            if (!repeats.dtype.IsIntegral()) throw Guard.Error($"repeat_interleave: repeats has to be of an integer type, got {repeats.dtype}.");
            var x = atleast_1d();
            var d = Guard.Dimension(dim.Value, x.Impl.Sizes.Length);
            var size = x.Impl.Sizes[d];
            var times = repeats.to(ScalarType.Int64).expand(repeats.Impl.Count == 1 ? [size] : repeats.Impl.Sizes).contiguous().Values<long>();
            if (times.Length != size) throw Guard.Error($"repeat_interleave: {times.Length} repeats for dimension {dim} of size {size}.");
            var index = new List<long>();
            for (long i = 0; i < size; i++)
            {
                if (times[i] < 0) throw Guard.Error($"repeat_interleave: repeats cannot be negative, got {times[i]}.");
                for (long k = 0; k < times[i]; k++) index.Add(i);
            }
            if (output_size is { } expected && expected != index.Count) throw Guard.Error($"repeat_interleave: output_size is {expected}, but the repeats add up to {index.Count}.");
            return x.index_select(d, tensor(index.ToArray()));
        }

        /// <summary>Sliding windows: a view of shape [..., count, ..., size] with a window of a dimension in the new last one.</summary>
        public Tensor unfold(long dimension, long size, long step)
        {
            var x = atleast_1d();
            var d = Guard.Dimension(dimension, x.Impl.Sizes.Length);
            var length = x.Impl.Sizes[d];
            if (size < 0 || size > length) throw Guard.Error($"unfold: the window of {size} exceeds dimension {dimension} of size {length}.");
            if (step <= 0) throw Guard.Error($"unfold: step is {step} but must be > 0.");
            var count = (length - size) / step + 1;
            long[] sizes = [.. x.Impl.Sizes, size], strides = [.. x.Impl.Strides, x.Impl.Strides[d]];
            sizes[d] = count;
            strides[d] *= step;
            return x.AsView("UnfoldBackward", sizes, strides, x.Impl.Offset, g =>
            {
                // An index lies in several windows where they overlap, so its gradients are summed.
                var index = (arange(count).unsqueeze(1) * step + arange(size)).reshape(-1);
                var windows = g.Output.movedim([-1], [d + 1]).flatten(d, d + 1);
                long[] whole = [.. windows.Impl.Sizes];
                whole[d] = length;
                return [zeros(whole, windows.dtype).index_add(d, index, windows, 1)];
            });
        }

        /// <summary>Swaps two dimensions of this tensor itself.</summary>
        public Tensor transpose_(long dim0, long dim1) => BecomeView(transpose(dim0, dim1));

        /// <summary>Drops dimensions of size one of this tensor itself.</summary>
        public Tensor squeeze_(long? dim = null) => BecomeView(squeeze(dim));

        /// <summary>Adds a dimension of size one to this tensor itself.</summary>
        public Tensor unsqueeze_(long dim) => BecomeView(unsqueeze(dim));

        /// <summary>The elements as an array; the accessor, which holds a reference, is given back.</summary>
        internal T[] Values<T>() where T : unmanaged
        {
            using var elements = data<T>();
            return elements.ToArray();
        }

        /// <summary>Takes over another view's window and its place in the graph.</summary>
        private Tensor BecomeView(Tensor view)
        {
            RequireWritable();
            var meta = Impl.Autograd;
            if (view.Impl.Autograd is { GradFn: { } node } recorded)
                (meta ?? Impl.RequireAutograd()).SetGradFn(node.Retain(), recorded.OutputIndex);
            if (meta?.View is { } own)
                meta.View = new ViewOf(own.Base, view.Impl.Sizes, view.Impl.Strides, view.Impl.Offset) { BaseGradFn = own.BaseGradFn };
            Impl.Become(view.Impl);
            view.Dispose();
            return this;
        }
    }

    /// <summary>base^start … base^end, evenly spaced in the exponent.</summary>
    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var result = pow(tensor(@base, ScalarType.Float64), linspace(start, end, steps, ScalarType.Float64, device)).to(dtype ?? get_default_dtype());
        return requires_grad ? result.requires_grad_() : result;
    }

    /// <summary>Uninitialised memory laid out with the given strides.</summary>
    public static Tensor empty_strided(long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        if (size.Length != strides.Length) throw Guard.Error($"empty_strided: {size.Length} sizes and {strides.Length} strides.");
        var extent = size.Any(s => s == 0) ? 0 : 1L;
        for (var d = 0; d < size.Length && extent > 0; d++) extent += (size[d] - 1) * strides[d];
        using var memory = empty([extent], dtype, device);
        var result = new Tensor(memory.Impl.Alias((long[])size.Clone(), (long[])strides.Clone(), 0));
        return requires_grad ? result.requires_grad_() : result;
    }

    public static Tensor[] dsplit(Tensor input, long size) => input.dsplit(size);

    public static Tensor[] dsplit(Tensor input, long[] indices_or_sections) => input.dsplit(indices_or_sections);

    public static Tensor[] dsplit(Tensor input, Tensor indices_or_sections) => input.dsplit(indices_or_sections);

    public static Tensor[] hsplit(Tensor input, long indices_or_sections) => input.hsplit(indices_or_sections);

    public static Tensor[] hsplit(Tensor input, long[] indices_or_sections) => input.hsplit(indices_or_sections);

    public static Tensor[] hsplit(Tensor input, Tensor indices_or_sections) => input.hsplit(indices_or_sections);

    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) => input.repeat_interleave(repeats, dim, output_size);

    public static Tensor repeat_interleave(Tensor input, Tensor repeats, long? dim = null, long? output_size = null) => input.repeat_interleave(repeats, dim, output_size);

    public static Tensor squeeze_(Tensor input, long? dim = null) => input.squeeze_(dim);

    public static Tensor[] tensor_split(Tensor input, long indices_or_sections, long dim = 0) => input.tensor_split(indices_or_sections, dim);

    public static Tensor[] tensor_split(Tensor input, long[] indices_or_sections, long dim = 0) => input.tensor_split(indices_or_sections, dim);

    public static Tensor[] tensor_split(Tensor input, Tensor indices_or_sections, long dim = 0) => input.tensor_split(indices_or_sections, dim);

    public static Tensor unsqueeze_(Tensor input, long dim) => input.unsqueeze_(dim);

    public static Tensor[] vsplit(Tensor input, long[] indices_or_sections) => input.vsplit(indices_or_sections);
}
