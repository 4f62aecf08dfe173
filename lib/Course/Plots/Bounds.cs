namespace Course.Plots;

/// <summary>Gathers how far the data reach along one axis, and how much room to leave around them.</summary>
internal sealed class Bounds(bool log)
{
    // Beyond this, differences of two values overflow; nothing a lecture draws comes near.
    private const double Largest = 1e300;

    // Below this, dividing by a difference overflows.
    private const double Narrowest = 1e-300;

    private double _low = double.PositiveInfinity, _high = double.NegativeInfinity, _padding;
    private bool _fromZero;

    /// <summary>Whether no finite value (positive, on a log axis) was seen.</summary>
    public bool IsEmpty => _low > _high;

    public void Include(double value)
    {
        if (!double.IsFinite(value) || Math.Abs(value) > Largest || log && value <= 0) return;
        _low = Math.Min(_low, value);
        _high = Math.Max(_high, value);
    }

    public void Include(ReadOnlySpan<double> values)
    {
        foreach (double value in values) Include(value);
    }

    /// <summary>Leaves at least this share of the range free at both ends.</summary>
    public void Pad(double share) => _padding = Math.Max(_padding, share);

    /// <summary>The axis begins exactly at 0: bars stand on it. No effect on a log axis, which has no 0.</summary>
    public void StandOnZero()
    {
        _fromZero = !log;
        Include(0);
    }

    /// <summary>The range to show, in data units, low below high.</summary>
    public (double Low, double High) Range(Axis axis)
    {
        var (low, high) = IsEmpty ? (log ? 0.1 : 0.0, 1.0) : (_low, _high);
        if (log) (low, high) = (Math.Log10(low), Math.Log10(high));
        if (high - low <= Math.Max(Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-12, Narrowest))
        {
            double half = log ? 0.5 : Math.Max(Math.Abs(low) * 0.05, low == 0 ? 0.5 : 1e-12);
            (low, high) = (low - (_fromZero && low == 0 ? 0 : half), high + half);
        }
        double room = (high - low) * _padding;
        (low, high) = (_fromZero && low == 0 ? 0 : low - room, _fromZero && high == 0 ? 0 : high + room);
        if (log) (low, high) = (Math.Pow(10, low), Math.Pow(10, high));
        (low, high) = (axis.Min ?? low, axis.Max ?? high);
        // One end was given and all data lie beyond it.
        if (high - low < Narrowest) (low, high) = axis.Min is null ? (log ? high / 10 : high - 1, high) : (low, log ? low * 10 : low + 1);
        return (low, high);
    }
}
