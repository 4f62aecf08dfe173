namespace Course.Probability;

/// <summary>A mixture p(x) = Σ_k w_k p_k(x): first a component is drawn, then a value from it.</summary>
/// <typeparam name="T">What one draw is.</typeparam>
public sealed class Mixture<T> : IDistribution<T> where T : notnull
{
    /// <summary>Mixes distributions.</summary>
    /// <param name="weights">[K] numbers ≥ 0 that sum to 1.</param>
    /// <param name="components">K distributions of any kind.</param>
    /// <exception cref="ArgumentException">Weights that are no probabilities, or not as many as components.</exception>
    public Mixture(IEnumerable<double> weights, IEnumerable<IDistribution<T>> components)
    {
        (Weights, Components) = (Require.Probabilities(weights, "weights"), [.. components]);
        Require.Length(Weights.Count, Components.Count, "weights");
    }

    /// <summary>[K] probabilities of the components.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>What is mixed.</summary>
    public IReadOnlyList<IDistribution<T>> Components { get; }

    /// <summary>−E[log p(x)] in nats, by enumeration or quadrature: a mixture has no closed form.</summary>
    /// <exception cref="NotSupportedException">Neither finitely many values nor a density on the line; average −LogProb over samples instead.</exception>
    public double Entropy => Expectation.Exact(this, x => -LogProb(x)) is { } exact
        ? exact.Value
        : throw new NotSupportedException("The entropy of this mixture has no closed form; use Expectation.MonteCarlo(p, x => -p.LogProb(x), rng).");

    /// <summary>log Σ_k w_k p_k(x), without overflow where all terms are tiny.</summary>
    /// <param name="x">A value.</param>
    public double LogProb(T x)
    {
        Span<double> terms = Components.Count <= 64 ? stackalloc double[Components.Count] : new double[Components.Count];
        double largest = double.NegativeInfinity;
        for (int k = 0; k < terms.Length; k++)
        {
            terms[k] = Weights[k] == 0 ? double.NegativeInfinity : Math.Log(Weights[k]) + Components[k].LogProb(x);
            if (!(terms[k] <= largest)) largest = terms[k];
        }
        if (!double.IsFinite(largest)) return largest;
        double sum = 0;
        foreach (double term in terms) sum += Math.Exp(term - largest);
        return largest + Math.Log(sum);
    }

    /// <inheritdoc/>
    public T Sample(Random rng)
    {
        double left = rng.NextDouble();
        int k = 0;
        while (k < Weights.Count - 1 && (left -= Weights[k]) >= 0) k++;
        return Components[k].Sample(rng);
    }

    /// <summary>"0.5 N(0, 1) + 0.5 N(3, 1)".</summary>
    public override string ToString() => string.Join(" + ", Weights.Zip(Components, (w, p) => FormattableString.Invariant($"{w:G6} {p}")));
}
