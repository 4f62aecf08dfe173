namespace Course.Lectures;

/// <summary>E[X²] of a loaded die, by the law of the unconscious statistician.</summary>
internal sealed class ExpectationExercise : Exercise
{
    private readonly Trial<IReadOnlyList<double>> _trial;

    /// <param name="id">Of the exercise.</param>
    /// <param name="points">For a right answer.</param>
    /// <param name="die">Probability of 1, 2, ….</param>
    public ExpectationExercise(string id, int points, IReadOnlyList<double> die) : base(id, "The expectation of a function", points) => _trial = new()
    {
        Inputs = [die],
        Right = p => [Mean(p, x => x * x)],
        Tolerance = 5e-4,
        Mistakes =
        [
            new("E[X]² for E[X²]", p => Math.Pow(Mean(p, x => x), 2),
                p => $"This is E[X]² = {NumberText.Of(Mean(p, x => x))}²: square each value first, then average."),
            new("E[X] for E[X²]", p => Mean(p, x => x), "This is E[X]; the function x² must be applied to each value."),
            new("fair for loaded", p => Enumerable.Range(1, p.Count).Average(x => x * x), "This is E[X²] of a fair die; yours is loaded."),
            new("sum for mean", p => Enumerable.Range(1, p.Count).Sum(x => x * x), "This sums the squares; each must be weighted by its probability."),
            new("variance for E[X²]", p => Mean(p, x => x * x) - Math.Pow(Mean(p, x => x), 2),
                "This is the variance E[X²] − E[X]²; the question is its first term."),
            new("root of E[X²]", p => Math.Sqrt(Mean(p, x => x * x)), "You took a root at the end; E[X²] itself is asked for."),
        ],
    };

    public Ruling Judge(double? answer) => _trial.Judge(answer);

    private static double Mean(IReadOnlyList<double> p, Func<double, double> g) => p.Select((share, i) => share * g(i + 1)).Sum();
}

public static partial class Check
{
    /// <summary>E[X²] of a die.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="secondMoment">To four digits; null for no answer yet.</param>
    public static void Expectation(string id, double? secondMoment) => Homework.Report<ExpectationExercise>(id, exercise => exercise.Judge(secondMoment));
}
