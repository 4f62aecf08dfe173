using MathNet.Numerics;

namespace Course.Probability;

/// <summary>The beta distribution on [0, 1]: what is believed about a probability. It is conjugate: seeing successes and failures adds to α and β.</summary>
public sealed class Beta : IContinuousDistribution
{
    private readonly MathNet.Numerics.Distributions.Beta _beta;

    /// <summary>Beta(α, β), with density proportional to x^(α−1) (1 − x)^(β−1).</summary>
    /// <param name="alpha">α, above 0.</param>
    /// <param name="beta">β, above 0.</param>
    /// <exception cref="ArgumentException">A parameter is not a finite number above 0.</exception>
    public Beta(double alpha, double beta)
    {
        (Alpha, BetaParameter) = (Require.Positive(alpha), Require.Positive(beta));
        _beta = new(alpha, beta);
    }

    /// <summary>α: 1 for an even belief, plus the successes seen.</summary>
    public double Alpha { get; }

    /// <summary>β: 1 for an even belief, plus the failures seen.</summary>
    public double BetaParameter { get; }

    /// <summary>α/(α + β).</summary>
    public double Mean => _beta.Mean;

    /// <summary>αβ/((α + β)² (α + β + 1)).</summary>
    public double Variance => _beta.Variance;

    /// <summary>log B(α, β) − (α − 1)ψ(α) − (β − 1)ψ(β) + (α + β − 2)ψ(α + β), in nats.</summary>
    public double Entropy => SpecialFunctions.BetaLn(Alpha, BetaParameter) - (Alpha - 1) * SpecialFunctions.DiGamma(Alpha)
        - (BetaParameter - 1) * SpecialFunctions.DiGamma(BetaParameter) + (Alpha + BetaParameter - 2) * SpecialFunctions.DiGamma(Alpha + BetaParameter);

    /// <inheritdoc/>
    public IReadOnlyList<double> Breakpoints
    {
        get
        {
            double deviation = Math.Sqrt(Variance);
            double[] inner = [.. new[] { -12, -6, -3, -1, 0, 1, 3, 6, 12 }.Select(z => Mean + z * deviation).Where(x => x is > 0 and < 1)];
            return [0, .. inner, 1];
        }
    }

    /// <summary>What is believed after seeing more.</summary>
    /// <param name="successes">How many; 0 or more.</param>
    /// <param name="failures">How many; 0 or more.</param>
    /// <returns>Beta(α + successes, β + failures), the posterior when this is the prior.</returns>
    public Beta Update(double successes, double failures)
    {
        double[] counts = Require.NotNegative([successes, failures], "counts of successes and failures");
        return new(Alpha + counts[0], BetaParameter + counts[1]);
    }

    /// <inheritdoc/>
    public double LogProb(double x) => _beta.DensityLn(x);

    /// <inheritdoc/>
    public double Sample(Random rng) => MathNet.Numerics.Distributions.Beta.Sample(rng, Alpha, BetaParameter);

    /// <summary>"Beta(2, 5)".</summary>
    public override string ToString() => FormattableString.Invariant($"Beta({Alpha:G6}, {BetaParameter:G6})");
}
