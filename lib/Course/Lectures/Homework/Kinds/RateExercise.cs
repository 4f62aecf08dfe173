namespace Course.Lectures;

/// <summary>
/// Which dimensions of a linear VAE pay their price: with data of variances λᵢ and a decoder of noise σ², those with λᵢ &gt; σ², at ½ log(λᵢ/σ²) nats each
/// (Lucas et al., <i>Don't blame the ELBO!</i>, 2019).
/// </summary>
internal sealed class RateExercise : Exercise
{
    private readonly Trial<Data> _trial;

    public RateExercise(string id, int points, Variation variation) : base(id, "Who must fall silent", points)
    {
        static double Rate(Data data, Func<double, double> of) => data.Variances.Where(variance => variance > data.Noise).Sum(of);
        static double[] Right(Data data) => [data.Variances.Count(variance => variance > data.Noise), Rate(data, v => 0.5 * Math.Log(v / data.Noise))];
        _trial = new()
        {
            Inputs = variation.Many(10, v => new Data([.. v.Decimals(v.Whole(3, 5), 0.05, 4)], v.Decimal(0.101, 2.999, 3))),
            Right = Right,
            Describe = data => data.ToString(),
            Limits =
            [
                new(new([0.5, 0.3, 0.1], 0.6), "All variances are below the noise: no dimension pays, and the rate is 0. This is posterior collapse, and the bound is at its best."),
                new(new([2, 2], 2), "At the threshold a dimension gains nothing and costs nothing: it counts as silent."),
            ],
            Mistakes =
            [
                new("half forgotten", data => [Right(data)[0], 2 * Right(data)[1]], "The ½ in front of the logarithm is missing: λ/σ² is a ratio of variances."),
                new("silent ones paid for", data => [Right(data)[0], data.Variances.Sum(v => 0.5 * Math.Log(v / data.Noise))],
                    "You added the silent dimensions, too, with a negative rate; a divergence is never negative, theirs is 0."),
                new("capacity", data => [Right(data)[0], Rate(data, v => 0.5 * Math.Log(1 + v / data.Noise))],
                    "½ log(1 + λ/σ²) would be right if λ were the signal alone; λ is the variance of the data, noise included."),
                new("upside down", data => [Right(data)[0], -Right(data)[1]], "The ratio is upside down."),
                new("silent counted", data => [data.Variances.Length - Right(data)[0], Right(data)[1]], "You counted the silent dimensions."),
                new("deviation for variance", data => [data.Variances.Count(v => v > Math.Sqrt(data.Noise)), Right(data)[1]], "You compared with σ; the variances must exceed σ²."),
                new("bits", data => [Right(data)[0], Right(data)[1] / Math.Log(2)], "The rate is in bits; nats are asked for."),
                new("mean", data => [Right(data)[0], Right(data)[1] / Math.Max(1, Right(data)[0])], "You averaged over the dimensions; their rates are summed."),
            ],
            Properties = [answer => answer(new([0.5, 2], 1))[1] < 0 ? "A rate is never negative." : null],
        };
    }

    public Ruling Judge(Func<double[], double, (int Active, double Rate)> predict) => _trial.Judge(data =>
    {
        var (active, rate) = predict([.. data.Variances], data.Noise);
        return [active, rate];
    });

    /// <param name="Variances">λ of the data along their principal axes.</param>
    /// <param name="Noise">σ² of the decoder.</param>
    internal sealed record Data(double[] Variances, double Noise)
    {
        public override string ToString() => $"λ = {NumberText.Of(Variances)}, σ² = {NumberText.Of(Noise)}";
    }
}

public static partial class Check
{
    /// <summary>Active dimensions and rate of a linear VAE at its best.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="predict">(variances λ of the data, noise σ² of the decoder) ↦ how many dimensions are used, and the KL term in nats.</param>
    public static void Rate(string id, Func<double[], double, (int Active, double Rate)> predict) =>
        Homework.Report<RateExercise>(id, exercise => exercise.Judge(predict));
}
