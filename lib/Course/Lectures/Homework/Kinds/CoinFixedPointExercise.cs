namespace Course.Lectures;

/// <summary>Where EM for two coins comes to rest.</summary>
internal sealed class CoinFixedPointExercise : Exercise
{
    // Where the course starts.
    private const double StartA = 0.6, StartB = 0.5;

    private readonly Trial<CoinRuns> _trial;

    public CoinFixedPointExercise(string id, int points, CoinRuns runs) : base(id, "Where EM comes to rest", points) => _trial = new()
    {
        Inputs = [runs],
        Right = each => Pair(each.FixedPoint(StartA, StartB)),
        Tolerance = 5e-5,
        Mistakes =
        [
            new("one step", each => Pair(each.Step(StartA, StartB)), "This is where one step leads; go on until nothing moves."),
            new("saddle", each => [each.Heads.Average() / CoinRuns.Flips, each.Heads.Average() / CoinRuns.Flips],
                "This is a fixed point too, but a saddle: coins that start alike stay alike. Start at (0.6, 0.5)."),
            new("start", _ => [StartA, StartB], "This is the start."),
            new("swapped", each => [.. Pair(each.FixedPoint(StartA, StartB)).Reverse()], "The two coins are swapped: A is the one that starts at 0.6."),
        ],
    };

    public Ruling Judge(double? a, double? b) => _trial.Judge(a, b);

    private static double[] Pair((double A, double B) coins) => [coins.A, coins.B];
}

public static partial class Check
{
    /// <summary>The fixed point that EM reaches from (0.6, 0.5).</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="a">θ_A to four decimals; null for no answer yet.</param>
    /// <param name="b">θ_B, likewise.</param>
    public static void CoinFixedPoint(string id, double? a, double? b) => Homework.Report<CoinFixedPointExercise>(id, exercise => exercise.Judge(a, b));
}
