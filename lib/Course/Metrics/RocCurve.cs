namespace Course.Metrics;

/// <summary>
/// How well a score tells anomalies from the rest, whatever the threshold: for each threshold the share of false alarms and the share of anomalies found.
/// Immutable.
/// </summary>
public sealed class RocCurve
{
    private RocCurve(double[] falseAlarms, double[] found, double[] thresholds) => (FalseAlarms, Found, Thresholds) = (falseAlarms, found, thresholds);

    /// <summary>False positive rate at each threshold, rising from 0 to 1.</summary>
    public IReadOnlyList<double> FalseAlarms { get; }

    /// <summary>True positive rate at each threshold, rising from 0 to 1.</summary>
    public IReadOnlyList<double> Found { get; }

    /// <summary>An item whose score is at least the threshold counts as an anomaly; falling, ∞ first.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>Area under the curve: the probability that an anomaly scores higher than another item, ties counting half.</summary>
    public double Area => Enumerable.Range(1, Found.Count - 1)
        .Sum(i => (FalseAlarms[i] - FalseAlarms[i - 1]) * (Found[i] + Found[i - 1]) / 2);

    /// <summary>The threshold with the largest difference between what is found and what is a false alarm (Youden's J).</summary>
    public double BestThreshold => Thresholds[Enumerable.Range(0, Found.Count).MaxBy(i => Found[i] - FalseAlarms[i])];

    /// <summary>The curve of scored items.</summary>
    /// <param name="scores">Larger means more of an anomaly; items with equal scores share a point of the curve.</param>
    /// <param name="isAnomaly">What each is.</param>
    /// <exception cref="ArgumentException">Counts that differ, a score that is NaN, or only one kind of item.</exception>
    public static RocCurve Of(IReadOnlyList<double> scores, IReadOnlyList<bool> isAnomaly)
    {
        if (scores.Count != isAnomaly.Count) throw new ArgumentException($"There are {scores.Count} scores for {isAnomaly.Count} items.");
        if (scores.Any(double.IsNaN)) throw new ArgumentException($"Score {scores.ToList().FindIndex(double.IsNaN)} is NaN.");
        int anomalies = isAnomaly.Count(x => x), others = isAnomaly.Count - anomalies;
        if (anomalies == 0 || others == 0) throw new ArgumentException($"A curve needs both kinds of items, but there are {anomalies} anomalies and {others} others.");
        List<double> alarms = [0], found = [0], thresholds = [double.PositiveInfinity];
        int hits = 0, misses = 0;
        foreach (var group in scores.Zip(isAnomaly).GroupBy(item => item.First).OrderByDescending(group => group.Key))
        {
            hits += group.Count(item => item.Second);
            misses += group.Count(item => !item.Second);
            alarms.Add(misses / (double)others);
            found.Add(hits / (double)anomalies);
            thresholds.Add(group.Key);
        }
        return new([.. alarms], [.. found], [.. thresholds]);
    }
}
