namespace Course.Lectures;

/// <summary>The divergence of two discrete laws, with 0 log 0 and ∞.</summary>
internal sealed class DiscreteKlExercise : Exercise
{
    private readonly Trial<(double[] P, double[] Q)> _trial;

    public DiscreteKlExercise(string id, int points, Variation variation) : base(id, "The divergence of discrete laws", points)
    {
        var pairs = variation.Many(10, v => v.Whole(3, 6) is var count ? (v.Probabilities(count), v.Probabilities(count)) : default);
        _trial = new()
        {
            Inputs = pairs,
            Right = pair => [Entropies.Kl(pair.P, pair.Q)],
            Describe = pair => $"p = {NumberText.Of(pair.P)}, q = {NumberText.Of(pair.Q)}",
            Limits =
            [
                new(([0.2, 0.3, 0.5], [0.2, 0.3, 0.5]), "A law does not diverge from itself: it must be 0."),
                new(([0, 0.4, 0.6], [0.2, 0.3, 0.5]), "0 · log 0 counts as 0: what p never draws takes no part."),
                new(([0.2, 0.3, 0.5], [0, 0.5, 0.5]), "The divergence is ∞ where the support is missing: q gives 0 to something that p draws."),
                new(([0, 0.5, 0.5], [0, 0.3, 0.7]), "What neither draws takes no part, although 0/0 stands in the fraction."),
            ],
            Mistakes =
            [
                new("swapped direction", pair => Entropies.Kl(pair.Q, pair.P),
                    "You swapped the direction: KL(p ‖ q) averages over draws of p, so p stands before the logarithm."),
                new("bits for nats", pair => Entropies.Kl(pair.P, pair.Q) / Math.Log(2), "This is in bits; nats are asked for, so take the natural logarithm."),
                new("sign", pair => -Entropies.Kl(pair.P, pair.Q), "The fraction is upside down, or a minus too many: a divergence is never negative."),
                new("cross-entropy", pair => Entropies.Kl(pair.P, pair.Q) + Entropies.Of(pair.P),
                    "This is the cross-entropy −Σ p log q; the entropy of p must be taken off."),
                new("symmetrised", pair => Entropies.Kl(pair.P, pair.Q) + Entropies.Kl(pair.Q, pair.P),
                    "This is the sum of both directions; KL(p ‖ q) is one of them."),
                new("unweighted", pair => pair.P.Zip(pair.Q).Sum(each => Math.Log(each.First / each.Second)), "Each log-ratio must be weighted by p."),
                new("absolute values", pair => pair.P.Zip(pair.Q).Sum(each => each.First * Math.Abs(Math.Log(each.First / each.Second))),
                    "Some terms are negative, and they must be: only the whole sum is never below 0."),
                new("mean for sum", pair => Entropies.Kl(pair.P, pair.Q) / pair.P.Length, "You divided by the number of outcomes; p is the weight already."),
            ],
            Properties =
            [
                answer => pairs.Any(pair => answer(pair)[0] < 0) ? "Your divergence is negative for some laws; it never may be." : null,
                answer => pairs.All(pair => Math.Abs(answer(pair)[0] - answer((pair.Item2, pair.Item1))[0]) < 1e-9)
                    ? "Your divergence is the same in both directions; the right one is not symmetric." : null,
            ],
        };
    }

    public Ruling Judge(Func<double[], double[], double> nats) => _trial.Judge(pair => [nats([.. pair.P], [.. pair.Q])]);
}

public static partial class Check
{
    /// <summary>The divergence of two discrete laws.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="nats">(p, q) ↦ KL(p ‖ q).</param>
    public static void DiscreteKl(string id, Func<double[], double[], double> nats) =>
        Homework.Report<DiscreteKlExercise>(id, exercise => exercise.Judge(nats));
}
