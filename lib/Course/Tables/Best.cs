namespace Course.Tables;

/// <summary>Which value of a column is the good one.</summary>
public enum Best
{
    /// <summary>None is marked.</summary>
    None,

    /// <summary>The smallest: errors, losses, times.</summary>
    Lowest,

    /// <summary>The largest: accuracies, likelihoods.</summary>
    Highest,
}
