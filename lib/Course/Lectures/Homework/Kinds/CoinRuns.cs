namespace Course.Lectures;

/// <summary>Runs of ten flips, each with one of two coins that were chosen with equal chance; nobody noted which (Do and Batzoglou 2008).</summary>
/// <param name="Heads">Heads in each run.</param>
internal sealed record CoinRuns(IReadOnlyList<int> Heads)
{
    public const int Flips = 10;

    /// <summary>One step of EM.</summary>
    /// <param name="a">Probability of heads of coin A.</param>
    /// <param name="b">Of coin B.</param>
    public (double A, double B) Step(double a, double b) => Step(h => Posterior(h, a, b));

    /// <summary>The M-step for given responsibilities.</summary>
    /// <param name="share">Responsibility of coin A for a run with so many heads.</param>
    public (double A, double B) Step(Func<int, double> share) => (
        Heads.Sum(h => share(h) * h) / Heads.Sum(h => share(h) * Flips),
        Heads.Sum(h => (1 - share(h)) * h) / Heads.Sum(h => (1 - share(h)) * Flips));

    /// <summary>Where EM comes to rest from a start.</summary>
    public (double A, double B) FixedPoint(double a, double b)
    {
        var (now, before) = ((A: a, B: b), (A: double.NaN, B: double.NaN));
        for (int step = 0; step < 10_000 && !(Math.Abs(now.A - before.A) + Math.Abs(now.B - before.B) < 1e-14); step++)
            (now, before) = (Step(now.A, now.B), now);
        return now;
    }

    /// <summary>log θʰ(1 − θ)¹⁰⁻ʰ: of the flips in their order.</summary>
    public static double LogLikelihood(int heads, double theta) => heads * Math.Log(theta) + (Flips - heads) * Math.Log(1 - theta);

    /// <summary>P(coin A | heads).</summary>
    public static double Posterior(int heads, double a, double b) => 1 / (1 + Math.Exp(LogLikelihood(heads, b) - LogLikelihood(heads, a)));
}
