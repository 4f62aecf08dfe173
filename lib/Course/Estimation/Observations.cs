using TorchSharp;
using static TorchSharp.torch;

namespace Course.Estimation;

/// <summary>Points for a mixture, checked: all of them, or grouped by the dimensions in which they have values.</summary>
internal sealed class Observations
{
    private const char Missing = '?', Present = 'x';

    /// <param name="data">[N, D], float32 or float64.</param>
    /// <param name="missing">What NaN means.</param>
    /// <exception cref="ArgumentException">Another shape or type, no point, a value that is not finite, a point or dimension without any value.</exception>
    public Observations(Tensor data, MissingValues missing)
    {
        if (data.dim() != 2) throw new ArgumentException($"The data have the shape [{string.Join(", ", data.shape)}]; give [N, D], one point per row.");
        if (data.dtype is not (ScalarType.Float32 or ScalarType.Float64)) throw new ArgumentException($"The data are {data.dtype}; give float32 or float64.");
        (Count, Dimensions) = (data.shape[0], data.shape[1]);
        if (Count == 0 || Dimensions == 0) throw new ArgumentException($"The data are [{Count}, {Dimensions}]; give a point or more, of a dimension or more.");
        data = data.detach();
        RequireNone(data.isinf(), data, "leave its row out");
        var absent = data.isnan();
        if (missing == MissingValues.Refuse)
            RequireNone(absent, data, "leave its row out, or choose MissingValues.Marginalise if NaN marks what was not observed");
        bool complete = !absent.any().item<bool>();
        Groups = complete ? [(data, null)] : Grouped(data, absent);
        Complete = complete ? data.to(ScalarType.Float64) : Imputed(data.to(ScalarType.Float64), absent);
    }

    /// <summary>N.</summary>
    public long Count { get; }

    /// <summary>D.</summary>
    public long Dimensions { get; }

    /// <summary>[N, D], float64; what is missing is the mean of its dimension, which is good enough to choose a start.</summary>
    public Tensor Complete { get; }

    /// <summary>Points [n, O] that have values in the same O dimensions, and which these are; null stands for all of them, in the order of the data.</summary>
    public IReadOnlyList<(Tensor Values, Tensor? Observed)> Groups { get; }

    /// <exception cref="ArgumentException">The points have another dimension.</exception>
    public void RequireDimensions(int dimensions)
    {
        if (Dimensions != dimensions)
            throw new ArgumentException($"The data have {Dimensions} dimensions, but the mixture has {dimensions}; give [N, {dimensions}].");
    }

    private static void RequireNone(Tensor bad, Tensor data, string advice)
    {
        long count = bad.sum().item<long>();
        if (count == 0) return;
        var (row, column) = Math.DivRem(bad.flatten().to(ScalarType.Int32).argmax().item<long>(), data.shape[1]);
        throw new ArgumentException(FormattableString.Invariant(
            $"{count} of {data.numel()} values are not numbers, the first is {data[row, column].ToDouble()} at [{row}, {column}]; {advice}."));
    }

    private static List<(Tensor, Tensor?)> Grouped(Tensor data, Tensor absent)
    {
        int dimensions = (int)data.shape[1];
        var never = absent.all(0L).to(ScalarType.Int32);
        if (never.any().item<bool>()) throw new ArgumentException($"Dimension {never.argmax().item<long>()} has no value in any row; leave it out.");
        char[] marks = Array.ConvertAll(absent.data<bool>().ToArray(), mark => mark ? Missing : Present);
        var groups = new List<(Tensor, Tensor?)>();
        foreach (var pattern in Enumerable.Range(0, (int)data.shape[0]).GroupBy(row => new string(marks, row * dimensions, dimensions)))
        {
            long[] observed = [.. Enumerable.Range(0, dimensions).Where(i => pattern.Key[i] == Present).Select(i => (long)i)];
            if (observed.Length == 0) throw new ArgumentException($"Row {pattern.First()} has no value at all; leave it out.");
            var rows = data.index_select(0, tensor(pattern.Select(row => (long)row).ToArray()));
            groups.Add(observed.Length == dimensions ? (rows, null) : (rows.index_select(1, tensor(observed)), tensor(observed)));
        }
        return groups;
    }

    private static Tensor Imputed(Tensor data, Tensor absent)
    {
        var means = data.masked_fill(absent, 0).sum(0L) / absent.logical_not().sum(0L);
        return where(absent, means, data);
    }
}
