namespace Course.Lectures;

/// <summary>The slope of log L(θ) at the estimate of U(0, θ), from the right: not 0.</summary>
internal sealed class UniformSlopeExercise : Exercise
{
    private readonly Trial<IReadOnlyList<double>> _trial;

    public UniformSlopeExercise(string id, int points, IReadOnlyList<double> sample) : base(id, "The slope at a maximum", points) => _trial = new()
    {
        Inputs = [sample],
        Right = x => [-x.Count / x.Max()],
        Tolerance = 5e-4,
        Mistakes =
        [
            new("zero at the maximum", _ => 0,
                "The derivative is not 0 at this maximum: log L falls all the way from max x on, and left of it the data are impossible."),
            new("sign", x => x.Count / x.Max(), "The sign is turned round: a larger θ makes the data less likely, so log L falls."),
            new("one value for n", x => -1 / x.Max(), "This is the slope for one value; n of them add up."),
            new("mean for maximum", x => -x.Count / (2 * x.Average()), "You took 2 · mean for the estimate; the likelihood is largest at max x."),
            new("slope of L", x => -x.Count * Math.Pow(x.Max(), -x.Count - 1), "This is the slope of L; that of log L is asked for."),
            new("mean", x => -x.Count / x.Average(), "You took the mean for the estimate; the likelihood is largest at max x."),
        ],
    };

    public Ruling Judge(double? slope) => _trial.Judge(slope);
}

public static partial class Check
{
    /// <summary>d log L/dθ of U(0, θ) at the maximum, from the right.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="slope">To four digits; null for no answer yet.</param>
    public static void UniformSlope(string id, double? slope) => Homework.Report<UniformSlopeExercise>(id, exercise => exercise.Judge(slope));
}
