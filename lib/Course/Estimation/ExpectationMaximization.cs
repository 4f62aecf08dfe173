namespace Course.Estimation;

/// <summary>
/// Maximum likelihood when a part of each observation was never seen (Dempster, Laird and Rubin, 1977). The E-step asks the current parameters
/// what the unseen part may have been, the M-step chooses the parameters that suit this answer best; the log-likelihood never falls.
/// </summary>
public static partial class ExpectationMaximization
{
    // Of two sums of many terms; more is no rounding.
    private const double Rounding = 1e-8;

    /// <summary>Alternates E- and M-steps of any model, keeps every iteration, and checks after each that the log-likelihood has not fallen.</summary>
    /// <typeparam name="TParameters">θ; immutable.</typeparam>
    /// <typeparam name="TStatistics">What an M-step needs from the E-step.</typeparam>
    /// <param name="start">θ⁽⁰⁾.</param>
    /// <param name="expect">The E-step: the log-likelihood at θ, and the expected statistics under the posterior of what is unseen.</param>
    /// <param name="maximise">The M-step: θ that maximises the bound for these statistics.</param>
    /// <param name="tolerance">Stops with the first M-step after the log-likelihood has changed by less; 0 never stops early.</param>
    /// <param name="maxIterations">Most iterations, 0 or more.</param>
    /// <param name="slack">
    /// By how much the M-step from the first to the second parameters may lower the log-likelihood, as a regularised one may; null for not at all.
    /// </param>
    /// <exception cref="ArgumentException">A negative tolerance or number of iterations.</exception>
    /// <exception cref="LikelihoodFellException">An iteration made the data less probable: E- and M-step are not of the same model.</exception>
    public static EmFit<TParameters> Run<TParameters, TStatistics>(
        TParameters start, Func<TParameters, (double LogLikelihood, TStatistics Statistics)> expect, Func<TStatistics, TParameters> maximise,
        double tolerance = 1e-3, int maxIterations = 100, Func<TParameters, TParameters, TStatistics, double>? slack = null)
    {
        if (!(tolerance >= 0)) throw new ArgumentException($"A tolerance of {tolerance} was asked for; use 0 or more.");
        if (maxIterations < 0) throw new ArgumentException($"{maxIterations} iterations were asked for; use 0 or more.");
        var (logLikelihood, statistics) = expect(start);
        var history = new List<EmStep<TParameters>> { new(0, start, logLikelihood) };
        for (int iteration = 1; iteration <= maxIterations; iteration++)
        {
            var before = history[^1];
            bool settled = history.Count > 1 && Math.Abs(before.LogLikelihood - history[^2].LogLikelihood) < tolerance;
            var parameters = maximise(statistics);
            double allowed = Rounding * Math.Max(1, Math.Abs(before.LogLikelihood)) + (slack?.Invoke(before.Parameters, parameters, statistics) ?? 0);
            (logLikelihood, statistics) = expect(parameters);
            history.Add(new(iteration, parameters, logLikelihood));
            if (!(logLikelihood >= before.LogLikelihood - allowed)) throw new LikelihoodFellException(iteration, before.LogLikelihood, logLikelihood);
            if (settled) return new(history, Converged: true);
        }
        return new(history, Converged: false);
    }
}
