namespace Course.Lectures;

/// <summary>The peak signal-to-noise ratio of an image, in decibels.</summary>
internal sealed class PsnrExercise : Exercise
{
    private readonly Trial<Images> _trial;

    public PsnrExercise(string id, int points, Variation variation) : base(id, "Signal to noise in decibels", points) => _trial = new()
    {
        Inputs = [.. Enumerable.Range(0, 10).Select(i => Draw(variation, i % 2 == 0 ? 255 : 1))],
        Right = images => [Decibels(images, images.Squares / images.Count)],
        Describe = images => images.ToString(),
        Limits =
        [
            new(new([0.5, 0.25], [0.5, 0.25], 1), "An image without any error has no noise: the ratio is ∞."),
            new(new([0.6, 0.4, 0.6], [0.5, 0.5, 0.5], 1), "An error of a tenth of the peak in every pixel is 20 dB."),
            new(new([255], [0], 255), "An error as large as the peak is 0 dB."),
        ],
        Mistakes =
        [
            new("natural logarithm", images => 10 * Math.Log(images.Signal / images.Error), "You took the natural logarithm; decibels need log₁₀."),
            new("factor 10 forgotten", images => Math.Log10(images.Signal / images.Error), "The factor 10 is missing: a *deci*bel is a tenth of a bel."),
            new("natural, factor forgotten", images => Math.Log(images.Signal / images.Error),
                "You took the natural logarithm, and the factor 10 is missing."),
            new("squares not divided", images => Decibels(images, images.Squares), "You summed the squared errors; divide by the number of pixels."),
            new("peak not squared", images => 10 * Math.Log10(images.Peak / images.Error), "The peak must be squared, as the errors are."),
            new("peak forgotten", images => 10 * Math.Log10(1 / images.Error), "The peak is missing: it is 1 only for values in [0, 1]."),
            new("20 for 10", images => 20 * Math.Log10(images.Signal / images.Error), "The factor 20 goes with peak/RMSE; with peak²/MSE it is 10."),
            new("10 for 20", images => 5 * Math.Log10(images.Signal / images.Error), "The factor 10 goes with peak²/MSE; with peak/RMSE it is 20."),
            new("upside down", images => -Decibels(images, images.Error), "The quotient is upside down: a small error must give many decibels."),
            new("mean of absolute errors", images => Decibels(images, images.Absolute / images.Count), "You averaged absolute errors; they must be squared."),
            new("error alone", images => images.Error, "This is the mean squared error; it goes under the peak², and then comes the logarithm."),
        ],
        Properties =
        [
            answer => answer(new([0.5, 0.5], [0.4, 0.4], 1))[0] < answer(new([0.5, 0.5], [0.1, 0.1], 1))[0]
                ? "Your ratio grows with the error; it must fall." : null,
        ],
    };

    public Ruling Judge(Func<double[], double[], double, double> psnr) => _trial.Judge(images => [psnr([.. images.Image], [.. images.Original], images.Peak)]);

    private static double Decibels(Images images, double error) => 10 * Math.Log10(images.Signal / error);

    /// <summary>A pair whose pixels differ.</summary>
    private static Images Draw(Variation variation, double peak)
    {
        int count = variation.Whole(3, 6);
        double[] original = [.. variation.Decimals(count, 0.1, 0.6).Select(value => Math.Round(value * peak, 2))];
        return new([.. original.Select(value => Math.Round(value + variation.Decimal(0.02, 0.3) * peak, 2))], original, peak);
    }

    internal sealed record Images(double[] Image, double[] Original, double Peak)
    {
        public int Count => Image.Length;

        public double Signal => Peak * Peak;

        public double Squares => Image.Zip(Original).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second));

        public double Absolute => Image.Zip(Original).Sum(pair => Math.Abs(pair.First - pair.Second));

        public double Error => Squares / Count;

        public override string ToString() => $"image {NumberText.Of(Image)}, original {NumberText.Of(Original)}, peak {NumberText.Of(Peak)}";
    }
}

public static partial class Check
{
    /// <summary>The peak signal-to-noise ratio.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="psnr">(image, original, peak) ↦ decibels.</param>
    public static void Psnr(string id, Func<double[], double[], double, double> psnr) =>
        Homework.Report<PsnrExercise>(id, exercise => exercise.Judge(psnr));
}
