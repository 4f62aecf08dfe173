namespace Course.Lectures;

/// <summary>A mixture of two normal laws as a density and as a sampler: the density is tested by quadrature, the sampler by Monte Carlo.</summary>
internal sealed class MixtureExercise : Exercise
{
    private readonly TwoHumps _law;
    private readonly Trial<double> _density;
    private readonly SamplerTrial _sampler;

    public MixtureExercise(string id, int points, TwoHumps law, Variation variation) : base(id, "A density and a sampler", points)
    {
        _law = law;
        _density = new()
        {
            Inputs = variation.Decimals(12, Math.Min(law.Mean1, law.Mean2) - 1, Math.Max(law.Mean1, law.Mean2) + 1, 3),
            Right = x => [law.Density(x)],
            Describe = x => $"x = {NumberText.Of(x)}",
            Mistakes =
            [
                new("weights forgotten", x => TwoHumps.Bell(x, law.Mean1, law.Variance1) + TwoHumps.Bell(x, law.Mean2, law.Variance2),
                    "The weights are missing: two densities without weights have the area 2."),
                new("equal weights", x => (law with { Weight = 0.5 }).Density(x), "Each component has its own weight; yours are ½ and ½."),
                new("weights swapped", x => (law with { Weight = 1 - law.Weight }).Density(x), "The two weights are swapped."),
                new("σ² for σ", x => law.WithSquaredVariances.Density(x),
                    "You used σ² where σ belongs: the second number of N(μ, σ²) is the variance already."),
                new("σ for σ² in the exponent", x => Misshapen(x, variance => variance, Math.Sqrt),
                    "In the exponent you divide by σ where σ² belongs: the area under your curve is not 1."),
                new("σ² for σ before the bell", x => Misshapen(x, variance => variance * variance, variance => variance),
                    "In the factor before the exponential you used σ² where σ belongs: the area under your curve is not 1."),
                new("factor forgotten", x => Misshapen(x, _ => 1 / Math.Tau, variance => variance),
                    "The factor 1/√(2πσ²) is missing: the area under your curve is not 1."),
                new("missing ½", x => Misshapen(x, variance => variance, variance => variance / 2), "The ½ in the exponent is missing."),
                new("one bell", x => TwoHumps.Bell(x, law.Mean, law.Variance),
                    "This is one bell with mean and variance of the mixture; the mixture has two humps."),
                new("logarithm", x => Math.Log(law.Density(x)), "This is the logarithm of the density."),
            ],
            Properties = [Normalised],
        };

        double w = law.Weight, blended = w * w * law.Variance1 + (1 - w) * (1 - w) * law.Variance2;
        _sampler = new()
        {
            Density = law.Density,
            Breaks = [law.Range.Low, Math.Min(law.Mean1, law.Mean2), Math.Max(law.Mean1, law.Mean2), law.Range.High],
            Statistics =
            [
                ("mean", x => x),
                ("variance", x => (x - law.Mean) * (x - law.Mean)),
                ($"share below {NumberText.Of(law.Mean1)}", x => x < law.Mean1 ? 1 : 0),
                ($"share below {NumberText.Of(law.Mean2)}", x => x < law.Mean2 ? 1 : 0),
            ],
            Mistakes =
            [
                new("sum of draws", x => TwoHumps.Bell(x, law.Mean, blended),
                    "It averages a draw from each component: that has one hump. Choose one component with its probability, then draw from it alone."),
                new("one bell", x => TwoHumps.Bell(x, law.Mean, law.Variance),
                    "It draws from one bell with mean and variance of the mixture; the mixture has two humps."),
                new("weights swapped", x => (law with { Weight = 1 - w }).Density(x), "The two weights are swapped."),
                new("equal weights", x => (law with { Weight = 0.5 }).Density(x), "It chooses both components equally often; each has its own weight."),
                new("σ² for σ", x => law.WithSquaredVariances.Density(x),
                    "It uses σ² where σ belongs: a standard normal draw is stretched by the deviation."),
            ],
            Seed = variation.Seed(),
        };
    }

    public Ruling Judge(Func<double, double> density, Func<Random, double> sample) =>
        Ruling.OfParts(("density", _density.Judge(x => [density(x)])), ("sampler", _sampler.Judge(sample)));

    private string? Normalised(Func<double, double[]> answer)
    {
        double area = Estimate.Quadrature(x => answer(x)[0], _law.Range.Low, _law.Range.High).Value;
        double[] line = [.. Enumerable.Range(0, 201).Select(i => _law.Range.Low + i * (_law.Range.High - _law.Range.Low) / 200)];
        return line.Any(x => answer(x)[0] < 0) ? "A density is never negative, and yours is for some x."
            : !(Math.Abs(area - 1) < 1e-6) ? $"The area under a density is 1; under yours it is {NumberText.Of(area)} (quadrature)."
            : null;
    }

    /// <summary>Two bells with other variances in the factor before the exponential and in the exponent.</summary>
    private double Misshapen(double x, Func<double, double> factor, Func<double, double> exponent)
    {
        double Part(double mean, double variance) => Math.Exp(-(x - mean) * (x - mean) / (2 * exponent(variance))) / Math.Sqrt(Math.Tau * factor(variance));
        return _law.Weight * Part(_law.Mean1, _law.Variance1) + (1 - _law.Weight) * Part(_law.Mean2, _law.Variance2);
    }
}

public static partial class Check
{
    /// <summary>A mixture of two normal laws.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="density">x ↦ p(x).</param>
    /// <param name="sample">One draw, with all its randomness from the generator.</param>
    public static void Mixture(string id, Func<double, double> density, Func<Random, double> sample) =>
        Homework.Report<MixtureExercise>(id, exercise => exercise.Judge(density, sample));
}
