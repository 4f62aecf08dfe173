namespace Course.Probability;

/// <summary>A random variable on the line that has a density.</summary>
public interface IContinuousDistribution : IDistribution<double>
{
    /// <summary>E[x].</summary>
    double Mean { get; }

    /// <summary>E[(x − E[x])²].</summary>
    double Variance { get; }

    /// <summary>
    /// Where quadrature cuts the line into pieces, ascending: from the first to the last lies all mass but a negligible rest, and between two the
    /// density is smooth. Ends of the support are among them, and peaks, so that none is overlooked.
    /// </summary>
    IReadOnlyList<double> Breakpoints { get; }
}
