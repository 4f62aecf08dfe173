using TorchSharp;
using static TorchSharp.torch;

namespace Course.Metrics;

/// <summary>
/// Whether each known factor of the data is told by one latent unit and no other (Chen et al., <i>Isolating sources of disentanglement</i>, 2018,
/// equation 6): with I(zⱼ; v) the information of unit j about factor v,
/// <para>MIG = mean over v of (I of the best unit − I of the second best) / H(v).</para>
/// 1 when every factor has a unit of its own that says all about it, 0 when two units say as much, or none anything.
/// </summary>
/// <remarks>
/// Estimated from histograms: the mean code of each item and each factor that takes more than B values are cut into B equal bins between their smallest and
/// largest value; information and entropy are those of the counts. Counting N items inflates I by about (B − 1)²/2N nats (0.018 with 20 bins and 10,000
/// items), in both terms of the difference. Numbers of other estimators are other numbers.
/// </remarks>
public sealed class MutualInformationGap
{
    private MutualInformationGap(double[,] information, double[] entropies) => (Information, Entropies) = (information, entropies);

    /// <summary>I(zⱼ; v) in nats, [Z, F]: a row per latent unit, a column per factor.</summary>
    public double[,] Information { get; }

    /// <summary>H(v) of each binned factor in nats, F.</summary>
    public IReadOnlyList<double> Entropies { get; }

    /// <summary>I(zⱼ; v)/H(v), [Z, F]: the share of a factor that a unit knows, 0 to 1.</summary>
    public double[,] Shares
    {
        get
        {
            var shares = (double[,])Information.Clone();
            for (int unit = 0; unit < shares.GetLength(0); unit++)
                for (int factor = 0; factor < shares.GetLength(1); factor++) shares[unit, factor] /= Entropies[factor];
            return shares;
        }
    }

    /// <summary>The gap of each factor, F: best minus second best share, 0 to 1.</summary>
    public IReadOnlyList<double> Gaps
    {
        get
        {
            var shares = Shares;
            return [.. Enumerable.Range(0, Entropies.Count).Select(factor =>
            {
                var best = Enumerable.Range(0, shares.GetLength(0)).Select(unit => shares[unit, factor]).OrderDescending().Take(2).ToArray();
                return best[0] - best[1];
            })];
        }
    }

    /// <summary>The mean gap, 0 to 1.</summary>
    public double Value => Gaps.Average();

    /// <summary>Measures codes against the factors that made the items.</summary>
    /// <param name="codes">Mean codes [N, Z], two units or more.</param>
    /// <param name="factors">[N, F].</param>
    /// <param name="bins">Bins of each histogram (B), 2 or more.</param>
    /// <exception cref="ArgumentException">Shapes that do not fit, a value that is not finite, or a factor that never varies.</exception>
    public static MutualInformationGap Of(Tensor codes, Tensor factors, int bins = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        if (codes.shape is not [var count, >= 2] || factors.shape is not [var known, >= 1] || count != known)
            throw new ArgumentException(
                $"The gap needs codes [N, Z] with two units or more and factors [N, F], but these are [{string.Join(", ", codes.shape)}] and "
                + $"[{string.Join(", ", factors.shape)}].");
        var units = Columns(codes, "Code").Select(values => Histogram.Cut(values, bins)).ToArray();
        // A factor of few values, such as one of four shapes, has those for bins.
        var causes = Columns(factors, "Factor")
            .Select(values => values.Distinct().Take(bins + 1).Count() <= bins ? Histogram.ByValue(values) : Histogram.Cut(values, bins)).ToArray();
        var entropies = causes.Select(cause => cause.Entropy).ToArray();
        if (Array.IndexOf(entropies, 0) is var constant and >= 0) throw new ArgumentException($"Factor {constant} never varies, so that nothing can tell it.");
        var information = new double[units.Length, causes.Length];
        for (int unit = 0; unit < units.Length; unit++)
            for (int factor = 0; factor < causes.Length; factor++) information[unit, factor] = Histogram.Information(units[unit], causes[factor]);
        return new(information, entropies);
    }

    private static IEnumerable<double[]> Columns(Tensor table, string name)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var rows = table.detach().to(float64).t().contiguous();
        if (!rows.isfinite().all().ToBoolean()) throw new ArgumentException($"{name} values must be finite, but some are NaN or ∞.");
        var values = rows.data<double>().ToArray();
        return values.Chunk((int)rows.shape[1]).ToArray();
    }

    /// <summary>Values as numbers of bins.</summary>
    private sealed class Histogram
    {
        private readonly int[] _places;

        private readonly int _bins;

        private Histogram(int[] places, int bins) => (_places, _bins, Entropy) = (places, bins, EntropyOf(Count(places, bins)));

        public double Entropy { get; }

        /// <summary>Equal bins between the smallest and the largest value.</summary>
        public static Histogram Cut(double[] values, int bins)
        {
            double low = values.Min(), width = values.Max() - low;
            return new([.. values.Select(value => width > 0 ? Math.Min(bins - 1, (int)((value - low) / width * bins)) : 0)], bins);
        }

        /// <summary>A bin for each value.</summary>
        public static Histogram ByValue(double[] values)
        {
            var order = values.Distinct().Order().ToList();
            return new([.. values.Select(value => order.IndexOf(value))], order.Count);
        }

        /// <summary>I = H(a) + H(b) − H(a, b), never below 0.</summary>
        public static double Information(Histogram a, Histogram b)
        {
            var both = a._places.Zip(b._places, (i, j) => i * b._bins + j);
            return Math.Max(0, a.Entropy + b.Entropy - EntropyOf(Count(both, a._bins * b._bins)));
        }

        private static int[] Count(IEnumerable<int> places, int bins)
        {
            var counts = new int[bins];
            foreach (int place in places) counts[place]++;
            return counts;
        }

        private static double EntropyOf(int[] counts)
        {
            double total = counts.Sum();
            return counts.Where(count => count > 0).Sum(count => -count / total * Math.Log(count / total));
        }
    }
}
