namespace Course.Lectures;

/// <summary>How many latent dimensions say anything: those whose mean code varies from image to image (Burda, Grosse and Salakhutdinov 2016).</summary>
internal sealed class ActiveUnitsExercise : Exercise
{
    private const double Threshold = 0.01;

    private readonly Trial<Codes> _trial;

    public ActiveUnitsExercise(string id, int points, Variation variation) : base(id, "Who still talks", points)
    {
        static Func<Codes, double> Count(Func<double[], double> of) => codes => codes.Columns.Count(column => of(column) > Threshold);
        _trial = new()
        {
            Inputs = variation.Many(10, Draw),
            Right = codes => [Count(Variance)(codes)],
            Describe = codes => codes.ToString(),
            Limits =
            [
                new(new([[5, 5, 5, 5], [-3, -3, -3, -3]]), "Both means are far from 0, and both are the same for every image: neither says anything."),
                new(new([[0.15, -0.15, 0.15, -0.15]]), "The deviation is 0.15 and the variance 0.0225: above 0.01."),
            ],
            Mistakes =
            [
                new("all", codes => codes.Columns.Length, "You counted all dimensions, also those that never change."),
                new("mean for variance", Count(column => Math.Abs(column.Average())), "You looked at the means; a unit that is always 5 says nothing. It is the variance over the images."),
                new("mean of squares", Count(column => column.Average(value => value * value)),
                    "You did not subtract the mean before you squared; a unit that is always 5 says nothing."),
                new("deviation for variance", Count(column => Math.Sqrt(Variance(column))), "You compared the deviation with 0.01; it is the variance that must be larger."),
                new("the silent ones", codes => codes.Columns.Count(column => Variance(column) <= Threshold), "You counted those that are silent."),
                new("over the dimensions", codes => Enumerable.Range(0, codes.Columns[0].Length).Count(i => Variance([.. codes.Columns.Select(column => column[i])]) > Threshold),
                    "You took the variance over the dimensions of each image; it is over the images of each dimension."),
            ],
        };
    }

    public Ruling Judge(Func<double[,], int> active) => _trial.Judge(codes => [active(codes.Matrix())]);

    private static double Variance(double[] column) => column.Average(value => value * value) - column.Average() * column.Average();

    private static Codes Draw(Variation variation)
    {
        int items = variation.Whole(5, 8);
        return new([.. Enumerable.Range(0, variation.Whole(3, 6)).Select(_ =>
        {
            // Talking, silent at 0 or far from it, and silent but for a little: never near the threshold.
            double[] spread = variation.Decimals(items, 0.4, 1.6);
            double width = new[] { 1, 0.02, 0, 0.05 }[variation.Whole(0, 3)];
            // 0.05 is a mean above 0.01 whose square is not.
            double centre = (width == 0 ? variation.Whole(0, 2) : 2) switch { 0 => 0, 1 => 0.05, _ => variation.Decimal(-2, 2) };
            return spread.Select((value, i) => centre + width * (i % 2 == 0 ? value : -value)).ToArray();
        })]);
    }

    /// <param name="Columns">μ of each dimension, over the images.</param>
    internal sealed record Codes(double[][] Columns)
    {
        /// <summary>[N, Z]; a new one at each call.</summary>
        public double[,] Matrix()
        {
            var matrix = new double[Columns[0].Length, Columns.Length];
            for (int i = 0; i < Columns[0].Length; i++)
                for (int j = 0; j < Columns.Length; j++) matrix[i, j] = Columns[j][i];
            return matrix;
        }

        public override string ToString() => $"the codes of {Columns[0].Length} images, {string.Join("; ", Columns.Select((column, j) => $"z{j + 1} = {NumberText.Of(column)}"))}";
    }
}

public static partial class Check
{
    /// <summary>Active units.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="active">Means μ of the codes [N, Z] ↦ how many dimensions have a variance over the images above 0.01.</param>
    public static void ActiveUnits(string id, Func<double[,], int> active) => Homework.Report<ActiveUnitsExercise>(id, exercise => exercise.Judge(active));
}
