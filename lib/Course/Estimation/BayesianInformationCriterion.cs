namespace Course.Estimation;

/// <summary>
/// BIC = −2 log L + P log N (Schwarz, 1978): the price of a parameter grows with the data, so that the lowest BIC picks the right model in the long run.
/// </summary>
public static class BayesianInformationCriterion
{
    /// <summary>The lower the better; comparable between models of the same data.</summary>
    /// <param name="logLikelihood">log L at its maximum, summed over the observations, in nats.</param>
    /// <param name="parameters">P, the number of free parameters.</param>
    /// <param name="observations">N, 1 or more.</param>
    /// <exception cref="ArgumentException">A negative P, or N below 1.</exception>
    public static double Of(double logLikelihood, long parameters, long observations)
    {
        if (parameters < 0 || observations < 1)
            throw new ArgumentException($"BIC needs 0 parameters or more and 1 observation or more, not {parameters} and {observations}.");
        return -2 * logLikelihood + parameters * Math.Log(observations);
    }
}
