namespace Course.Lectures;

/// <summary>The unbiased estimate of a variance from data.</summary>
internal sealed class VarianceExercise : Exercise
{
    private readonly Trial<double[]> _trial;

    public VarianceExercise(string id, int points, Variation variation) : base(id, "A variance without bias", points) => _trial = new()
    {
        Inputs = variation.Many(10, v => v.Decimals(v.Whole(3, 8), -2, 8)),
        Right = x => [Squares(x) / (x.Length - 1)],
        Describe = x => $"x = {NumberText.Of(x)}",
        Limits =
        [
            new([2.5, 2.5, 2.5], "Values that are all the same have no variance: it must be 0."),
            new([1, 3], "Of two values it is half the square of their difference, here 2."),
            new([1e6 + 1, 1e6 + 2, 1e6 + 3],
                "A shift of all values changes nothing; far from 0 the form E[x²] − E[x]² loses its digits, so centre the data first."),
        ],
        Mistakes =
        [
            new("n for n − 1", x => Squares(x) / x.Length,
                x => $"You divided by n = {x.Length}: that is the maximum-likelihood estimate, too small by (n − 1)/n on average; divide by n − 1."),
            new("deviation for variance", x => Math.Sqrt(Squares(x) / (x.Length - 1)), "This is the standard deviation; the variance is its square."),
            new("deviation with n", x => Math.Sqrt(Squares(x) / x.Length),
                "This is a standard deviation, with n for n − 1; the variance is asked for, divided by n − 1."),
            new("sum for mean", Squares, "This is the sum of the squared distances; divide it by n − 1."),
            new("not centred", x => x.Sum(value => value * value) / (x.Length - 1), "Subtract the mean before you square."),
            new("not centred, n for n − 1", x => x.Average(value => value * value), "Subtract the mean before you square, and divide by n − 1."),
            new("n + 1 for n − 1", x => Squares(x) / (x.Length + 1), "You divided by n + 1; it is n − 1, because the mean has used up one value."),
            new("standard error", x => Squares(x) / (x.Length - 1) / x.Length,
                "You divided by n once more: this is the variance of the mean, not of the data."),
        ],
        Properties = [answer => answer([1, 2, 5])[0] < 0 ? "A variance is never negative." : null],
    };

    public Ruling Judge(Func<double[], double> variance) => _trial.Judge(x => [variance([.. x])]);

    private static double Squares(double[] x)
    {
        double mean = x.Average();
        return x.Sum(value => (value - mean) * (value - mean));
    }
}

public static partial class Check
{
    /// <summary>The unbiased estimate of a variance.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="variance">Of two values or more.</param>
    public static void Variance(string id, Func<double[], double> variance) => Homework.Report<VarianceExercise>(id, exercise => exercise.Judge(variance));
}
