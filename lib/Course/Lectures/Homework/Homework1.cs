using Course.Plots.Display;

namespace Course.Lectures;

/// <summary>Homework 1, over lectures 01 to 04: probability, likelihood and EM, PCA, information.</summary>
/// <remarks>The numbers below are the student's own.</remarks>
[TypeFormatterSource(typeof(HomeworkFormatterSource), PreferredMimeTypes = [CheckResult.MimeType, "text/html", "text/plain"])]
public sealed class Homework1 : Homework
{
    internal Homework1(long seed, bool strict = false) : base("hw1", "Homework 1 · Foundations", seed, strict)
    {
        Variation Of(string id) => new(seed, $"{Name}/{id}");

        Die = Of("die").Probabilities(6);
        var sample = Of("sample");
        Sample = sample.Decimals(sample.Whole(4, 7), 0.3, 3);
        var humps = Of("humps");
        Humps = new(
            humps.Decimal(0.2, 0.4), humps.Decimal(-4, -2), humps.Decimal(0.3, 0.7), humps.Decimal(1.5, 3.5), humps.Decimal(1.3, 2.2));
        // Two kinds of runs, so that EM finds two coins.
        var heads = Of("heads");
        Heads = [heads.Whole(7, 9), heads.Whole(2, 4), heads.Whole(8, 9), heads.Whole(7, 8), heads.Whole(3, 5)];
        var cloud = Of("covariance");
        Covariance = (cloud.Decimal(2, 5), cloud.Decimal(0.6, 1.1), cloud.Decimal(0.8, 1.6));

        var runs = new CoinRuns(Heads);
        Exercises =
        [
            new BayesExercise("1.1", 2, Of("1.1")),
            new ExpectationExercise("1.2", 1, Die),
            new GaussianKlExercise("1.3", 2, new(6, 16, 0, 1)),
            new GaussianKlFunctionExercise("1.4", 3, Of("1.4")),
            new VarianceExercise("1.5", 2, Of("1.5")),
            new UniformLikelihoodExercise("1.6", 2, Of("1.6")),
            new UniformSlopeExercise("1.7", 1, Sample),
            new MixtureExercise("1.8", 3, Humps, Of("1.8")),
            new ResponsibilityExercise("1.9", 3, Of("1.9")),
            new CoinStepExercise("1.10", 3, runs, Of("1.10")),
            new CoinFixedPointExercise("1.11", 1, runs),
            new BoundExercise("1.12", 2, Of("1.12")),
            new PcaExercise("1.13", 3, Covariance.Variance1, Covariance.Covariance, Covariance.Variance2),
            new EntropyExercise("1.14", 2, Of("1.14")),
            new DiscreteKlExercise("1.15", 3, Of("1.15")),
            new ForwardFitExercise("1.16", 2, Humps),
        ];
    }

    /// <summary>Probabilities of 1 to 6 on a loaded die.</summary>
    public IReadOnlyList<double> Die { get; }

    /// <summary>Values from a uniform law U(0, θ) whose end nobody knows.</summary>
    public IReadOnlyList<double> Sample { get; }

    /// <summary>A density with two humps.</summary>
    public TwoHumps Humps { get; }

    /// <summary>Heads in five runs of ten flips, each run with one of two coins.</summary>
    public IReadOnlyList<int> Heads { get; }

    /// <summary>Variances and covariance of two variables.</summary>
    public (double Variance1, double Covariance, double Variance2) Covariance { get; }

    /// <summary>Begins the homework of this session and shows what there is to do.</summary>
    /// <param name="seed">The student's number.</param>
    /// <param name="strict">Whether an answer that is not right fails its cell, as in a notebook of solutions.</param>
    public static Homework1 Begin(long seed, bool strict = false) => Start(new Homework1(seed, strict));
}
