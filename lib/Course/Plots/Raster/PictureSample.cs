namespace Course.Plots.Raster;

/// <summary>Colours of a picture at and between its pixels: red, green and blue, 0 to 255, and the cover, 0 to 1.</summary>
internal static class PictureSample
{
    /// <summary>The nearest pixel.</summary>
    public static void At(Picture picture, int x, int y, Span<double> color)
    {
        var pixels = picture.Pixels.Span;
        int channels = picture.Channels;
        int at = (Math.Clamp(y, 0, picture.Height - 1) * picture.Width + Math.Clamp(x, 0, picture.Width - 1)) * channels;
        (color[0], color[1], color[2]) = channels == 1 ? (pixels[at], pixels[at], pixels[at]) : (pixels[at], pixels[at + 1], pixels[at + 2]);
        color[3] = channels == 4 ? pixels[at + 3] / 255.0 : 1;
    }

    /// <summary>Linear between the four pixels around; a pixel that cannot be seen does not colour its neighbours.</summary>
    public static void Between(Picture picture, double x, double y, Span<double> color)
    {
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        Span<double> pixel = stackalloc double[4];
        color.Clear();
        for (int corner = 0; corner < 4; corner++)
        {
            int column = left + (corner & 1), row = top + (corner >> 1);
            At(picture, column, row, pixel);
            double weight = (1 - Math.Abs(x - column)) * (1 - Math.Abs(y - row)) * pixel[3];
            for (int channel = 0; channel < 3; channel++) color[channel] += pixel[channel] * weight;
            color[3] += weight;
        }
        if (color[3] <= 0) return;
        for (int channel = 0; channel < 3; channel++) color[channel] /= color[3];
    }
}
