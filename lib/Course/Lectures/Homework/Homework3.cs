using Course.Plots.Display;

namespace Course.Lectures;

/// <summary>Homework 3, over lectures 07 to 09: what the KL term costs, how a gradient passes a draw, and what a VAE looks like that has stopped talking.</summary>
/// <remarks>The numbers below are the student's own.</remarks>
[TypeFormatterSource(typeof(HomeworkFormatterSource), PreferredMimeTypes = [CheckResult.MimeType, "text/html", "text/plain"])]
public sealed class Homework3 : Homework
{
    private readonly Lazy<CollapseRuns> _runs;

    internal Homework3(long seed, bool strict = false) : base("hw3", "Homework 3 · Variational autoencoders", seed, strict)
    {
        Variation Of(string id) => new(seed, $"{Name}/{id}");

        _runs = new(() => new CollapseRuns(Of("runs")));
        Exercises =
        [
            new StandardKlExercise("3.1", 3, Of("3.1")),
            new DiagonalKlExercise("3.2", 3, Of("3.2")),
            new KlSlopesExercise("3.3", 2, Of("3.3")),
            new ReparameterizationExercise("3.4", 4, Of("3.4")),
            new ElboLossExercise("3.5", 3, Of("3.5")),
            new BoundGapExercise("3.6", 3, Of("3.6")),
            new WeightedBoundExercise("3.7", 2, Of("3.7")),
            new ActiveUnitsExercise("3.8", 2, Of("3.8")),
            new RateExercise("3.9", 3, Of("3.9")),
            new DiagnosisExercise("3.10", 4, _runs),
        ];
    }

    /// <summary>Four trainings of small VAEs on the same data, trained when they are first asked for.</summary>
    public CollapseRuns Runs => _runs.Value;

    /// <summary>Begins the homework of this session and shows what there is to do.</summary>
    /// <param name="seed">The student's number.</param>
    /// <param name="strict">Whether an answer that is not right fails its cell, as in a notebook of solutions.</param>
    public static Homework3 Begin(long seed, bool strict = false) => Start(new Homework3(seed, strict));
}
