namespace Course.Estimation;

/// <summary>What expectation–maximisation found, and every iteration on the way.</summary>
/// <typeparam name="TParameters">θ.</typeparam>
/// <param name="History">The start, then one entry per iteration.</param>
/// <param name="Converged">Whether the log-likelihood had settled before the iterations were used up.</param>
public sealed record EmFit<TParameters>(IReadOnlyList<EmStep<TParameters>> History, bool Converged)
{
    /// <summary>θ after the last iteration.</summary>
    public TParameters Parameters => History[^1].Parameters;

    /// <summary>Of <see cref="Parameters"/>, in the model's unit.</summary>
    public double LogLikelihood => History[^1].LogLikelihood;

    /// <summary>How many there were, without the start.</summary>
    public int Iterations => History.Count - 1;
}

/// <summary>One iteration of expectation–maximisation.</summary>
/// <typeparam name="TParameters">θ.</typeparam>
/// <param name="Iteration">0 for the start.</param>
/// <param name="Parameters">θ⁽ᵗ⁾.</param>
/// <param name="LogLikelihood">log p(data | θ⁽ᵗ⁾).</param>
public sealed record EmStep<TParameters>(int Iteration, TParameters Parameters, double LogLikelihood);

/// <summary>An iteration of expectation–maximisation made the data less probable, which a right E- and M-step cannot do.</summary>
public sealed class LikelihoodFellException : Exception
{
    /// <param name="iteration">Which.</param>
    /// <param name="before">The log-likelihood before it.</param>
    /// <param name="after">The log-likelihood after it.</param>
    public LikelihoodFellException(int iteration, double before, double after) : base(FormattableString.Invariant(
        $"Iteration {iteration} took the log-likelihood from {before:R} to {after:R}, but it cannot fall; check that E- and M-step belong to the same model."))
    {
    }
}
