namespace Course.Lectures;

/// <summary>The divergence between two given normal laws, as a number.</summary>
internal sealed class GaussianKlExercise : Exercise
{
    private readonly Trial<GaussianPair> _trial;

    public GaussianKlExercise(string id, int points, GaussianPair pair) : base(id, "A divergence by hand", points) => _trial = new()
    {
        Inputs = [pair],
        Right = each => [each.Kl],
        Tolerance = 5e-5,
        Mistakes = GaussianPair.Mistakes,
        Properties = [answer => answer(pair)[0] < 0 ? $"{NumberText.Of(answer(pair)[0])} cannot be: a divergence is never negative." : null],
    };

    public Ruling Judge(double? answer) => _trial.Judge(answer);
}

/// <summary>The divergence between any two normal laws, as a function.</summary>
internal sealed class GaussianKlFunctionExercise : Exercise
{
    private readonly Trial<GaussianPair> _trial;

    public GaussianKlFunctionExercise(string id, int points, Variation variation) : base(id, "The divergence of any two Gaussians", points)
    {
        var pairs = variation.Many(10, v => new GaussianPair(v.Decimal(-3, 3), v.Decimal(0.3, 6), v.Decimal(-3, 3), v.Decimal(1.5, 6)));
        int seed = variation.Seed();
        _trial = new()
        {
            Inputs = pairs,
            Right = pair => [pair.Kl],
            Describe = pair => pair.ToString(),
            Mistakes = GaussianPair.Mistakes,
            Limits =
            [
                new(new(0, 1, 0, 1), "A law does not diverge from itself: it must be 0."),
                new(new(6, 16, 0, 1), "Exercise 1.3 is a case of this one."),
            ],
            Properties =
            [
                answer => pairs.Any(pair => answer(pair)[0] < 0) ? "Your divergence is negative for some laws; it never may be." : null,
                answer => pairs.All(pair => Math.Abs(answer(pair)[0] - answer(pair.Swapped)[0]) < 1e-9)
                    ? "Your divergence is the same in both directions; the right one is not symmetric." : null,
            ],
            Independent = pair => pair.MonteCarlo(new Random(seed)),
        };
    }

    public Ruling Judge(Func<double, double, double, double, double> kl) =>
        _trial.Judge(pair => [kl(pair.Mean1, pair.Variance1, pair.Mean2, pair.Variance2)]);
}

public static partial class Check
{
    /// <summary>A divergence of two normal laws that the exercise names.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="nats">To four decimals; null for no answer yet.</param>
    public static void Kl(string id, double? nats) => Homework.Report<GaussianKlExercise>(id, exercise => exercise.Judge(nats));

    /// <summary>The divergence of any two normal laws.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="nats">(μ₁, σ₁², μ₂, σ₂²) ↦ KL(N(μ₁, σ₁²) ‖ N(μ₂, σ₂²)).</param>
    public static void Kl(string id, Func<double, double, double, double, double> nats) =>
        Homework.Report<GaussianKlFunctionExercise>(id, exercise => exercise.Judge(nats));
}
