namespace Course.Lectures;

/// <summary>The penalty of units that are active more or less often than wanted: Σⱼ KL(ρ ‖ ρ̂ⱼ).</summary>
internal sealed class SparsityExercise : Exercise
{
    private readonly Trial<Units> _trial;

    public SparsityExercise(string id, int points, Variation variation) : base(id, "The price of activity", points) => _trial = new()
    {
        Inputs = variation.Many(10, v => new Units(v.Decimal(0.02, 0.3), v.Decimals(v.Whole(2, 5), 0.02, 0.9))),
        Right = units => [units.Sum(Kl)],
        Describe = units => $"ρ = {NumberText.Of(units.Target)}, ρ̂ = {NumberText.Of(units.Means)}",
        Limits =
        [
            new(new(0.1, [0.1, 0.1]), "Units that are as active as wanted cost nothing."),
            new(new(0.1, [0.1, 0]), "A unit that is never active costs ∞: ρ log ρ/0. (A sigmoid never gets there.)"),
            new(new(0.1, [1, 0.1]), "A unit that is always active costs ∞: (1 − ρ) log (1 − ρ)/0."),
        ],
        Mistakes =
        [
            new("swapped direction", units => units.Sum((target, mean) => Kl(mean, target)),
                "You swapped the direction: this is KL(ρ̂ ‖ ρ). It must be ρ first; only then do units that never fire cost without bound."),
            new("second term forgotten", units => units.Sum(First),
                "The second term is missing: a unit is active or not, and (1 − ρ) log (1 − ρ)/(1 − ρ̂) belongs to the sum."),
            new("first term forgotten", units => units.Sum((target, mean) => First(1 - target, 1 - mean)), "The first term, ρ log ρ/ρ̂, is missing."),
            new("mean for sum", units => units.Sum(Kl) / units.Means.Length, "You averaged over the units; their prices are added."),
            new("sign", units => -units.Sum(Kl), "The sign is turned round: a divergence is never negative."),
            new("bits", units => units.Sum(Kl) / Math.Log(2), "This is in bits; nats are asked for, so every logarithm is the natural one."),
            new("sign of the second term", units => units.Sum((target, mean) => First(target, mean) - First(1 - target, 1 - mean)),
                "The second term is added, not subtracted."),
            new("cross-entropy", units => units.Sum((target, mean) => -target * Math.Log(mean) - (1 - target) * Math.Log(1 - mean)),
                "This is the cross-entropy of ρ and ρ̂; subtract the entropy of ρ, so that the right activity costs nothing."),
            new("divergence of the mean", units => Kl(units.Target, units.Means.Average()),
                "You averaged over the units first; then a dead one and a busy one cancel. Each unit has a price of its own."),
            new("squares", units => units.Sum((target, mean) => (target - mean) * (target - mean)), "These are squared distances; the price is a divergence."),
        ],
        Properties = [answer => answer(new(0.1, [0.4]))[0] < 0 ? "A divergence is never negative." : null],
    };

    public Ruling Judge(Func<double, double[], double> penalty) => _trial.Judge(units => [penalty(units.Target, [.. units.Means])]);

    private static double Kl(double target, double mean) => Entropies.Kl([target, 1 - target], [mean, 1 - mean]);

    private static double First(double target, double mean) => target * Math.Log(target / mean);

    /// <param name="Target">ρ.</param>
    /// <param name="Means">ρ̂ of each unit.</param>
    internal sealed record Units(double Target, double[] Means)
    {
        public double Sum(Func<double, double, double> price) => Means.Sum(mean => price(Target, mean));
    }
}

public static partial class Check
{
    /// <summary>The KL penalty of a sparse autoencoder.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="penalty">(ρ, mean activation ρ̂ of each unit) ↦ Σⱼ KL(ρ ‖ ρ̂ⱼ) in nats.</param>
    public static void Sparsity(string id, Func<double, double[], double> penalty) =>
        Homework.Report<SparsityExercise>(id, exercise => exercise.Judge(penalty));
}
