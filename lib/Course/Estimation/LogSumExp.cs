namespace Course.Estimation;

/// <summary>Sums of probabilities of which only logarithms fit into a double.</summary>
internal static class LogSumExp
{
    /// <summary>log Σ eˣ: the largest is taken out, so that nothing overflows and the largest term is never lost.</summary>
    public static double Of(ReadOnlySpan<double> logs)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (double log in logs) largest = Math.Max(largest, log);
        if (double.IsNegativeInfinity(largest)) return largest;
        foreach (double log in logs) sum += Math.Exp(log - largest);
        return largest + Math.Log(sum);
    }
}
