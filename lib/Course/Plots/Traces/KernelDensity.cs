namespace Course.Plots.Traces;

/// <summary>The density of a sample, smoothed by a Gaussian (E. Parzen, 1962).</summary>
internal static class KernelDensity
{
    /// <summary>B. Silverman's rule (1986, eq. 3.31): 0.9 · min(σ, IQR / 1.34) · n^(−1/5).</summary>
    /// <param name="sorted">One or more finite values, rising.</param>
    /// <returns>The Gaussian's standard deviation, above 0.</returns>
    public static double Bandwidth(double[] sorted)
    {
        double mean = sorted.Average();
        double deviation = Math.Sqrt(sorted.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, sorted.Length - 1));
        double quartiles = (Quartiles.Quantile(sorted, 0.75) - Quartiles.Quantile(sorted, 0.25)) / 1.34;
        double spread = quartiles > 0 ? Math.Min(deviation, quartiles) : deviation;
        // All values equal: some width, so that there is a shape.
        if (!(spread > 0)) spread = Math.Max(Math.Abs(mean) * 0.01, 1e-3);
        return 0.9 * spread * Math.Pow(sorted.Length, -0.2);
    }

    /// <summary>Densities at places; their integral over all places is 1.</summary>
    public static double[] At(double[] places, double[] sorted, double bandwidth)
    {
        double factor = 1 / (sorted.Length * bandwidth * Math.Sqrt(2 * Math.PI));
        return Array.ConvertAll(places, place =>
        {
            double sum = 0;
            foreach (double value in sorted)
            {
                double distance = (place - value) / bandwidth;
                sum += Math.Exp(-0.5 * distance * distance);
            }
            return factor * sum;
        });
    }
}
