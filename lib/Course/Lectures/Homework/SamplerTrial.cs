namespace Course.Lectures;

/// <summary>
/// Puts a sampler to the test: means of a few statistics over many draws must lie within 4 standard errors of what the density says by quadrature; if they do
/// not, the sentence names the mistake whose density they fit.
/// </summary>
internal sealed class SamplerTrial
{
    private const int Draws = 20_000;

    // Where no draw falls there is no standard error either.
    private const double Tolerance = 1e-3;

    /// <summary>Of the law to be drawn from.</summary>
    public required Func<double, double> Density { get; init; }

    /// <summary>Between the first and the last lies all of the law; in between, densities and statistics may jump.</summary>
    public required IReadOnlyList<double> Breaks { get; init; }

    /// <summary>Functions of a draw by whose means the law is known, named as in "the mean is 3".</summary>
    public required IReadOnlyList<(string Name, Func<double, double> Of)> Statistics { get; init; }

    /// <summary>Each with the density that it really draws from.</summary>
    public IReadOnlyList<Mistake<double>> Mistakes { get; init; } = [];

    /// <summary>For the generator that the sampler is given.</summary>
    public required int Seed { get; init; }

    /// <summary>Judges a sampler.</summary>
    /// <param name="sample">The student's; whatever it throws is part of the answer, but for the interruption of the cell.</param>
    public Ruling Judge(Func<Random, double> sample)
    {
        var rng = new Random(Seed);
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
        if (Mismatch(draws, Density) is not { } mismatch) return Ruling.Passed($"{Draws} draws agree with the density.");
        var mistake = Mistakes.FirstOrDefault(mistake => Mismatch(draws, x => mistake.Answer(x)[0]) is null);
        return Ruling.Wrong(mistake is null ? $"of {Draws} draws the {mismatch}." : mistake.Hint(draws[0]));
    }

    /// <summary>The first statistic that lies more than 4 standard errors from its mean under a density, in words.</summary>
    private string? Mismatch(double[] draws, Func<double, double> density)
    {
        foreach (var (name, of) in Statistics)
        {
            var measured = Estimate.MonteCarlo(draws.Select(of).ToArray());
            Estimate expected = Breaks.Zip(Breaks.Skip(1)).Sum(piece => Estimate.Quadrature(x => density(x) * of(x), piece.First, piece.Second).Value);
            if (measured.Agrees(expected, Tolerance)) continue;
            return $"{name} is {NumberText.Of(measured.Value)} ± {NumberText.Of(measured.StandardError)}, and {NumberText.Of(expected.Value)} is expected";
        }
        return null;
    }
}
