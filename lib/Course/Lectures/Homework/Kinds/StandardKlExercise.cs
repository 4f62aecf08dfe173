namespace Course.Lectures;

/// <summary>KL(N(μ, diag σ²) ‖ N(0, I)) from μ and log σ², as an encoder gives them.</summary>
internal sealed class StandardKlExercise : Exercise
{
    private readonly Trial<DiagonalGaussians> _trial;

    public StandardKlExercise(string id, int points, Variation variation) : base(id, "What a code costs", points)
    {
        double Of(DiagonalGaussians q, Func<double, double, double> term) => q.Sum((m, v, _, _) => term(m, v));
        double Right(DiagonalGaussians q) => Of(q, (m, v) => 0.5 * (m * m + v - Math.Log(v) - 1));
        _trial = new()
        {
            Inputs = variation.Many(8, v => DiagonalGaussians.Draw(v, toStandard: true)),
            Right = q => [Right(q)],
            Describe = q => q.ToString(),
            Independent = q => q.ByQuadrature(),
            Limits =
            [
                new(DiagonalGaussians.ToStandard([0, 0], [0, 0]), "This is the prior itself: a code that says nothing costs nothing."),
                new(DiagonalGaussians.ToStandard([3], [0]), "With the prior's own width only the mean costs, ½ μ²: 4.5 here."),
                new(DiagonalGaussians.ToStandard([0], [-20]), "The narrower q, the dearer: half a nat for each unit of log σ², here 10 − ½."),
            ],
            Mistakes =
            [
                new("half forgotten", q => 2 * Right(q), "The ½ in front is missing."),
                new("one forgotten", q => Of(q, (m, v) => 0.5 * (m * m + v - Math.Log(v))), "The −1 is missing: at μ = 0, σ = 1 the divergence must be 0."),
                new("one for all dimensions", q => Of(q, (m, v) => 0.5 * (m * m + v - Math.Log(v))) - 0.5, "The −1 belongs to each dimension, not to the sum."),
                new("log σ² for σ²", q => Of(q, (m, v) => 0.5 * (m * m + Math.Log(v) - Math.Log(v) - 1)),
                    "You put log σ² where σ² belongs: exponentiate it."),
                new("deviation for variance", q => Of(q, (m, v) => 0.5 * (m * m + Math.Sqrt(v) - Math.Log(v) - 1)), "You put σ where σ² belongs: σ² is exp(log σ²), without ½."),
                new("variance squared", q => Of(q, (m, v) => 0.5 * (m * m + v * v - Math.Log(v) - 1)), "You squared σ² once more."),
                new("log σ", q => Of(q, (m, v) => 0.5 * (m * m + v - 0.5 * Math.Log(v) - 1)), "The logarithm is that of σ², and you took half of it."),
                new("logarithm of the logarithm's sign", q => Of(q, (m, v) => 0.5 * (m * m + v + Math.Log(v) - 1)), "The logarithm has the wrong sign: a narrow q must be dear."),
                new("mean not squared", q => Of(q, (m, v) => 0.5 * (m + v - Math.Log(v) - 1)), "The mean must be squared."),
                new("sign", q => -Right(q), "The sign is turned round; a divergence is never negative."),
                new("mean over dimensions", q => Right(q) / q.Dimensions, "You averaged over the dimensions; the divergences of independent parts are added."),
                new("swapped", q => q.Turned.Sum((m1, v1, m2, v2) => 0.5 * ((m1 - m2) * (m1 - m2) / v2 + v1 / v2 - Math.Log(v1 / v2) - 1)),
                    "You swapped the direction: this is KL(prior ‖ q)."),
                new("bits", q => Right(q) / Math.Log(2), "This is in bits; nats are asked for."),
            ],
            Properties = [answer => answer(DiagonalGaussians.ToStandard([0.5, -1], [-1, 0.3]))[0] < 0 ? "A divergence is never negative." : null],
        };
    }

    public Ruling Judge(Func<double[], double[], double> kl) => _trial.Judge(q => [kl([.. q.Mu1], [.. q.Logvar1])]);
}

public static partial class Check
{
    /// <summary>The KL term of a VAE.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="kl">(μ, log σ²) ↦ KL(N(μ, diag σ²) ‖ N(0, I)) in nats.</param>
    public static void StandardKl(string id, Func<double[], double[], double> kl) => Homework.Report<StandardKlExercise>(id, exercise => exercise.Judge(kl));
}
