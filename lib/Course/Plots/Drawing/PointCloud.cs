namespace Course.Plots.Drawing;

/// <summary>Tens of thousands of points as one small picture: discs with soft edges, laid over each other. Separate circles would make a
/// page of megabytes.</summary>
internal sealed class PointCloud
{
    private const int Parts = 4;   // places of a centre within a pixel, along each axis

    private readonly PlotArea _area;
    private readonly int _width, _height;

    // Red, green and blue times alpha, and alpha, each 0 to 1.
    private readonly float[] _layers;

    public PointCloud(PlotArea area)
    {
        (_area, _width, _height) = (area, Math.Max(1, (int)Math.Ceiling(area.Width)), Math.Max(1, (int)Math.Ceiling(area.Height)));
        _layers = new float[_width * _height * 4];
    }

    /// <summary>Lays points over those added before.</summary>
    /// <param name="x">Places, [N].</param>
    /// <param name="y">Places, [N].</param>
    /// <param name="size">Diameter in pixels.</param>
    /// <param name="opacity">Of a disc.</param>
    /// <param name="color">Colour of point i.</param>
    public void Add(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double size, double opacity, Func<int, Rgb> color)
    {
        int side = (int)Math.Ceiling(size) + 2;
        float[] stamps = Stamps(side, size / 2, opacity);
        for (int i = 0; i < x.Length; i++)
        {
            // The stamp's corner in pixels, and where in its pixel that lies.
            double left = _area.X.ToPixel(x[i]) - _area.Left - side / 2.0, top = _area.Y.ToPixel(y[i]) - _area.Top - side / 2.0;
            if (!(left > -side && left < _width && top > -side && top < _height)) continue;
            int column = (int)Math.Floor(left), row = (int)Math.Floor(top);
            int part = (int)((top - row) * Parts) * Parts + (int)((left - column) * Parts);
            Stamp(stamps.AsSpan(part * (side + 1) * (side + 1)), side + 1, column, row, color(i));
        }
    }

    public void Draw(Canvas canvas)
    {
        var bytes = new byte[_layers.Length];
        // What cannot be seen has its neighbour's colour, which makes the file smaller.
        byte r = 0, g = 0, b = 0;
        for (int i = 0; i < bytes.Length; i += 4)
        {
            float alpha = _layers[i + 3];
            if (alpha > 0)
            {
                float factor = 255 / alpha;
                (r, g, b) = ((byte)(_layers[i] * factor + 0.5f), (byte)(_layers[i + 1] * factor + 0.5f), (byte)(_layers[i + 2] * factor + 0.5f));
                // In steps of 1/32: a page does not show finer ones, and the file is half as large.
                bytes[i + 3] = (byte)(MathF.Ceiling(alpha * 32) / 32 * 255);
            }
            (bytes[i], bytes[i + 1], bytes[i + 2]) = (r, g, b);
        }
        canvas.Image(_area.Left, _area.Top, _width, _height, new Picture(_width, _height, 4, bytes), smooth: true);
    }

    private void Stamp(ReadOnlySpan<float> stamp, int side, int column, int row, Rgb color)
    {
        float red = color.R / 255f, green = color.G / 255f, blue = color.B / 255f;
        int first = Math.Max(0, -column), end = Math.Min(side, _width - column);
        for (int y = Math.Max(0, -row); y < Math.Min(side, _height - row); y++)
        {
            int at = ((row + y) * _width + column + first) * 4;
            foreach (float cover in stamp[(y * side + first)..(y * side + Math.Max(first, end))])
            {
                if (cover > 0)
                {
                    float under = 1 - cover;
                    _layers[at] = _layers[at] * under + red * cover;
                    _layers[at + 1] = _layers[at + 1] * under + green * cover;
                    _layers[at + 2] = _layers[at + 2] * under + blue * cover;
                    _layers[at + 3] = _layers[at + 3] * under + cover;
                }
                at += 4;
            }
        }
    }

    /// <summary>How much of each pixel a disc covers, for each place of its centre within a pixel.</summary>
    private static float[] Stamps(int side, double radius, double opacity)
    {
        int cells = side + 1;
        var stamps = new float[Parts * Parts * cells * cells];
        for (int part = 0; part < Parts * Parts; part++)
        {
            double centreX = side / 2.0 + (part % Parts + 0.5) / Parts, centreY = side / 2.0 + (part / Parts + 0.5) / Parts;
            for (int cell = 0; cell < cells * cells; cell++)
            {
                double dx = cell % cells + 0.5 - centreX, dy = cell / cells + 0.5 - centreY;
                stamps[part * cells * cells + cell] = (float)(opacity * Math.Clamp(radius + 0.5 - Math.Sqrt(dx * dx + dy * dy), 0, 1));
            }
        }
        return stamps;
    }
}
