namespace Course.Lectures;

/// <summary>Entropy in bits.</summary>
internal sealed class EntropyExercise : Exercise
{
    private readonly Trial<double[]> _trial;

    public EntropyExercise(string id, int points, Variation variation) : base(id, "Entropy in bits", points) => _trial = new()
    {
        Inputs = variation.Many(10, v => v.Probabilities(v.Whole(3, 7))),
        Right = p => [Entropies.Of(p) / Math.Log(2)],
        Describe = p => $"p = {NumberText.Of(p)}",
        Limits =
        [
            new([0.5, 0.5], "A fair coin has 1 bit."),
            new([.. Enumerable.Repeat(1 / 8.0, 8)], "Eight equal chances need 3 bits."),
            new([0.25, 0, 0.75], "0 · log 0 counts as 0: what never happens carries no surprise."),
            new([0, 1, 0], "What is certain has no entropy; 0 · log 0 counts as 0."),
        ],
        Mistakes =
        [
            new("nats for bits", p => Entropies.Of(p), "This is in nats; for bits take the logarithm to base 2, or divide by ln 2."),
            new("sign", p => -Entropies.Of(p) / Math.Log(2), "The minus sign is missing: entropy is never negative."),
            new("sign, nats for bits", p => -Entropies.Of(p), "The minus sign is missing, and this is in nats instead of bits."),
            new("decimal logarithm", p => Entropies.Of(p) / Math.Log(10), "You took the decimal logarithm; bits need the logarithm to base 2."),
            new("multiplied by ln 2", p => Entropies.Of(p) * Math.Log(2), "From nats to bits you divide by ln 2; you multiplied."),
            new("unweighted", p => -p.Sum(Math.Log2), "Each surprise −log₂ p must be weighted by its probability p."),
            new("mean for sum", p => Entropies.Of(p) / Math.Log(2) / p.Length,
                "You divided by the number of outcomes; the probabilities are the weights already."),
            new("log of the number of outcomes", p => Math.Log2(p.Length),
                "This is the largest entropy that so many outcomes can have; yours are not equally likely."),
        ],
        Properties = [answer => answer([0.2, 0.8])[0] < 0 ? "Entropy is never negative." : null],
    };

    public Ruling Judge(Func<double[], double> bits) => _trial.Judge(p => [bits([.. p])]);
}

public static partial class Check
{
    /// <summary>Entropy of a discrete law.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="bits">Probabilities ↦ entropy in bits.</param>
    public static void Entropy(string id, Func<double[], double> bits) => Homework.Report<EntropyExercise>(id, exercise => exercise.Judge(bits));
}
