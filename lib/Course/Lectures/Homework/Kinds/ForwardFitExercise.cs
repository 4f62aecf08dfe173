namespace Course.Lectures;

/// <summary>The one Gaussian that minimises the forward divergence from a density with two humps: it covers both.</summary>
internal sealed class ForwardFitExercise : Exercise
{
    private readonly Trial<TwoHumps> _mean, _variance;

    public ForwardFitExercise(string id, int points, TwoHumps law) : base(id, "Forward KL covers", points)
    {
        (double mean, double variance) = law.Weight > 0.5 ? (law.Mean1, law.Variance1) : (law.Mean2, law.Variance2);
        const string Reverse = "You sit on one hump: that is what the reverse KL(q ‖ p) does. The forward one punishes q wherever p has mass and q has none.";
        _mean = new()
        {
            Inputs = [law],
            Right = p => [p.Mean],
            Tolerance = 5e-4,
            Mistakes =
            [
                new("reverse for forward", _ => mean, Reverse),
                new("weights forgotten", p => (p.Mean1 + p.Mean2) / 2, "The humps have different weights; the mean of p is nearer to the heavy one."),
                new("weights swapped", p => (p with { Weight = 1 - p.Weight }).Mean, "The two weights are swapped."),
            ],
        };
        _variance = new()
        {
            Inputs = [law],
            Right = p => [p.Variance],
            Tolerance = 5e-4,
            Mistakes =
            [
                new("reverse for forward", _ => variance, Reverse),
                new("deviation for variance", p => Math.Sqrt(p.Variance), "This is the standard deviation; the variance σ² is asked for."),
                new("only within", p => p.Within, "This is the variance within the humps; that between them, w(1 − w)(μ₁ − μ₂)², is missing."),
                new("only between", p => p.Variance - p.Within, "This is the variance between the humps; that within them is missing."),
                new("second moment", p => p.Variance + p.Mean * p.Mean, "This is E[x²]; subtract the square of the mean."),
                new("blended draws", p => p.Weight * p.Weight * p.Variance1 + (1 - p.Weight) * (1 - p.Weight) * p.Variance2,
                    "This is the variance of a weighted sum of two draws; a mixture is not a sum."),
            ],
        };
    }

    public Ruling Judge(double? mean, double? variance) => Ruling.OfParts(("mean", _mean.Judge(mean)), ("variance", _variance.Judge(variance)));
}

public static partial class Check
{
    /// <summary>The Gaussian that minimises the forward KL(p ‖ q).</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="mean">Of q, to four digits; null for no answer yet.</param>
    /// <param name="variance">σ² of q, likewise.</param>
    public static void ForwardFit(string id, double? mean, double? variance) =>
        Homework.Report<ForwardFitExercise>(id, exercise => exercise.Judge(mean, variance));
}
