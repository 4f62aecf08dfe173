namespace Course.Plots;

/// <summary>What the author asked of an axis; null where the data decide.</summary>
internal sealed record Axis(string? Title = null, double? Min = null, double? Max = null, bool Log = false, bool Reversed = false)
{
    public static Axis Checked(string name, string? title, double? min, double? max, bool log, bool reversed)
    {
        if (min is double low && !double.IsFinite(low) || max is double high && !double.IsFinite(high))
            throw new ArgumentException($"The range of the {name} axis from {min} to {max} is not finite.");
        if (min >= max)
            throw new ArgumentException($"The range of the {name} axis from {min} to {max} is empty; the first must be below the second.");
        if (log && (min <= 0 || max <= 0))
            throw new ArgumentException($"The {name} axis is logarithmic, so its range from {min} to {max} must be above 0.");
        return new(title, min, max, log, reversed);
    }
}

/// <summary>A band of values that a curve is meant to reach; an end may be infinite.</summary>
internal sealed record TargetRange(double Low, double High, string Name)
{
    public const string Color = "#009e73";
}
