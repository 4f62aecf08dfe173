namespace Course.Lectures;

/// <summary>A mixture of two normal laws as a density and as a sampler: the density is tested by quadrature, the sampler by Monte Carlo.</summary>
internal sealed class MixtureExercise : Exercise
{
    private const int Draws = 20_000;

    // Where no draw falls there is no standard error either.
    private const double StatisticalTolerance = 1e-3;

    private readonly TwoHumps _law;
    private readonly Trial<double> _density;
    private readonly int _seed;

    public MixtureExercise(string id, int points, TwoHumps law, Variation variation) : base(id, "A density and a sampler", points)
    {
        (_law, _seed) = (law, variation.Whole(0, int.MaxValue - 1));
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
                new("σ² for σ", x => (law with { Variance1 = law.Variance1 * law.Variance1, Variance2 = law.Variance2 * law.Variance2 }).Density(x),
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
    }

    /// <summary>Means under the law by which a sampler is known: of x, of (x − μ)², and of being below a hump's mean.</summary>
    private IReadOnlyList<(string Name, Func<double, double> Of)> Statistics =>
    [
        ("mean", x => x),
        ("variance", x => (x - _law.Mean) * (x - _law.Mean)),
        ($"share below {NumberText.Of(_law.Mean1)}", x => x < _law.Mean1 ? 1 : 0),
        ($"share below {NumberText.Of(_law.Mean2)}", x => x < _law.Mean2 ? 1 : 0),
    ];

    private IReadOnlyList<(Func<double, double> Density, string Hint)> SamplerMistakes
    {
        get
        {
            double w = _law.Weight, blended = w * w * _law.Variance1 + (1 - w) * (1 - w) * _law.Variance2;
            return
            [
                (x => TwoHumps.Bell(x, _law.Mean, blended),
                    "It averages a draw from each component: that has one hump. Choose one component with its probability, then draw from it alone."),
                (x => TwoHumps.Bell(x, _law.Mean, _law.Variance), "It draws from one bell with mean and variance of the mixture; the mixture has two humps."),
                ((_law with { Weight = 1 - w }).Density, "The two weights are swapped."),
                ((_law with { Weight = 0.5 }).Density, "It chooses both components equally often; each has its own weight."),
                ((_law with { Variance1 = _law.Variance1 * _law.Variance1, Variance2 = _law.Variance2 * _law.Variance2 }).Density,
                    "It uses σ² where σ belongs: a standard normal draw is stretched by the deviation."),
            ];
        }
    }

    public Ruling Judge(Func<double, double> density, Func<Random, double> sample) =>
        Ruling.OfParts(("density", _density.Judge(x => [density(x)])), ("sampler", JudgeSampler(sample)));

    private Ruling JudgeSampler(Func<Random, double> sample)
    {
        var rng = new Random(_seed);
        var draws = new double[Draws];
        try
        {
            for (int i = 0; i < Draws; i++) draws[i] = sample(rng);
        }
        catch (NotImplementedException)
        {
            return Ruling.Unanswered;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Ruling.Wrong($"your function throws {e.GetType().Name}: {e.Message}");
        }
        if (draws.FirstOrDefault(draw => !double.IsFinite(draw), 0) is var bad and not 0)
            return Ruling.Wrong($"it draws {NumberText.Of(bad)}, which is no number.");
        if (draws.Distinct().Count() < Draws / 2)
            return Ruling.Wrong("it draws the same values again and again; take all randomness from the generator it is given.");
        if (Mismatch(draws, _law.Density) is not { } mismatch) return Ruling.Passed($"{Draws} draws agree with the density.");
        string? hint = SamplerMistakes.FirstOrDefault(mistake => Mismatch(draws, mistake.Density) is null).Hint;
        return Ruling.Wrong(hint ?? $"of {Draws} draws the {mismatch}.");
    }

    /// <summary>The first statistic that lies more than 4 standard errors from its mean under a density, in words.</summary>
    private string? Mismatch(double[] draws, Func<double, double> density)
    {
        foreach (var (name, of) in Statistics)
        {
            var measured = Estimate.MonteCarlo(draws.Select(of).ToArray());
            var expected = Expectation(of, density);
            if (measured.Agrees(expected, StatisticalTolerance)) continue;
            return $"{name} is {NumberText.Of(measured.Value)} ± {NumberText.Of(measured.StandardError)}, and {NumberText.Of(expected.Value)} is expected";
        }
        return null;
    }

    // In three pieces, because a share jumps at the means.
    private Estimate Expectation(Func<double, double> of, Func<double, double> density)
    {
        double[] ends = [_law.Range.Low, Math.Min(_law.Mean1, _law.Mean2), Math.Max(_law.Mean1, _law.Mean2), _law.Range.High];
        return ends.Zip(ends.Skip(1)).Sum(piece => Estimate.Quadrature(x => density(x) * of(x), piece.First, piece.Second).Value);
    }

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
