namespace Course.Plots.Drawing;

/// <summary>The rectangle inside the axes, and the maps into it.</summary>
internal sealed class PlotArea
{
    public PlotArea(Figure figure, Frame frame, double left, double top, double right, double bottom)
    {
        (Frame, Left, Top, Right, Bottom) = (frame, left, top, right, bottom);
        X = figure.X.Reversed ? new(frame.X, frame.XLog, right, left) : new(frame.X, frame.XLog, left, right);
        Y = figure.Y.Reversed ? new(frame.Y, frame.YLog, top, bottom) : new(frame.Y, frame.YLog, bottom, top);
    }

    public Frame Frame { get; }
    public double Left { get; }
    public double Top { get; }
    public double Right { get; }
    public double Bottom { get; }
    public double Width => Right - Left;
    public double Height => Bottom - Top;
    public AxisScale X { get; }
    public AxisScale Y { get; }

    /// <summary>Whether a point is inside, or so near that a mark of this size could be seen; false for NaN.</summary>
    public bool Contains(double px, double py, double margin) =>
        px >= Left - margin && px <= Right + margin && py >= Top - margin && py <= Bottom + margin;
}
