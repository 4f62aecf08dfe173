using TorchSharp.Autograd;

namespace TorchSharp;

// Diagonals and triangles of matrices, and of the matrices in a batch.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A view of the elements [i, i + offset] of two dimensions, which go; the diagonal becomes the last dimension.</summary>
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1)
        {
            var (first, second) = Plane("diagonal", dim1, dim2, Impl.Sizes.Length);
            long rows = Impl.Sizes[first], columns = Impl.Sizes[second];
            var length = Math.Max(0, offset >= 0 ? Math.Min(rows, columns - offset) : Math.Min(rows + offset, columns));
            var start = length == 0 ? 0 : offset >= 0 ? offset * Impl.Strides[second] : -offset * Impl.Strides[first];
            long[] rest = [.. Enumerable.Range(0, Impl.Sizes.Length).Where(d => d != first && d != second).Select(d => (long)d)];
            long[] sizes = [.. rest.Select(d => Impl.Sizes[d]), length];
            long[] strides = [.. rest.Select(d => Impl.Strides[d]), Impl.Strides[first] + Impl.Strides[second]];
            var from = Impl.Sizes;
            return AsView("DiagonalBackward", sizes, strides, Impl.Offset + start,
                g => [zeros(from, g.Output.dtype).diagonal_scatter(g.Output, offset, first, second)]);
        }

        /// <summary>A copy with <paramref name="src"/> written onto a diagonal.</summary>
        public Tensor diagonal_scatter(Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) =>
            WithWindow("DiagonalScatterBackward", src, x => x.diagonal(offset, dim1, dim2));

        /// <summary>The diagonal of a matrix, or a matrix with this vector as its diagonal.</summary>
        public Tensor diag(long diagonal = 0) => Impl.Sizes.Length switch
        {
            1 => diag_embed(diagonal, 0, 1),
            2 => this.diagonal(diagonal, 0, 1).clone(),
            _ => throw Guard.Error($"diag() supports 1D or 2D tensors, got shape {Guard.Shape(Impl.Sizes)}."),
        };

        /// <summary>Matrices of zeros with the last dimension on their diagonal, in two new dimensions.</summary>
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1)
        {
            AtLeast("diag_embed", 1);
            var (first, second) = Plane("diag_embed", dim1, dim2, Impl.Sizes.Length + 1);
            var side = Impl.Sizes[^1] + Math.Abs(offset);
            var sizes = new long[Impl.Sizes.Length + 1];
            var batch = 0;
            for (var d = 0; d < sizes.Length; d++) sizes[d] = d == first || d == second ? side : Impl.Sizes[batch++];
            return zeros(sizes, dtype).diagonal_scatter(this, offset, first, second);
        }

        /// <summary>A matrix with the flattened elements as its diagonal.</summary>
        public Tensor diagflat(long offset = 0) => flatten().diag(offset);

        /// <summary>Sum of a matrix's diagonal.</summary>
        public Tensor trace() => Impl.Sizes.Length == 2
            ? diagonal().sum()
            : throw Guard.Error($"trace: expected a matrix, but got a tensor of shape {Guard.Shape(Impl.Sizes)}.");

        /// <summary>The elements on and below a diagonal, zeros above it.</summary>
        public Tensor tril(long diagonal = 0) => Triangle("TrilBackward", diagonal, true);

        public Tensor tril_(long diagonal = 0) => InPlace(x => x.tril(diagonal));

        /// <summary>The elements on and above a diagonal, zeros below it.</summary>
        public Tensor triu(long diagonal = 0) => Triangle("TriuBackward", diagonal, false);

        public Tensor triu_(long diagonal = 0) => InPlace(x => x.triu(diagonal));

        private Tensor Triangle(string name, long diagonal, bool lower)
        {
            AtLeast(lower ? "tril" : "triu", 2);
            Tensor result;
            using (no_grad())
            {
                var distance = arange(Impl.Sizes[^1]) - arange(Impl.Sizes[^2]).unsqueeze(1);
                result = zeros([], dtype).where(lower ? distance.gt(diagonal) : distance.lt(diagonal), this);
            }
            return Tape.Records(this) ? Tape.Record(name, result, [this], [], g => [g.Output.Triangle(name, diagonal, lower)]) : result;
        }

        /// <summary>A copy of this tensor with <paramref name="source"/> written into one of its windows.</summary>
        /// <param name="name">The operation, for the graph.</param>
        /// <param name="source">What is written; it must have the window's shape.</param>
        /// <param name="window">Makes the view.</param>
        private Tensor WithWindow(string name, Tensor source, Func<Tensor, Tensor> window)
        {
            Tensor result;
            using (no_grad())
            {
                result = clone();
                using var view = window(result);
                if (!view.Impl.Sizes.AsSpan().SequenceEqual(source.Impl.Sizes))
                    throw Guard.Error($"Expected src to have a size equal to the window of self: {Guard.Shape(view.Impl.Sizes)}, but got {Guard.Shape(source.Impl.Sizes)}.");
                Kernels.Pointwise.Copy(source.Impl, view.Impl);
            }
            var type = source.dtype;
            return Tape.Records(this, source)
                ? Tape.Record(name, result, [this, source], [], g =>
                [
                    g.Needs(0) ? g.Output.WithWindow(name, torch.zeros_like(window(g.Output)), window) : null,
                    g.Needs(1) ? window(g.Output).to(type) : null,
                ])
                : result;
        }

        private static (int First, int Second) Plane(string operation, long dim1, long dim2, int ndim)
        {
            if (ndim < 2) throw Guard.Error($"{operation} needs two dimensions, got a tensor of {ndim}.");
            int first = Guard.Dimension(dim1, ndim), second = Guard.Dimension(dim2, ndim);
            return first != second ? (first, second) : throw Guard.Error($"{operation}: the dimensions cannot be identical, got {dim1} and {dim2}.");
        }
    }

    /// <summary>Row and column numbers of a lower triangle: [2, count].</summary>
    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        ones([row, col], ScalarType.Int32, device).tril(offset).nonzero().t().to(dtype).contiguous();

    /// <summary>Row and column numbers of an upper triangle: [2, count].</summary>
    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        ones([row, col], ScalarType.Int32, device).triu(offset).nonzero().t().to(dtype).contiguous();

    public static Tensor diag(Tensor input, long diagonal = 0) => input.diag(diagonal);

    public static Tensor diag_embed(Tensor input, long offset = 0, long dim1 = -2, long dim2 = -1) => input.diag_embed(offset, dim1, dim2);

    public static Tensor diagflat(Tensor input, long offset = 0) => input.diagflat(offset);

    public static Tensor diagonal(Tensor input, long offset = 0, long dim1 = 0, long dim2 = 1) => input.diagonal(offset, dim1, dim2);

    public static Tensor diagonal_scatter(Tensor input, Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) => input.diagonal_scatter(src, offset, dim1, dim2);

    public static Tensor trace(Tensor input) => input.trace();

    public static Tensor tril(Tensor input, long diagonal = 0) => input.tril(diagonal);

    public static Tensor tril_(Tensor input, long diagonal = 0) => input.tril_(diagonal);

    public static Tensor triu(Tensor input, long diagonal = 0) => input.triu(diagonal);

    public static Tensor triu_(Tensor input, long diagonal = 0) => input.triu_(diagonal);
}
