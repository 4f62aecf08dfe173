namespace Course.Plots.Drawing;

/// <summary>The map from data units to pixels along one axis.</summary>
internal sealed class AxisScale
{
    // Lines may leave the frame, but not by so much that a viewer's arithmetic suffers.
    private const double Farthest = 20_000;

    private readonly double _start, _factor, _low;

    /// <param name="range">Ends of the axis in data units, low first.</param>
    /// <param name="log">Logarithmic.</param>
    /// <param name="start">Pixel of the low end.</param>
    /// <param name="end">Pixel of the high end.</param>
    public AxisScale((double Low, double High) range, bool log, double start, double end)
    {
        Log = log;
        Range = range;
        _start = start;
        _low = Place(range.Low);
        _factor = (end - start) / (Place(range.High) - _low);
    }

    public bool Log { get; }

    public (double Low, double High) Range { get; }

    /// <summary>Pixel of a value; NaN for a value that has no place on the axis.</summary>
    public double ToPixel(double value) => !double.IsFinite(value) || Log && value <= 0
        ? double.NaN
        : Math.Clamp(_start + (Place(value) - _low) * _factor, -Farthest, Farthest);

    /// <summary>Value at a pixel.</summary>
    public double ToValue(double pixel)
    {
        double place = _low + (pixel - _start) / _factor;
        return Log ? Math.Pow(10, place) : place;
    }

    /// <summary>Pixel of an edge of an area: a value without a place (0 on a log axis, −∞) is at the end of the axis.</summary>
    public double ToEdge(double value) =>
        double.IsPositiveInfinity(value) ? ToPixel(Range.High) : double.IsFinite(value) && !(Log && value <= 0) ? ToPixel(value) : _start;

    private double Place(double value) => Log ? Math.Log10(value) : value;
}
