using Course.Plots.Display;

namespace Course.Lectures;

/// <summary>Homework 2, over lectures 05 and 06: what autoencoders must lose, what they are made to pay, and what they are for.</summary>
/// <remarks>The numbers below are the student's own.</remarks>
[TypeFormatterSource(typeof(HomeworkFormatterSource), PreferredMimeTypes = [CheckResult.MimeType, "text/html", "text/plain"])]
public sealed class Homework2 : Homework
{
    internal Homework2(long seed, bool strict = false) : base("hw2", "Homework 2 · Autoencoders", seed, strict)
    {
        Variation Of(string id) => new(seed, $"{Name}/{id}");

        var loss = Of("loss");
        Loss = new(8 * loss.Whole(3, 12), loss.Decimal(0.005, 0.08, 3), loss.Decimal(0.002, 0.03, 3));

        Exercises =
        [
            new BottleneckExercise("2.1", 3, Of("2.1")),
            new WeightCountExercise("2.2", 2, Of("2.2")),
            new CompressionExercise("2.3", 2, Of("2.3")),
            new SumOrMeanExercise("2.4", 2, Loss),
            new PsnrExercise("2.5", 2, Of("2.5")),
            new SparsityExercise("2.6", 2, Of("2.6")),
            new ContractionExercise("2.7", "The contractive penalty", 4, LayerActivation.Sigmoid, Of("2.7")),
            new ContractionExercise("2.8", "The same for tanh", 2, LayerActivation.Tanh, Of("2.8")),
            new MaskingExercise("2.9", 2, Of("2.9")),
            new DenoisingLossExercise("2.10", 3, Of("2.10")),
            new AucExercise("2.11", 3, Of("2.11")),
            new ThresholdExercise("2.12", 3, Of("2.12")),
        ];
    }

    /// <summary>A loss that averages over the numbers of an image.</summary>
    public MeanLoss Loss { get; }

    /// <summary>Begins the homework of this session and shows what there is to do.</summary>
    /// <param name="seed">The student's number.</param>
    /// <param name="strict">Whether an answer that is not right fails its cell, as in a notebook of solutions.</param>
    public static Homework2 Begin(long seed, bool strict = false) => Start(new Homework2(seed, strict));
}
