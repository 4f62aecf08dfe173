namespace Course.Lectures;

/// <summary>KL between two Gaussians with diagonal covariances, as a hierarchy of latents needs it.</summary>
internal sealed class DiagonalKlExercise : Exercise
{
    private readonly Trial<DiagonalGaussians> _trial;

    public DiagonalKlExercise(string id, int points, Variation variation) : base(id, "A prior that is learned", points)
    {
        static double Right(DiagonalGaussians pair) => pair.Sum((m1, v1, m2, v2) => 0.5 * ((m1 - m2) * (m1 - m2) / v2 + v1 / v2 - Math.Log(v1 / v2) - 1));
        _trial = new()
        {
            Inputs = variation.Many(8, v => DiagonalGaussians.Draw(v, toStandard: false)),
            Right = pair => [Right(pair)],
            Describe = pair => pair.ToString(),
            Independent = pair => pair.ByQuadrature(),
            Limits =
            [
                new(new([1, -2], [0.5, -1], [1, -2], [0.5, -1]), "They are the same: the divergence is 0."),
                new(new([1, 2], [-1, 0.5], [0, 0], [0, 0]), "Against N(0, I) it must be what 3.1 gives."),
                new(new([1000], [0], [1001], [0]), "Only the difference of the means counts: ½ here."),
            ],
            Mistakes =
            [
                new("swapped", pair => Right(pair.Turned), "You swapped the direction: this is KL(second ‖ first)."),
                new("mean over the wrong variance", pair => pair.Sum((m1, v1, m2, v2) => 0.5 * ((m1 - m2) * (m1 - m2) / v1 + v1 / v2 - Math.Log(v1 / v2) - 1)),
                    "The distance of the means is measured in the width of the *second*: divide by σ₂²."),
                new("mean not divided", pair => pair.Sum((m1, v1, m2, v2) => 0.5 * ((m1 - m2) * (m1 - m2) + v1 / v2 - Math.Log(v1 / v2) - 1)),
                    "The squared distance of the means must be divided by σ₂²."),
                new("ratio upside down", pair => pair.Sum((m1, v1, m2, v2) => 0.5 * ((m1 - m2) * (m1 - m2) / v2 + v2 / v1 - Math.Log(v2 / v1) - 1)),
                    "The ratio of the variances is upside down."),
                new("logarithm upside down", pair => pair.Sum((m1, v1, m2, v2) => 0.5 * ((m1 - m2) * (m1 - m2) / v2 + v1 / v2 + Math.Log(v1 / v2) - 1)),
                    "The logarithm has the wrong sign."),
                new("half forgotten", pair => 2 * Right(pair), "The ½ in front is missing."),
                new("one forgotten", pair => Right(pair) + 0.5 * pair.Dimensions, "The −1 is missing: for two equal Gaussians the divergence must be 0."),
                new("deviations", pair => pair.Sum((m1, v1, m2, v2) => 0.5 * ((m1 - m2) * (m1 - m2) / Math.Sqrt(v2) + Math.Sqrt(v1 / v2) - Math.Log(v1 / v2) - 1)),
                    "You put σ where σ² belongs."),
                new("standard prior", pair => pair.Sum((m1, v1, _, _) => 0.5 * (m1 * m1 + v1 - Math.Log(v1) - 1)),
                    "This is the divergence from N(0, I); the second Gaussian has a mean and a width of its own."),
                new("difference of divergences", pair =>
                    pair.Sum((m1, v1, m2, v2) => 0.5 * (m1 * m1 + v1 - Math.Log(v1) - 1) - 0.5 * (m2 * m2 + v2 - Math.Log(v2) - 1)),
                    "You subtracted two divergences from N(0, I); divergences are no distances, and do not add up so."),
                new("mean over dimensions", pair => Right(pair) / pair.Dimensions, "You averaged over the dimensions; they are summed."),
            ],
            Properties = [answer => answer(new([0.5], [-1], [0], [0.3]))[0] < 0 ? "A divergence is never negative." : null],
        };
    }

    public Ruling Judge(Func<double[], double[], double[], double[], double> kl) =>
        _trial.Judge(pair => [kl([.. pair.Mu1], [.. pair.Logvar1], [.. pair.Mu2], [.. pair.Logvar2])]);
}

public static partial class Check
{
    /// <summary>KL between diagonal Gaussians.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="kl">(μ₁, log σ₁², μ₂, log σ₂²) ↦ KL(N₁ ‖ N₂) in nats.</param>
    public static void DiagonalKl(string id, Func<double[], double[], double[], double[], double> kl) =>
        Homework.Report<DiagonalKlExercise>(id, exercise => exercise.Judge(kl));
}
