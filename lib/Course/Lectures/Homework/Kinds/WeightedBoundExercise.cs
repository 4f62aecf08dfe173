namespace Course.Lectures;

/// <summary>The importance-weighted bound log (1/K) Σ wₖ from the logarithms of the weights, which must not be lost in exponentials.</summary>
internal sealed class WeightedBoundExercise : Exercise
{
    private readonly Trial<double[]> _trial;

    public WeightedBoundExercise(string id, int points, Variation variation) : base(id, "Many draws for one image", points)
    {
        static double Right(double[] logs) => logs.Max() + Math.Log(logs.Average(log => Math.Exp(log - logs.Max())));
        _trial = new()
        {
            Inputs = variation.Many(8, v => v.Decimals(v.Whole(3, 6), -6, 2, 1)),
            Right = logs => [Right(logs)],
            Describe = logs => $"log w = {NumberText.Of(logs)}",
            Limits =
            [
                new([-87.5], "One draw gives the plain bound: its own log w."),
                new([-3, -3, -3], "Equal weights: more of the same change nothing."),
                new([-900, -901], "e to the power of −900 is 0 in a double, and log 0 is −∞: take the largest out of the sum first."),
                new([900, 880], "e to the power of 900 is ∞ in a double: take the largest out of the sum first."),
            ],
            Mistakes =
            [
                new("mean of logarithms", logs => logs.Average(), "This is the mean of the logarithms, the plain ELBO; the logarithm goes outside."),
                new("sum", logs => Right(logs) + Math.Log(logs.Length), "You forgot to divide by K: subtract log K."),
                new("divided after the logarithm", logs => (Right(logs) + Math.Log(logs.Length)) / logs.Length, "K divides the sum of the weights, inside the logarithm."),
                new("largest", logs => logs.Max(), "This is the largest weight alone."),
                new("mean weight", logs => Math.Exp(Right(logs)), "This is the mean weight; its logarithm is asked for."),
                new("sign", logs => -Right(logs), "The sign is turned round: the bound is asked for, not the loss."),
            ],
        };
    }

    public Ruling Judge(Func<double[], double> bound) => _trial.Judge(logs => [bound([.. logs])]);
}

public static partial class Check
{
    /// <summary>The importance-weighted bound.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="bound">log w of K draws ↦ log (1/K) Σ w.</param>
    public static void WeightedBound(string id, Func<double[], double> bound) => Homework.Report<WeightedBoundExercise>(id, exercise => exercise.Judge(bound));
}
