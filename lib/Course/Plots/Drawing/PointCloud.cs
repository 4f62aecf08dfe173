using System.Globalization;

namespace Course.Plots.Drawing;

/// <summary>Tens of thousands of points as one small picture: discs with soft edges, laid over each other.</summary>
internal static class PointCloud
{
    /// <param name="canvas">Where to.</param>
    /// <param name="area">The plot.</param>
    /// <param name="x">Places, [N].</param>
    /// <param name="y">Places, [N].</param>
    /// <param name="size">Diameter in pixels.</param>
    /// <param name="opacity">Of a disc.</param>
    /// <param name="color">"#rrggbb" of point i.</param>
    public static void Draw(Canvas canvas, PlotArea area, ReadOnlySpan<double> x, ReadOnlySpan<double> y, double size, double opacity,
        Func<int, string> color)
    {
        int width = Math.Max(1, (int)Math.Ceiling(area.Width)), height = Math.Max(1, (int)Math.Ceiling(area.Height));
        // Red, green and blue times alpha, and alpha, each 0 to 1.
        var layers = new float[width * height * 4];
        double radius = size / 2;
        string last = "";
        (float R, float G, float B) rgb = default;
        for (int i = 0; i < x.Length; i++)
        {
            double centreX = area.X.ToPixel(x[i]) - area.Left, centreY = area.Y.ToPixel(y[i]) - area.Top;
            if (!(centreX > -size && centreX < width + size && centreY > -size && centreY < height + size)) continue;
            string ink = color(i);
            if (!ReferenceEquals(ink, last)) (rgb, last) = (Parse(ink), ink);
            int left = Math.Max(0, (int)(centreX - radius - 0.5)), right = Math.Min(width - 1, (int)(centreX + radius + 0.5));
            int top = Math.Max(0, (int)(centreY - radius - 0.5)), bottom = Math.Min(height - 1, (int)(centreY + radius + 0.5));
            for (int row = top; row <= bottom; row++)
                for (int column = left; column <= right; column++)
                {
                    double dx = column + 0.5 - centreX, dy = row + 0.5 - centreY;
                    float cover = (float)(opacity * Math.Clamp(radius + 0.5 - Math.Sqrt(dx * dx + dy * dy), 0, 1)), under = 1 - cover;
                    if (cover <= 0) continue;
                    var pixel = layers.AsSpan((row * width + column) * 4, 4);
                    pixel[0] = pixel[0] * under + rgb.R * cover;
                    pixel[1] = pixel[1] * under + rgb.G * cover;
                    pixel[2] = pixel[2] * under + rgb.B * cover;
                    pixel[3] = pixel[3] * under + cover;
                }
        }
        canvas.Image(area.Left, area.Top, width, height, new Picture(width, height, 4, ToBytes(layers)), smooth: true);
    }

    private static byte[] ToBytes(float[] layers)
    {
        var bytes = new byte[layers.Length];
        for (int i = 0; i < bytes.Length; i += 4)
        {
            float alpha = layers[i + 3];
            if (alpha <= 0) continue;
            for (int channel = 0; channel < 3; channel++) bytes[i + channel] = (byte)(layers[i + channel] / alpha * 255 + 0.5f);
            // In steps of 1/32: a page does not show finer ones, and the file is half as large.
            bytes[i + 3] = (byte)(Math.Ceiling(alpha * 32) / 32 * 255);
        }
        return bytes;
    }

    private static (float, float, float) Parse(string color)
    {
        int rgb = int.Parse(color.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return ((rgb >> 16) / 255f, (rgb >> 8 & 255) / 255f, (rgb & 255) / 255f);
    }
}
