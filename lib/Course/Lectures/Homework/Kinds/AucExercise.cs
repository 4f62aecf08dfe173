using Course.Metrics;

namespace Course.Lectures;

/// <summary>The area under the ROC curve of two groups of scores, as a probability.</summary>
internal sealed class AucExercise : Exercise
{
    private readonly Trial<Scores> _trial;

    public AucExercise(string id, int points, Variation variation) : base(id, "The area under the ROC curve", points) => _trial = new()
    {
        // One decimal, so that there are ties.
        Inputs = variation.Many(10, v => new Scores(v.Decimals(v.Whole(5, 8), 0, 1.2, 1), v.Decimals(v.Whole(2, 4), 0.5, 1.5, 1))),
        Right = scores => [RocCurve.Of([.. scores.Normal, .. scores.Anomalies], scores.AreAnomalies).Area],
        Describe = scores => $"normal scores {NumberText.Of(scores.Normal)}, anomalies {NumberText.Of(scores.Anomalies)}",
        Limits =
        [
            new(new([0.1, 0.2], [0.3, 0.4, 0.5]), "Every anomaly scores higher than everything normal: the area is 1."),
            new(new([0.3, 0.4], [0.1, 0.2]), "Every anomaly scores lower: the area is 0, and the scores are still of use, turned round."),
            new(new([0.5, 0.5], [0.5]), "Scores that are all the same tell nothing: the area is ½."),
        ],
        Mistakes =
        [
            new("ties lose", scores => scores.Wins(tie: 0), "You count ties as lost; they count half."),
            new("ties win", scores => scores.Wins(tie: 1), "You count ties as won; they count half."),
            new("turned round", scores => 1 - scores.Wins(tie: 0.5), "You turned it round: this is how often a normal item scores higher."),
            new("not divided", scores => scores.Wins(tie: 0.5) * scores.Normal.Length * scores.Anomalies.Length,
                "This counts the pairs that are won; divide by the number of all pairs."),
            new("divided by the normal ones", scores => scores.Wins(tie: 0.5) * scores.Anomalies.Length,
                "You divided by the number of normal items; divide by the number of pairs."),
            new("divided by the anomalies", scores => scores.Wins(tie: 0.5) * scores.Normal.Length,
                "You divided by the number of anomalies; divide by the number of pairs."),
            new("divided by all items", scores =>
                scores.Wins(tie: 0.5) * scores.Normal.Length * scores.Anomalies.Length / (scores.Normal.Length + scores.Anomalies.Length),
                "You divided by the number of items; divide by the number of pairs."),
            new("difference of means", scores => scores.Anomalies.Average() - scores.Normal.Average(),
                "This is how far the means are apart; only the order of the scores matters."),
        ],
        Properties =
        [
            answer => answer(new([0.1, 0.4, 0.4], [0.4, 0.7]))[0] is < 0 or > 1 ? "The area is a probability, and yours leaves [0, 1]." : null,
            answer => Math.Abs(answer(new([1, 3, 4], [2, 5]))[0] - answer(new([1, 9, 16], [4, 25]))[0]) > 1e-9
                ? "Squaring positive scores changes your area; only their order may matter." : null,
        ],
    };

    public Ruling Judge(Func<double[], double[], double> area) => _trial.Judge(scores => [area([.. scores.Normal], [.. scores.Anomalies])]);

    internal sealed record Scores(double[] Normal, double[] Anomalies)
    {
        public bool[] AreAnomalies => [.. Normal.Select(_ => false), .. Anomalies.Select(_ => true)];

        /// <summary>The share of pairs in which the anomaly scores higher.</summary>
        /// <param name="tie">What an equal score counts.</param>
        public double Wins(double tie) => Anomalies.Average(high => Normal.Average(low => high > low ? 1 : high == low ? tie : 0));
    }
}

public static partial class Check
{
    /// <summary>The area under the ROC curve.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="area">(scores of normal items, scores of anomalies) ↦ area, where higher scores mean more of an anomaly.</param>
    public static void Auc(string id, Func<double[], double[], double> area) => Homework.Report<AucExercise>(id, exercise => exercise.Judge(area));
}
