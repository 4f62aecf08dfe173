namespace Course.Lectures;

/// <summary>Where EM for two coins comes to rest.</summary>
internal sealed class CoinFixedPointExercise : Exercise
{
    // Where the course starts.
    private const double StartA = 0.6, StartB = 0.5;

    private readonly Trial<CoinRuns> _a, _b;

    public CoinFixedPointExercise(string id, int points, CoinRuns runs) : base(id, "Where EM comes to rest", points)
    {
        Trial<CoinRuns> Of(Func<(double A, double B), double> coin) => new()
        {
            Inputs = [runs],
            Right = each => [coin(each.FixedPoint(StartA, StartB))],
            Tolerance = 5e-5,
            Mistakes =
            [
                new("one step", each => coin(each.Step(StartA, StartB)), "This is where one step leads; go on until nothing moves."),
                new("ten steps", each => coin(Enumerable.Range(0, 10).Aggregate((A: StartA, B: StartB), (at, _) => each.Step(at.A, at.B))),
                    "This is where ten steps lead; in the fourth decimal it still moves."),
                new("saddle", each => each.Heads.Average() / CoinRuns.Flips,
                    "This is a fixed point too, but a saddle: coins that start alike stay alike. Start at (0.6, 0.5)."),
                new("start", _ => coin((StartA, StartB)), "This is the start."),
            ],
        };
        (_a, _b) = (Of(coins => coins.A), Of(coins => coins.B));
    }

    public Ruling Judge(double? a, double? b)
    {
        // The mixture is the same with its coins renamed, but the start says which is which.
        bool swapped = _a.Judge(b).Verdict == Verdict.Passed && _b.Judge(a).Verdict == Verdict.Passed;
        return swapped ? Ruling.Wrong("The two coins are swapped: A is the one that starts at 0.6.")
            : Ruling.OfParts(("first coin", _a.Judge(a)), ("second coin", _b.Judge(b)));
    }
}

public static partial class Check
{
    /// <summary>The fixed point that EM reaches from (0.6, 0.5).</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="a">θ_A to four decimals; null for no answer yet.</param>
    /// <param name="b">θ_B, likewise.</param>
    public static void CoinFixedPoint(string id, double? a, double? b) => Homework.Report<CoinFixedPointExercise>(id, exercise => exercise.Judge(a, b));
}
