namespace Course.Estimation;

/// <summary>What NaN in data means.</summary>
public enum MissingValues
{
    /// <summary>A mistake: the data are refused.</summary>
    Refuse,

    /// <summary>
    /// A value that was not observed, for reasons that have nothing to do with it. The likelihood is that of the observed values alone: the missing ones are
    /// integrated out (Ghahramani and Jordan, 1994).
    /// </summary>
    Marginalise,
}
