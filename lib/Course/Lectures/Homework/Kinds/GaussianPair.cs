namespace Course.Lectures;

/// <summary>Two normal laws, between which a divergence is asked for.</summary>
/// <param name="Mean1">Of the law that the expectation is taken over.</param>
/// <param name="Variance1">σ₁².</param>
/// <param name="Mean2">Of the other.</param>
/// <param name="Variance2">σ₂².</param>
internal readonly record struct GaussianPair(double Mean1, double Variance1, double Mean2, double Variance2)
{
    private const int Draws = 20_000;

    /// <summary>What common mistakes make of the divergence. Where two lead to the same number, the first is meant.</summary>
    public static IReadOnlyList<Mistake<GaussianPair>> Mistakes { get; } =
    [
        new("swapped direction", pair => pair.Swapped.Kl,
            "You swapped the direction: the law before the bars is the one that the expectation is taken over, so its σ² stands in the numerator."),
        new("σ for σ² in the logarithm", pair => (pair.Ratio + pair.Distance - pair.LogRatio / 2 - 1) / 2,
            pair => $"You used σ where σ² belongs: with {pair.Spread} the log term is {pair.LogTerm}."),
        new("σ for σ² in the ratio", pair => (Math.Sqrt(pair.Variance1) / Math.Sqrt(pair.Variance2) + pair.Distance - pair.LogRatio - 1) / 2,
            pair => $"You used σ where σ² belongs: the quotient of the variances is {NumberText.Of(pair.Ratio)}, not {NumberText.Of(Math.Sqrt(pair.Ratio))}."),
        new("σ for σ² everywhere", pair => pair.WithVariances(Math.Sqrt).Kl,
            pair => $"You used σ where σ² belongs: the second number of N(μ, σ²) is the variance, here {pair.Spread}; it goes in as it is, without a root."),
        new("σ² for σ", pair => pair.WithVariances(variance => variance * variance).Kl,
            pair => $"You squared the variance: the second number of N(μ, σ²) is σ² already, here {pair.Spread}."),
        new("bits for nats", pair => pair.Kl / Math.Log(2), "This is in bits; nats are asked for, so every logarithm is the natural one."),
        new("binary logarithm", pair => (pair.Ratio + pair.Distance - pair.LogRatio / Math.Log(2) - 1) / 2,
            "You took the binary logarithm; in nats it is the natural one."),
        new("decimal logarithm", pair => (pair.Ratio + pair.Distance - pair.LogRatio / Math.Log(10) - 1) / 2,
            "You took the decimal logarithm; in nats it is the natural one."),
        new("missing ½", pair => 2 * pair.Kl, "The ½ before the bracket is missing: this is twice the divergence."),
        new("missing −1", pair => pair.Kl + 0.5, "The −1 in the bracket is missing: with it, the divergence of a law from itself is 0."),
        new("sign of the logarithm", pair => (pair.Ratio + pair.Distance + pair.LogRatio - 1) / 2,
            "The log term has the wrong sign: a wide law before the bars makes the divergence smaller there, −log σ₁²."),
        new("distance not squared", pair => (pair.Ratio + Math.Abs(pair.Mean1 - pair.Mean2) / pair.Variance2 - pair.LogRatio - 1) / 2,
            "The distance of the means must be squared."),
        new("distance forgotten", pair => (pair.Ratio - pair.LogRatio - 1) / 2, "The distance of the means is missing."),
        new("distance not divided by σ₂²", pair => (pair.Ratio + pair.Distance * pair.Variance2 - pair.LogRatio - 1) / 2,
            "The squared distance of the means must be divided by σ₂²: far is measured in widths of the second law."),
        new("sign of the whole", pair => -pair.Kl, "The sign is turned round: a divergence is never negative."),
    ];

    /// <summary>KL(N(μ₁, σ₁²) ‖ N(μ₂, σ₂²)) = ½ ((σ₁² + (μ₁ − μ₂)²)/σ₂² − log σ₁²/σ₂² − 1), in nats.</summary>
    public double Kl => (Ratio + Distance - LogRatio - 1) / 2;

    public GaussianPair Swapped => new(Mean2, Variance2, Mean1, Variance1);

    private double Ratio => Variance1 / Variance2;

    private double Distance => (Mean1 - Mean2) * (Mean1 - Mean2) / Variance2;

    private double LogRatio => Math.Log(Variance1 / Variance2);

    private string Spread => Variance2 == 1
        ? $"σ² = {NumberText.Of(Variance1)}"
        : $"σ₁² = {NumberText.Of(Variance1)}, σ₂² = {NumberText.Of(Variance2)}";

    private string LogTerm => Variance2 == 1 ? $"ln {NumberText.Of(Variance1)}" : $"ln {NumberText.Of(Variance1)}/{NumberText.Of(Variance2)}";

    /// <summary>E[log p₁(x) − log p₂(x)] over draws x of the first law: no formula for the divergence is needed.</summary>
    public Estimate MonteCarlo(Random rng)
    {
        var samples = new double[Draws];
        MathNet.Numerics.Distributions.Normal.Samples(rng, samples, Mean1, Math.Sqrt(Variance1));
        for (int i = 0; i < samples.Length; i++) samples[i] = LogDensity(samples[i], Mean1, Variance1) - LogDensity(samples[i], Mean2, Variance2);
        return Estimate.MonteCarlo(samples);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"μ₁ = {NumberText.Of(Mean1)}, σ₁² = {NumberText.Of(Variance1)}, μ₂ = {NumberText.Of(Mean2)}, σ₂² = {NumberText.Of(Variance2)}";

    private GaussianPair WithVariances(Func<double, double> change) => new(Mean1, change(Variance1), Mean2, change(Variance2));

    private static double LogDensity(double x, double mean, double variance) =>
        MathNet.Numerics.Distributions.Normal.PDFLn(mean, Math.Sqrt(variance), x);
}
