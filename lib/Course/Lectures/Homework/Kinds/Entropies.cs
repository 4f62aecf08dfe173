namespace Course.Lectures;

/// <summary>Sums with 0 log 0 = 0, in nats.</summary>
internal static class Entropies
{
    public static double Of(IReadOnlyList<double> p) => -p.Sum(share => Plogp(share, share));

    /// <summary>∞ where p has something that q excludes.</summary>
    public static double Kl(IReadOnlyList<double> p, IReadOnlyList<double> q) =>
        p.Zip(q).Sum(pair => Plogp(pair.First, pair.First) - Plogp(pair.First, pair.Second));

    private static double Plogp(double weight, double p) => weight == 0 ? 0 : weight * Math.Log(p);
}
