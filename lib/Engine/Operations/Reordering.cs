using TorchSharp.Autograd;

namespace TorchSharp;

// The same elements in another order: mirrored, rotated, dimensions moved.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A copy with the order of the indices reversed in the given dimensions.</summary>
        public Tensor flip(params long[] dims)
        {
            var reversed = Reduced(dims);
            Tensor result;
            using (no_grad())
            {
                result = dims.Length == 0 || Impl.Sizes.Length == 0 ? clone() : this;
                for (var d = 0; d < reversed.Length; d++)
                    if (reversed[d]) result = result.index_select(d, Impl.Sizes[d] - 1 - arange(Impl.Sizes[d]));
            }
            return Tape.Records(this) ? Tape.Record("FlipBackward", result, [this], [], g => [g.Output.flip(dims)]) : result;
        }

        /// <summary>Left and right exchanged: dimension 1 reversed.</summary>
        public Tensor fliplr() => AtLeast("fliplr", 2).flip(1);

        /// <summary>Up and down exchanged: dimension 0 reversed.</summary>
        public Tensor flipud() => AtLeast("flipud", 1).flip(0);

        /// <summary>Shifts the elements, those beyond the end coming in at the start; without <paramref name="dims"/>, of the flattened tensor.</summary>
        public Tensor roll(long shifts, long? dims = null) => dims is { } dim ? roll(new[] { shifts }, new[] { dim }) : roll(new[] { shifts });

        public Tensor roll(long[] shifts) => shifts.Length == 1
            ? flatten().roll(shifts, new[] { 0L }).view(Impl.Sizes)
            : throw Guard.Error($"roll: {shifts.Length} shifts need as many dimensions, got none.");

        public Tensor roll(long[] shifts, long[] dims)
        {
            if (shifts.Length != dims.Length || dims.Length == 0) throw Guard.Error($"roll: shifts {Guard.Shape(shifts)} and dimensions {Guard.Shape(dims)} must be equally many.");
            var result = this;
            for (var i = 0; i < dims.Length; i++)
            {
                var d = Guard.Dimension(dims[i], Impl.Sizes.Length);
                var size = Impl.Sizes.Length == 0 ? 0 : Impl.Sizes[d];
                if (size == 0) continue;
                var start = ((-shifts[i] % size) + size) % size;
                result = cat([result.narrow(d, start, size - start), result.narrow(d, 0, start)], d);
            }
            return ReferenceEquals(result, this) ? clone() : result;
        }

        public Tensor roll((long, long) shifts, (long, long) dims) => roll(new[] { shifts.Item1, shifts.Item2 }, new[] { dims.Item1, dims.Item2 });

        public Tensor roll((long, long, long) shifts, (long, long, long) dims) =>
            roll(new[] { shifts.Item1, shifts.Item2, shifts.Item3 }, new[] { dims.Item1, dims.Item2, dims.Item3 });

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => dims.Length == 0 ? roll(shifts.ToArray()) : roll(shifts.ToArray(), dims.ToArray());

        /// <summary>Quarter turns in the plane of two dimensions, from the first towards the second.</summary>
        public Tensor rot90(long k = 1, (long, long)? dims = null)
        {
            AtLeast("rot90", 2);
            var (a, b) = dims ?? (0, 1);
            int first = Guard.Dimension(a, Impl.Sizes.Length), second = Guard.Dimension(b, Impl.Sizes.Length);
            if (first == second) throw Guard.Error($"rot90 expects two different dimensions, got {a} and {b}.");
            return (((k % 4) + 4) % 4) switch
            {
                1 => flip(second).transpose(first, second),
                2 => flip(first, second),
                3 => flip(first).transpose(first, second),
                _ => clone(),
            };
        }

        /// <summary>Brings dimension source[i] to place destination[i]; the others keep their order.</summary>
        public Tensor movedim(long[] source, long[] destination)
        {
            if (source.Length != destination.Length) throw Guard.Error($"movedim: {source.Length} sources {Guard.Shape(source)} and {destination.Length} destinations {Guard.Shape(destination)}.");
            var ndim = Impl.Sizes.Length;
            int[] from = [.. source.Select(d => Guard.Dimension(d, ndim))], to = [.. destination.Select(d => Guard.Dimension(d, ndim))];
            if (from.Distinct().Count() != from.Length || to.Distinct().Count() != to.Length)
                throw Guard.Error($"movedim: repeated dimension in {Guard.Shape(source)} or {Guard.Shape(destination)}.");
            if (ndim == 0) return alias();
            var order = new long[ndim];
            Array.Fill(order, -1);
            for (var i = 0; i < from.Length; i++) order[to[i]] = from[i];
            var rest = new Queue<int>(Enumerable.Range(0, ndim).Except(from));
            for (var d = 0; d < ndim; d++)
                if (order[d] < 0) order[d] = rest.Dequeue();
            return permute(order);
        }

        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        /// <summary>Copies side by side, like <see cref="repeat"/>; missing leading repetitions count as one.</summary>
        public Tensor tile(long[] reps) =>
            repeat([.. Enumerable.Repeat(1L, Math.Max(0, Impl.Sizes.Length - reps.Length)), .. reps]);

        private Tensor AtLeast(string operation, int dimensions) => Impl.Sizes.Length >= dimensions
            ? this
            : throw Guard.Error($"{operation} needs a tensor of at least {dimensions} dimensions, got shape {Guard.Shape(Impl.Sizes)}.");
    }

    public static Tensor movedim(Tensor input, long source, long destination) => input.movedim([source], [destination]);

    public static Tensor moveaxis(Tensor input, long source, long destination) => input.movedim([source], [destination]);

    public static Tensor swapaxes(Tensor input, long axis0, long axis1) => input.transpose(axis0, axis1);

    public static Tensor tile(Tensor input, long[] dims) => input.tile(dims);

    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);

    public static Tensor fliplr(Tensor input) => input.fliplr();

    public static Tensor flipud(Tensor input) => input.flipud();

    public static Tensor moveaxis(Tensor input, long[] source, long[] destination) => input.moveaxis(source, destination);

    public static Tensor movedim(Tensor input, long[] source, long[] destination) => input.movedim(source, destination);

    public static Tensor roll(Tensor input, long shifts, long? dims = null) => input.roll(shifts, dims);

    public static Tensor roll(Tensor input, long[] shifts) => input.roll(shifts);

    public static Tensor roll(Tensor input, long[] shifts, long[] dims) => input.roll(shifts, dims);

    public static Tensor roll(Tensor input, ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => input.roll(shifts, dims);

    public static Tensor roll(Tensor input, (long, long, long) shifts, (long, long, long) dims) => input.roll(shifts, dims);

    public static Tensor roll(Tensor input, (long, long) shifts, (long, long) dims) => input.roll(shifts, dims);

    public static Tensor rot90(Tensor input, long k = 1, (long, long)? dims = null) => input.rot90(k, dims);

    public static Tensor swapdims(Tensor input, long dim0, long dim1) => input.swapdims(dim0, dim1);
}
