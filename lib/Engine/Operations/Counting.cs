namespace TorchSharp;

// Different values, counts and places in sorted sequences. Indices have no gradient.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The different values in order; where each element went, and how often each value occurs. What is not asked for is null.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            if (dim is { } d) return UniqueSlices(Guard.Dimension(d, Impl.Sizes.Length), true, return_inverse, return_counts);
            var (values, places) = detach().reshape(-1).sort(0);
            var (output, inverse, counts) = values.Runs();
            // The run of the i-th in order belongs to the element that stood at places[i].
            var where = return_inverse ? torch.zeros_like(inverse).scatter(0, places, inverse).reshape(Impl.Sizes) : null;
            return (output, where, return_counts ? counts : null);
        }

        /// <summary>The values without immediate repetitions.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(bool return_inverse = false, bool return_counts = false, int? dim = null)
        {
            if (dim is { } d) return UniqueSlices(Guard.Dimension(d, Impl.Sizes.Length), false, return_inverse, return_counts);
            var (output, inverse, counts) = detach().reshape(-1).Runs();
            return (output, return_inverse ? inverse.reshape(Impl.Sizes) : null, return_counts ? counts : null);
        }

        /// <summary>The first element of each run of equal ones, the run's number for each element, and the lengths.</summary>
        private (Tensor First, Tensor Run, Tensor Length) Runs()
        {
            if (Impl.Count == 0) return (clone(), zeros([0], ScalarType.Int64), zeros([0], ScalarType.Int64));
            var starts = cat([ones([1], ScalarType.Bool), narrow(0, 1, Impl.Count - 1).ne(narrow(0, 0, Impl.Count - 1))]);
            var first = starts.nonzero().reshape(-1);
            return (index_select(0, first), starts.cumsum(0) - 1, cat([first, tensor([Impl.Count])]).diff());
        }

        private (Tensor, Tensor?, Tensor?) UniqueSlices(int d, bool sorts, bool inverse, bool counts)
        {
            var rows = detach().transpose(0, d).contiguous();
            var flat = rows.reshape(rows.Impl.Sizes[0], -1);
            var lines = flat.unbind().Select(row => row.to(ScalarType.Float64).Values<double>()).ToArray();
            var order = Enumerable.Range(0, lines.Length).ToArray();
            if (sorts) order = [.. order.OrderBy(i => lines[i], Comparer<double[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b)))];
            List<long> first = [], lengths = [];
            var run = new long[lines.Length];
            for (var i = 0; i < order.Length; i++)
            {
                if (i == 0 || !lines[order[i]].AsSpan().SequenceEqual(lines[order[i - 1]]))
                {
                    first.Add(order[i]);
                    lengths.Add(0);
                }
                run[order[i]] = first.Count - 1;
                lengths[^1]++;
            }
            return (index_select(d, tensor(first.ToArray())), inverse ? tensor(run) : null, counts ? tensor(lengths.ToArray()) : null);
        }

        /// <summary>How often each of 0, 1, … occurs, or the sum of its weights.</summary>
        public Tensor bincount(Tensor? weights, long minlength = 0)
        {
            if (Impl.Sizes.Length != 1 || !dtype.IsIntegral()) throw Guard.Error($"bincount only supports vectors of non-negative integers, got {dtype} {Guard.Shape(Impl.Sizes)}.");
            if (weights is not null && !weights.Impl.Sizes.AsSpan().SequenceEqual(Impl.Sizes))
                throw Guard.Error($"bincount: weights {Guard.Shape(weights.Impl.Sizes)} should have the same length as the input {Guard.Shape(Impl.Sizes)}.");
            var type = weights is null ? ScalarType.Int64 : weights.dtype == ScalarType.Float32 ? ScalarType.Float32 : ScalarType.Float64;
            if (Impl.Count == 0) return zeros([minlength], ScalarType.Int64);
            if (min().ToInt64() < 0) throw Guard.Error($"bincount only supports non-negative integers, got {min().ToInt64()}.");
            var size = Math.Max(minlength, max().ToInt64() + 1);
            return zeros([size], type).index_add(0, this, weights?.detach().to(type) ?? ones(Impl.Sizes, type), 1);
        }

        /// <summary>Numbers of elements in equal intervals from min to max; both zero mean those of the data. Elements outside are not counted.</summary>
        public Tensor histc(long bins = 100, long min = 0, long max = 0)
        {
            RequireFloating("histc");
            if (bins <= 0) throw Guard.Error($"histc: bins must be > 0, got {bins}.");
            var x = detach().reshape(-1);
            double low = min, high = max;
            if (min == max && Impl.Count > 0) (low, high) = (x.min().ToDouble(), x.max().ToDouble());
            if (low == high) (low, high) = (low - 1, high + 1);
            if (!double.IsFinite(low) || !double.IsFinite(high)) throw Guard.Error($"histc: range of [{low}, {high}] is not finite.");
            if (low > high) throw Guard.Error($"histc: max must be larger than min, got {high} and {low}.");
            var inside = x.masked_select(x.ge(low).logical_and(x.le(high)));
            // The last interval includes its end.
            var places = ((inside - low) * bins / (high - low)).to(ScalarType.Int64).clamp(0, bins - 1);
            return zeros([bins], dtype).index_add(0, places, torch.ones_like(inside), 1);
        }

        /// <summary>The interval of sorted boundaries that each element lies in.</summary>
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false)
        {
            if (boundaries.Impl.Sizes.Length != 1) throw Guard.Error($"bucketize: boundaries tensor must be 1 dimension, got shape {Guard.Shape(boundaries.Impl.Sizes)}.");
            return searchsorted(boundaries, this, outInt32, right);
        }

        /// <summary>Whether each element is among <paramref name="test_elements"/>.</summary>
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false)
        {
            var known = test_elements.detach().to(ScalarType.Float64).reshape(-1).Values<double>().Where(v => !double.IsNaN(v)).ToHashSet();
            var found = detach().to(ScalarType.Float64).reshape(-1).Values<double>().Select(v => known.Contains(v) != invert).ToArray();
            return tensor(found).reshape(Impl.Sizes);
        }
    }

    /// <summary>Where each value would be inserted so that the last dimension of the sequence stays sorted: before equal ones, or after them.</summary>
    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor? sorter = null)
    {
        var sequence = (sorter is null ? sorted_sequence : sorted_sequence.gather(-1, sorter)).detach();
        var (sizes, length) = (sequence.Impl.Sizes, sequence.Impl.Sizes[^1]);
        var shared = sizes.Length == 1;
        if (!shared && (values.Impl.Sizes.Length != sizes.Length || !values.Impl.Sizes.AsSpan(..^1).SequenceEqual(sizes.AsSpan(..^1))))
            throw Guard.Error($"searchsorted: boundaries {Guard.Shape(sizes)} and values {Guard.Shape(values.Impl.Sizes)} should agree in all dimensions but the last.");
        var boundaries = sequence.to(ScalarType.Float64).contiguous().Values<double>();
        var wanted = values.detach().to(ScalarType.Float64).contiguous().Values<double>();
        var perLine = shared ? Math.Max(1, wanted.Length) : values.Impl.Sizes[^1];
        var found = new long[wanted.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var line = boundaries.AsSpan((int)(i / perLine * length), (int)length);
            int low = 0, high = line.Length;
            while (low < high)
            {
                var middle = (low + high) / 2;
                // NaN counts as larger than any number.
                var before = right ? !(line[middle] > wanted[i] || double.IsNaN(line[middle]) && !double.IsNaN(wanted[i])) : !(line[middle] >= wanted[i] || double.IsNaN(line[middle]));
                if (before) low = middle + 1;
                else high = middle;
            }
            found[i] = low;
        }
        return tensor(found).reshape(values.Impl.Sizes).to(out_int32 ? ScalarType.Int32 : ScalarType.Int64);
    }

    public static Tensor searchsorted(Tensor sorted_sequence, Scalar values, bool out_int32, bool right, Tensor? sorter) =>
        searchsorted(sorted_sequence, Tensor.Number(values), out_int32, right, sorter);

    public static Tensor bincount(Tensor input, Tensor? weights = null, long minlength = 0) => input.bincount(weights, minlength);

    public static Tensor bucketize(Tensor input, Tensor boundaries, bool outInt32 = false, bool right = false) => input.bucketize(boundaries, outInt32, right);

    public static Tensor histc(Tensor input, long bins = 100, long min = 0, long max = 0) => input.histc(bins, min, max);

    public static Tensor isin(Tensor tensor, Tensor test_elements, bool assumeUnique = false, bool invert = false) => tensor.isin(test_elements, assumeUnique, invert);

    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(Tensor input, bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) => input.unique(sorted, return_inverse, return_counts, dim);

    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(Tensor input, bool return_inverse = false, bool return_counts = false, int? dim = null) => input.unique_consecutive(return_inverse, return_counts, dim);
}
