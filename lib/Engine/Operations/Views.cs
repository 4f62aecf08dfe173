using TorchSharp.Autograd;
using TorchSharp.Shapes;

namespace TorchSharp;

// Views share memory with the tensor they were made from: only sizes, strides and offset differ.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A view with other sizes; one may be −1. Fails when the elements do not lie so that a view can have that shape.</summary>
        public Tensor view(params long[] shape)
        {
            var sizes = Shape.InferSize(shape, Impl.Count);
            var strides = Shape.ViewStrides(Impl.Sizes, Impl.Strides, sizes)
                ?? throw Guard.Error($"A view of shape {Guard.Shape(sizes)} is not compatible with the strides {Guard.Shape(Impl.Strides)} of a tensor of shape {Guard.Shape(Impl.Sizes)}; use reshape().");
            return Reshaped(sizes, strides);
        }

        public Tensor view_as(Tensor other) => view(other.Impl.Sizes);

        /// <summary>A view where one is possible, else a copy.</summary>
        public Tensor reshape(params long[] shape)
        {
            var sizes = Shape.InferSize(shape, Impl.Count);
            return Shape.ViewStrides(Impl.Sizes, Impl.Strides, sizes) is { } strides ? Reshaped(sizes, strides) : contiguous().view(sizes);
        }

        private Tensor Reshaped(long[] sizes, long[] strides)
        {
            var from = Impl.Sizes;
            return AsView("ViewBackward", sizes, strides, Impl.Offset, g => [g.Output.reshape(from)]);
        }

        /// <summary>Merges the dimensions <paramref name="start_dim"/> to <paramref name="end_dim"/> into one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1)
        {
            if (Impl.Sizes.Length == 0) return reshape(1);
            int first = Guard.Dimension(start_dim, Impl.Sizes.Length), last = Guard.Dimension(end_dim, Impl.Sizes.Length);
            if (first > last) throw Guard.Error($"flatten() has invalid args: start_dim {start_dim} cannot come after end_dim {end_dim}.");
            if (first == last) return alias();
            var sizes = Impl.Sizes;
            return reshape([.. sizes[..first], Shape.Count(sizes.AsSpan(first..(last + 1))), .. sizes[(last + 1)..]]);
        }

        public Tensor ravel() => flatten();

        /// <summary>Splits one dimension into several.</summary>
        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);

        public Tensor unflatten(long dim, params long[] sizes)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            return view([.. Impl.Sizes[..d], .. Shape.InferSize(sizes, Impl.Sizes[d]), .. Impl.Sizes[(d + 1)..]]);
        }

        /// <summary>Reorders the dimensions.</summary>
        public Tensor permute(params long[] permutation)
        {
            var ndim = Impl.Sizes.Length;
            if (permutation.Length != ndim)
                throw Guard.Error($"permute() of a tensor of shape {Guard.Shape(Impl.Sizes)} needs {ndim} dimensions, got {Guard.Shape(permutation)}.");
            long[] sizes = new long[ndim], strides = new long[ndim], inverse = new long[ndim];
            var seen = new bool[ndim];
            for (var i = 0; i < ndim; i++)
            {
                var d = Guard.Dimension(permutation[i], ndim);
                if (seen[d]) throw Guard.Error($"Duplicate dims are not allowed in permute(): {Guard.Shape(permutation)}.");
                seen[d] = true;
                (sizes[i], strides[i], inverse[d]) = (Impl.Sizes[d], Impl.Strides[d], i);
            }
            return AsView("PermuteBackward", sizes, strides, Impl.Offset, g => [g.Output.permute(inverse)]);
        }

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        /// <summary>Swaps two dimensions.</summary>
        public Tensor transpose(long dim0, long dim1)
        {
            int a = Guard.Dimension(dim0, Impl.Sizes.Length), b = Guard.Dimension(dim1, Impl.Sizes.Length);
            if (Impl.Sizes.Length == 0) return alias();
            long[] sizes = shape, strides = stride();
            (sizes[a], sizes[b]) = (sizes[b], sizes[a]);
            (strides[a], strides[b]) = (strides[b], strides[a]);
            return AsView("TransposeBackward", sizes, strides, Impl.Offset, g => [g.Output.transpose(a, b)]);
        }

        /// <summary>Transpose of a matrix; vectors and numbers stay as they are.</summary>
        public Tensor t() => Impl.Sizes.Length switch
        {
            < 2 => alias(),
            2 => transpose(0, 1),
            _ => throw Guard.Error($"t() expects a tensor with at most 2 dimensions, this one has shape {Guard.Shape(Impl.Sizes)}."),
        };

        /// <summary>All dimensions in reverse order.</summary>
        public Tensor T => permute(Enumerable.Range(0, Impl.Sizes.Length).Reverse().Select(d => (long)d).ToArray());

        /// <summary>The last two dimensions swapped.</summary>
        public Tensor mT => transpose(-2, -1);

        /// <summary>A new dimension of size one.</summary>
        public Tensor unsqueeze(long dim)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length + 1);
            var stride = d < Impl.Sizes.Length ? Impl.Sizes[d] * Impl.Strides[d] : 1;
            long[] sizes = [.. Impl.Sizes[..d], 1, .. Impl.Sizes[d..]], strides = [.. Impl.Strides[..d], stride, .. Impl.Strides[d..]];
            return AsView("UnsqueezeBackward", sizes, strides, Impl.Offset, g => [g.Output.squeeze(d)]);
        }

        /// <summary>Drops one dimension if its size is one, or all such.</summary>
        public Tensor squeeze(long? dim = null)
        {
            var only = dim is { } given ? Guard.Dimension(given, Impl.Sizes.Length) : -1;
            List<long> sizes = [], strides = [];
            for (var i = 0; i < Impl.Sizes.Length; i++)
            {
                if (Impl.Sizes[i] == 1 && (dim is null || i == only)) continue;
                sizes.Add(Impl.Sizes[i]);
                strides.Add(Impl.Strides[i]);
            }
            var from = Impl.Sizes;
            return AsView("SqueezeBackward", [.. sizes], [.. strides], Impl.Offset, g => [g.Output.reshape(from)]);
        }

        /// <summary>Repeats dimensions of size one without copying; −1 keeps a size.</summary>
        public Tensor expand(params long[] sizes)
        {
            var own = Impl.Sizes;
            if (sizes.Length < own.Length)
                throw Guard.Error($"A tensor of shape {Guard.Shape(own)} cannot be expanded to the fewer dimensions of {Guard.Shape(sizes)}.");
            var target = (long[])sizes.Clone();
            var strides = new long[target.Length];
            var offset = target.Length - own.Length;
            for (var i = 0; i < target.Length; i++)
            {
                var size = i < offset ? 1 : own[i - offset];
                if (target[i] == -1 && i >= offset) target[i] = size;
                if (target[i] != size && size != 1 || target[i] < 0)
                    throw Guard.Error($"The expanded size {target[i]} must match the existing size {size} in dimension {i}: {Guard.Shape(own)} to {Guard.Shape(sizes)}.");
                strides[i] = i < offset || (size == 1 && target[i] != 1) ? 0 : Impl.Strides[i - offset];
            }
            // The backward pass sums over what was repeated, because the gradient must have this tensor's shape.
            return AsView("ExpandBackward", target, strides, Impl.Offset, static g => [g.Output]);
        }

        public Tensor expand(long[] sizes, bool isImplicit = false) => expand(sizes);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray());

        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape);

        public Tensor expand_as(Tensor other) => expand(other.Impl.Sizes);

        public Tensor broadcast_to(params long[] shape) => expand(shape);

        /// <summary>One index of a dimension, which goes.</summary>
        public Tensor select(long dim, long index)
        {
            if (Impl.Sizes.Length == 0) throw Guard.Error("select() cannot be applied to a 0-dim tensor.");
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            var size = Impl.Sizes[d];
            if (index < -size || index >= size)
                throw Guard.Error($"Index {index} is out of bounds for dimension {dim} with size {size} of a tensor of shape {Guard.Shape(Impl.Sizes)}.");
            var at = index < 0 ? index + size : index;
            var from = Impl.Sizes;
            long[] sizes = [.. from[..d], .. from[(d + 1)..]], strides = [.. Impl.Strides[..d], .. Impl.Strides[(d + 1)..]];
            return AsView("SelectBackward", sizes, strides, Impl.Offset + at * Impl.Strides[d],
                g => [g.Output.unsqueeze(d).PlaceInto(from, d, at, 1)]);
        }

        /// <summary>The indices <paramref name="start"/>, start + step, … before <paramref name="finish"/> of a dimension; bounds are clamped, negative ones count from the end.</summary>
        public Tensor slice(long dim, long start, long finish, long step)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            if (step <= 0) throw Guard.Error($"slice step must be positive, got {step}.");
            var size = Impl.Sizes[d];
            var first = Math.Clamp(start < 0 ? start + size : start, 0, size);
            var last = Math.Clamp(finish < 0 ? finish + size : finish, first, size);
            var count = (last - first + step - 1) / step;
            var from = Impl.Sizes;
            long[] sizes = shape, strides = stride();
            sizes[d] = count;
            strides[d] *= step;
            return AsView("SliceBackward", sizes, strides, Impl.Offset + first * Impl.Strides[d], g => [g.Output.PlaceInto(from, d, first, step)]);
        }

        /// <summary><paramref name="length"/> indices of a dimension from <paramref name="start"/> on.</summary>
        public Tensor narrow(long dim, long start, long length)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            var size = Impl.Sizes[d];
            var first = start < 0 ? start + size : start;
            if (first < 0 || length < 0 || first + length > size)
                throw Guard.Error($"narrow({dim}, {start}, {length}) exceeds dimension size {size} of a tensor of shape {Guard.Shape(Impl.Sizes)}.");
            return slice(d, first, first + length, 1);
        }

        /// <summary>Any window into the memory. The caller answers for its meaning; bounds are checked.</summary>
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0)
        {
            if (size.Length != strides.Length) throw Guard.Error($"as_strided: {size.Length} sizes and {strides.Length} strides.");
            var last = storageOffset;
            for (var i = 0; i < size.Length; i++) last += Math.Max(size[i] - 1, 0) * strides[i];
            if (storageOffset < 0 || strides.Any(s => s < 0) || (Shape.Count(size) > 0 && (last + 1) * ElementSize > Impl.Storage.Bytes))
                throw Guard.Error($"as_strided: sizes {Guard.Shape(size)} with strides {Guard.Shape(strides)} from element {storageOffset} reach beyond the storage of {Impl.Storage.Bytes / ElementSize} elements.");
            var from = Impl.Sizes;
            var offset = storageOffset - Impl.Offset;
            if (Tape.Records(this) && !Impl.IsContiguous) throw Guard.Error("as_strided of a non-contiguous tensor cannot be differentiated; call contiguous() first.");
            return AsView("AsStridedBackward", (long[])size.Clone(), (long[])strides.Clone(), storageOffset,
                g =>
                {
                    var whole = zeros(from, g.Output.dtype);
                    if (!Shape.MayOverlap(size, strides)) return [whole.AsStridedScatter(g.Output, size, strides, offset)];
                    // An element that the window shows more than once gets the sum of its gradients.
                    var numbers = arange(whole.numel()).as_strided(size, strides, offset).reshape(-1);
                    return [whole.reshape(-1).index_add(0, numbers, g.Output.reshape(-1), 1).reshape(from)];
                });
        }

        /// <summary>Dense in row-major order; this tensor itself (another handle) if it already is.</summary>
        public Tensor contiguous() => Impl.IsContiguous ? alias() : clone();

        /// <summary>A dense copy.</summary>
        public Tensor clone()
        {
            var copy = TensorImpl.Allocate(Impl.Type, Impl.Sizes);
            Kernels.Pointwise.Copy(Impl, copy);
            var result = new Tensor(copy);
            return Tape.Records(this) ? Tape.Record("CloneBackward", result, [this], [], static g => [g.Output]) : result;
        }

        private Tensor AsView(string name, long[] sizes, long[] strides, long offset, BackwardFormula backward)
        {
            var impl = Impl.Alias(sizes, strides, offset);
            var result = new Tensor(impl);
            if (!GradMode.Enabled) return result;
            if (Tape.Records(this)) Tape.Record(name, result, [this], [], backward);
            if (!Impl.Type.IsFloating()) return result;
            // In-place writes through the view must reach the tensor it was made from.
            var root = Impl.Autograd?.View?.Base ?? Impl;
            impl.RequireAutograd().View = new ViewOf(root.Retain(), sizes, strides, offset) { BaseGradFn = root.Autograd?.GradFn };
            return result;
        }

        /// <summary>Zeros of shape <paramref name="sizes"/> with this tensor at every <paramref name="step"/>-th index from <paramref name="start"/> on: the transpose of a slice.</summary>
        internal Tensor PlaceInto(long[] sizes, int dim, long start, long step)
        {
            var finish = start + Math.Max(0, (Impl.Sizes[dim] - 1) * step + 1);
            var whole = zeros(sizes, dtype);
            using (no_grad())
            using (var window = whole.slice(dim, start, finish, step)) Kernels.Pointwise.Copy(Impl, window.Impl);
            return Tape.Records(this)
                ? Tape.Record("PlaceIntoBackward", whole, [this], [], g => [g.Output.slice(dim, start, finish, step)])
                : whole;
        }

        /// <summary>A copy of this tensor, dense, with <paramref name="source"/> written into a window of it.</summary>
        internal Tensor AsStridedScatter(Tensor source, long[] sizes, long[] strides, long offset)
        {
            Tensor result;
            using (no_grad())
            {
                result = clone();
                using var window = result.as_strided(sizes, strides, offset);
                Kernels.Pointwise.Copy(source.Impl, window.Impl);
            }
            return Tape.Records(this, source)
                ? Tape.Record("AsStridedScatterBackward", result, [this, source], [], g =>
                {
                    var dense = g.Output.contiguous();
                    return [dense.AsStridedScatter(zeros(sizes, dense.dtype), sizes, strides, offset), dense.as_strided(sizes, strides, offset)];
                })
                : result;
        }
    }

    public static Tensor clone(Tensor input) => input.clone();

    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => input.flatten(start_dim, end_dim);

    public static Tensor narrow(Tensor input, long dim, long start, long length) => input.narrow(dim, start, length);

    public static Tensor permute(Tensor input, params long[] permutation) => input.permute(permutation);

    public static Tensor ravel(Tensor input) => input.ravel();

    public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);

    public static Tensor select(Tensor input, long dim, long index) => input.select(dim, index);

    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);

    public static Tensor t(Tensor input) => input.t();

    public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);

    public static Tensor unflatten(Tensor input, long dim, Size sizes) => input.unflatten(dim, sizes);

    public static Tensor unflatten(Tensor input, long dim, params long[] sizes) => input.unflatten(dim, sizes);

    public static Tensor unsqueeze(Tensor input, long dim) => input.unsqueeze(dim);
}
