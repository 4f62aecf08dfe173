using MathNet.Numerics.Statistics;

namespace Course.Estimation;

/// <summary>The parameters under which data are most probable, in closed form and by gradient.</summary>
public static partial class MaximumLikelihood
{
    /// <summary>Mean and variance of N(μ, σ²): μ̂ = x̄ and σ̂² = Σ(xᵢ − x̄)²/n.</summary>
    /// <param name="data">Two or more values, not all equal.</param>
    /// <exception cref="ArgumentException">Too few, a value that is not finite, or all equal: then the likelihood has no maximum.</exception>
    public static GaussianEstimate Gaussian(IReadOnlyCollection<double> data)
    {
        if (data.Count < 2) throw new ArgumentException($"The variance of a Gaussian cannot be estimated from {data.Count} values; give two or more.");
        RequireFinite(data);
        RequireDifferent(data, "σ → 0");
        var (mean, unbiased) = data.MeanVariance();
        return new(mean, unbiased * (data.Count - 1) / data.Count, unbiased);
    }

    /// <summary>The probability of success p: the share of successes.</summary>
    /// <param name="data">One or more outcomes, true for a success.</param>
    /// <exception cref="ArgumentException">No outcome.</exception>
    public static double Bernoulli(IReadOnlyCollection<bool> data) => Bernoulli(data.Count(success => success), data.Count);

    /// <summary>The probability of success p: the share of successes.</summary>
    /// <param name="successes">How many trials succeeded, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many there were, 1 or more.</param>
    /// <exception cref="ArgumentException">No trial, or more successes than trials.</exception>
    public static double Bernoulli(int successes, int trials)
    {
        if (trials < 1) throw new ArgumentException($"The probability of success cannot be estimated from {trials} trials; give one or more.");
        return successes >= 0 && successes <= trials
            ? (double)successes / trials
            : throw new ArgumentException($"{successes} successes in {trials} trials are impossible; give 0 to {trials}.");
    }

    /// <summary>Both ends of U(a, b): the smallest and the largest value.</summary>
    /// <param name="data">Two or more values, not all equal.</param>
    /// <exception cref="ArgumentException">Too few, a value that is not finite, or all equal: then the likelihood has no maximum.</exception>
    public static (double Low, double High) Uniform(IReadOnlyCollection<double> data)
    {
        if (data.Count < 2) throw new ArgumentException($"The ends of U(a, b) cannot be estimated from {data.Count} values; give two or more.");
        RequireFinite(data);
        RequireDifferent(data, "b → a");
        return (data.Min(), data.Max());
    }

    /// <summary>The upper end θ of U(0, θ) is the largest value: L(θ) = θ⁻ⁿ falls for all θ that allow the data, so its derivative is nowhere 0.</summary>
    /// <param name="data">One or more values ≥ 0.</param>
    /// <exception cref="ArgumentException">No value, or one that no U(0, θ) can give.</exception>
    public static double UniformUpperEnd(IReadOnlyCollection<double> data)
    {
        if (data.Count == 0) throw new ArgumentException("The upper end of U(0, θ) cannot be estimated without data.");
        if (data.FirstOrDefault(x => !(x >= 0)) is var bad && !(bad >= 0)) throw new ArgumentException($"No U(0, θ) gives the value {bad}.");
        return data.Max();
    }

    private static void RequireDifferent(IReadOnlyCollection<double> data, string limit)
    {
        double first = data.First();
        if (data.All(value => value == first))
            throw new ArgumentException($"All {data.Count} values are {first}: the likelihood grows without bound as {limit}; give values that differ.");
    }

    private static void RequireFinite(IReadOnlyCollection<double> data)
    {
        foreach (double value in data)
            if (!double.IsFinite(value)) throw new ArgumentException($"The data hold {value}, which no density explains; leave it out.");
    }
}

/// <summary>What data say about N(μ, σ²).</summary>
/// <param name="Mean">μ̂, the average.</param>
/// <param name="Variance">σ̂² of maximum likelihood, the squares divided by n: on average too small by the factor (n − 1)/n.</param>
/// <param name="UnbiasedVariance">The squares divided by n − 1, which is right on average.</param>
public sealed record GaussianEstimate(double Mean, double Variance, double UnbiasedVariance);
