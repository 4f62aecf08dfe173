namespace Course.Interactive;

/// <summary>A number that a slider sets.</summary>
public sealed record SliderParameter
{
    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    /// <param name="name">As it stands beside the slider: "μ".</param>
    /// <param name="low">The left end.</param>
    /// <param name="high">The right end.</param>
    /// <param name="count">At how many values the family is computed, ends included.</param>
    /// <param name="start">Where the slider stands at first; null for the middle.</param>
    /// <exception cref="ArgumentException">An empty range, fewer than 2 values, or a start outside.</exception>
    public SliderParameter(string name, double low, double high, int count = 25, double? start = null)
    {
        if (!(low < high) || !double.IsFinite(high - low))
            throw new ArgumentException($"Slider {name} goes from {low} to {high}; the first must be the smaller one, and both finite.");
        if (count < 2) throw new ArgumentException($"Slider {name} has {count} values; it needs 2 or more.");
        if (!(start is null || (start >= low && start <= high))) throw new ArgumentException($"Slider {name} starts at {start}, outside of {low} to {high}.");
        (Name, Low, High, Count, Start) = (name, low, high, count, start ?? (low + high) / 2);
    }

    /// <summary>As it stands beside the slider.</summary>
    public string Name { get; }

    /// <summary>The left end.</summary>
    public double Low { get; }

    /// <summary>The right end.</summary>
    public double High { get; }

    /// <summary>At how many values the family is computed.</summary>
    public int Count { get; }

    /// <summary>Where the slider stands at first.</summary>
    public double Start { get; }

    /// <summary>The value at a place of the grid.</summary>
    /// <param name="index">0 to Count − 1.</param>
    internal double At(int index) => Low + (High - Low) * index / (Count - 1);
}
