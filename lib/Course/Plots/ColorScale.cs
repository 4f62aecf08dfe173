namespace Course.Plots;

/// <summary>Colours for a range of values, low to high, as points on a straight path through RGB.</summary>
public sealed class ColorScale
{
    private readonly (byte R, byte G, byte B)[] _points;

    private ColorScale(string name, params (byte, byte, byte)[] points) => (Name, _points) = (name, points);

    /// <summary>Name of the scale.</summary>
    public string Name { get; }

    /// <summary>Dark blue over green to yellow, even to the eye (S. van der Walt and N. Smith, 2015).</summary>
    public static ColorScale Viridis { get; } = new("Viridis",
        (68, 1, 84), (72, 40, 120), (62, 74, 137), (49, 104, 142), (38, 130, 142), (31, 158, 137), (53, 183, 121), (110, 206, 88),
            (181, 222, 43), (253, 231, 37));

    /// <summary>Blue over white to red, for values on two sides of a middle (after C. Brewer's RdBu).</summary>
    public static ColorScale BlueRed { get; } = new("BlueRed",
        (33, 102, 172), (103, 169, 207), (209, 229, 240), (247, 247, 247), (253, 219, 199), (239, 138, 98), (178, 24, 43));

    /// <summary>Black to white.</summary>
    public static ColorScale Gray { get; } = new("Gray", (0, 0, 0), (255, 255, 255));

    /// <summary>White to black.</summary>
    public static ColorScale Ink { get; } = new("Ink", (255, 255, 255), (0, 0, 0));

    /// <summary>Number of points on the path.</summary>
    internal int PointCount => _points.Length;

    /// <summary>Colour at a place of the scale.</summary>
    /// <param name="at">0 (low) to 1 (high); beyond the ends the end's colour.</param>
    internal (byte R, byte G, byte B) At(double at)
    {
        double place = Math.Clamp(at, 0, 1) * (_points.Length - 1);
        int below = Math.Min((int)place, _points.Length - 2);
        double t = place - below;
        var (a, b) = (_points[below], _points[below + 1]);
        return (Blend(a.R, b.R, t), Blend(a.G, b.G, t), Blend(a.B, b.B, t));
    }

    /// <summary>Colour at a place of the scale as "#rrggbb".</summary>
    internal string Hex(double at)
    {
        var (r, g, b) = At(at);
        return $"#{r:x2}{g:x2}{b:x2}";
    }

    private static byte Blend(byte a, byte b, double t) => (byte)(a + (b - a) * t + 0.5);
}
