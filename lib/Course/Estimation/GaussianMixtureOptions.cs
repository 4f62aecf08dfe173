namespace Course.Estimation;

/// <summary>How a Gaussian mixture is fitted; regularisation, tolerance and iterations mean and are by default what they are in scikit-learn.</summary>
public sealed record GaussianMixtureOptions
{
    /// <summary>Which covariances the components may have.</summary>
    public CovarianceKind Covariance { get; init; } = CovarianceKind.Full;

    /// <summary>ε ≥ 0, in squared units of the data: added to every variance, so that no component can shrink to a point.</summary>
    public double Regularisation { get; init; } = 1e-6;

    /// <summary>Of the log-likelihood, averaged over the points, in nats: see <see cref="ExpectationMaximization.Run"/>.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Most iterations, 0 or more.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>How many different starts are tried, 1 or more; the fit with the highest log-likelihood is kept.</summary>
    public int Restarts { get; init; } = 1;

    /// <summary>The same seed gives the same starts.</summary>
    public int Seed { get; init; }

    /// <summary>What NaN in the data means.</summary>
    public MissingValues MissingValues { get; init; } = MissingValues.Refuse;

    internal void Check()
    {
        if (!(Regularisation >= 0) || !double.IsFinite(Regularisation))
            throw new ArgumentException(FormattableString.Invariant($"A regularisation of {Regularisation} was asked for; use a finite number, 0 or more."));
        if (Restarts < 1) throw new ArgumentException($"{Restarts} starts were asked for; use one or more.");
    }
}
