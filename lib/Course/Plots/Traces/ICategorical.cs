namespace Course.Plots.Traces;

/// <summary>A trace that stands over names instead of numbers along x.</summary>
internal interface ICategorical
{
    IReadOnlyList<string> Categories { get; }
}
