namespace Course.Lectures;

/// <summary>What a linear code of k numbers must lose: how much of white noise, by a formula, and a direction that it cannot see, by a witness.</summary>
internal sealed class BottleneckExercise : Exercise
{
    private readonly Trial<Noise> _error;
    private readonly PropertyTrial<(double[] First, double[] Second), double[]> _blind;

    public BottleneckExercise(string id, int points, Variation variation) : base(id, "A bottleneck cannot copy", points)
    {
        _error = new()
        {
            Inputs = variation.Many(12, v => v.Whole(6, 40) is var d ? new Noise(d, v.Whole(1, d - 2), v.Decimal(1.5, 6)) : default),
            Right = noise => [Math.Max(0, noise.Dimensions - noise.Numbers) * noise.Variance],
            Describe = noise => $"D = {noise.Dimensions}, k = {noise.Numbers}, s² = {NumberText.Of(noise.Variance)}",
            Limits =
            [
                new(new(10, 0, 2), "Without a code the best answer is the mean, and all the variance, D s², is lost."),
                new(new(10, 10, 2), "With as many numbers as dimensions the identity fits through: nothing is lost."),
                new(new(10, 15, 2), "More numbers than dimensions cannot lose less than nothing."),
            ],
            Mistakes =
            [
                new("kept for lost", noise => noise.Numbers * noise.Variance, "This is what the code keeps; the question is what is lost."),
                new("all of it", noise => noise.Dimensions * noise.Variance,
                    "This is all the variance there is: k directions of it do get through the code."),
                new("deviation for variance", noise => noise.Lost * Math.Sqrt(noise.Variance), "You used s where s² belongs: a squared error is asked for."),
                new("variance squared", noise => noise.Lost * noise.Variance * noise.Variance, "You squared the variance: the third number is s² already."),
                new("variance forgotten", noise => noise.Lost, "You counted the lost directions; each of them loses the variance s²."),
                new("mean for sum", noise => noise.Lost * noise.Variance / noise.Dimensions,
                    "You averaged over the dimensions; the squared error of an item is their sum."),
                new("one too few", noise => (noise.Lost - 1) * noise.Variance,
                    "You lost a direction too few: noise has mean 0, so the bias of a layer buys nothing."),
                new("root", noise => Math.Sqrt(noise.Lost * noise.Variance), "You took a root: the squared error is asked for."),
            ],
            Properties = [answer => answer(new(9, 4, 2))[0] < 0 ? "A squared error is never negative." : null],
        };
        _blind = new()
        {
            Inputs = variation.Many(10, Rows),
            Describe = rows => $"the rows {NumberText.Of(rows.First)} and {NumberText.Of(rows.Second)}",
            Fault = Fault,
        };
    }

    public Ruling Judge(Func<int, int, double, double> leastError, Func<double[], double[], double[]> blindDirection) => Ruling.OfParts(
        ("least error", _error.Judge(noise => [leastError(noise.Dimensions, noise.Numbers, noise.Variance)])),
        ("direction", _blind.Judge(rows => blindDirection([.. rows.First], [.. rows.Second]))));

    private static string? Fault((double[] First, double[] Second) rows, double[]? direction)
    {
        if (direction is not [var x, var y, var z])
            return $"your function returns {(direction is null ? "null" : $"{direction.Length} numbers")}; a direction has 3.";
        if (!direction.All(double.IsFinite)) return $"your direction is {NumberText.Of(direction)}, and it must be finite.";
        double length = Length(direction);
        if (length < 1e-9) return "your direction is 0: two inputs that differ by nothing are one input.";
        double[] across = Cross(rows.First, rows.Second);
        if (Length([x - across[0], y + across[1], z - across[2]]) < 1e-9 * length)
            return "the middle number of your direction has the wrong sign: a cross product goes round, (2, 3), (3, 1), (1, 2).";
        foreach (var (name, row) in new[] { ("first", rows.First), ("second", rows.Second) })
            if (Dot(row, direction) is var change && Math.Abs(change) > 1e-9 * length * Length(row))
                return $"a step along {NumberText.Of(direction)} changes the {name} number of the code by {NumberText.Of(change)}; neither may change.";
        return null;
    }

    /// <summary>Two rows that do not point the same way.</summary>
    private static (double[] First, double[] Second) Rows(Variation variation)
    {
        var (first, second) = (variation.Decimals(3, -2, 2, 1), variation.Decimals(3, -2, 2, 1));
        return Cross(first, second).All(number => Math.Abs(number) > 0.1) ? (first, second) : Rows(variation);
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b).Sum(pair => pair.First * pair.Second);

    private static double Length(double[] a) => Math.Sqrt(Dot(a, a));

    private static double[] Cross(double[] a, double[] b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

    /// <param name="Dimensions">D.</param>
    /// <param name="Numbers">k, of the code.</param>
    /// <param name="Variance">s², in each dimension.</param>
    internal readonly record struct Noise(int Dimensions, int Numbers, double Variance)
    {
        public int Lost => Dimensions - Numbers;
    }
}

public static partial class Check
{
    /// <summary>What a linear code must lose.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="leastError">(D, k, s²) ↦ the least squared error, summed over the dimensions, of a linear code of k numbers for white noise.</param>
    /// <param name="blindDirection">The two rows of an encoder from 3 numbers to 2 ↦ a direction along which the code does not change.</param>
    public static void Bottleneck(string id, Func<int, int, double, double> leastError, Func<double[], double[], double[]> blindDirection) =>
        Homework.Report<BottleneckExercise>(id, exercise => exercise.Judge(leastError, blindDirection));
}
