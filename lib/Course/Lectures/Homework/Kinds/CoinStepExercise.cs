namespace Course.Lectures;

/// <summary>One step of EM for two coins.</summary>
internal sealed class CoinStepExercise : Exercise
{
    private readonly Trial<(double A, double B)> _trial;

    public CoinStepExercise(string id, int points, CoinRuns runs, Variation variation) : base(id, "One step of EM", points)
    {
        double[] Pair((double A, double B) pair) => [pair.A, pair.B];
        double mean = runs.Heads.Average() / CoinRuns.Flips;
        _trial = new()
        {
            Inputs = variation.Many(8, v => (v.Decimal(0.5, 0.85), v.Decimal(0.2, 0.45))),
            Right = start => Pair(runs.Step(start.A, start.B)),
            Describe = start => $"θ_A = {NumberText.Of(start.A)}, θ_B = {NumberText.Of(start.B)}",
            Limits = [new((0.5, 0.5), "Coins that are alike stay alike: EM cannot tell them apart, and both become the mean of all flips.")],
            Mistakes =
            [
                new("hard assignment", start => Pair(runs.Step(h => CoinRuns.Posterior(h, start.A, start.B) > 0.5 ? 1 : 0)),
                    "You gave each run to the likelier coin altogether; EM divides it between the coins, by their responsibilities."),
                new("swapped coins", start => Pair(runs.Step(h => 1 - CoinRuns.Posterior(h, start.A, start.B))), "The two coins are swapped."),
                new("heads alone", start => Pair(runs.Step(h => Math.Pow(start.A, h) / (Math.Pow(start.A, h) + Math.Pow(start.B, h)))),
                    "In the likelihood the tails are missing: a run with h heads has θʰ(1 − θ)¹⁰⁻ʰ."),
                new("no responsibilities", _ => [mean, mean], "Both coins get the mean of all flips: weight each run by the coin's responsibility for it."),
                new("divided by all runs",
                    start => Pair((Shares(start).Average(run => run.Share * run.Heads / CoinRuns.Flips),
                        Shares(start).Average(run => (1 - run.Share) * run.Heads / CoinRuns.Flips))),
                    "Divide the expected heads of a coin by the expected flips of that coin, 10 Σ r, not by all flips."),
                new("flips forgotten",
                    start => [.. Pair(runs.Step(start.A, start.B)).Select(theta => CoinRuns.Flips * theta)],
                    "These are expected heads in a run of ten; divide by ten."),
            ],
        };

        IEnumerable<(int Heads, double Share)> Shares((double A, double B) start) => runs.Heads.Select(h => (h, CoinRuns.Posterior(h, start.A, start.B)));
    }

    public Ruling Judge(Func<double, double, (double A, double B)> step) => _trial.Judge(start =>
    {
        var (a, b) = step(start.A, start.B);
        return [a, b];
    });
}

public static partial class Check
{
    /// <summary>One step of EM for two coins, on the runs of the homework.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="step">(θ_A, θ_B) ↦ the next (θ_A, θ_B).</param>
    public static void CoinStep(string id, Func<double, double, (double A, double B)> step) =>
        Homework.Report<CoinStepExercise>(id, exercise => exercise.Judge(step));
}
