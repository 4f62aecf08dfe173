using System.Runtime.InteropServices;
using Course.Plots.Drawing;

namespace Course.Plots.Raster;

/// <summary>Draws into pixels, with soft edges, and text in a font of single strokes.</summary>
internal sealed class RasterCanvas : Canvas
{
    private const double Dash = 7, DashGap = 5, PenWidth = 0.085, BoldPenWidth = 0.13, Halo = 4;

    private readonly int _width, _height;
    private readonly double _scale;
    private readonly CoverageMask _mask;
    private readonly float[] _pixels;   // red, green and blue, 0 to 255
    private readonly Stack<(string? Fill, double Opacity, bool Crisp)> _groups = new([(null, 1, false)]);
    private readonly Stack<(int Left, int Top, int Right, int Bottom)> _clips = new();

    /// <param name="width">Of the drawing, in its own pixels.</param>
    /// <param name="height">Of the drawing.</param>
    /// <param name="scale">Pixels of the picture for each of the drawing.</param>
    /// <param name="theme">Colours of the page.</param>
    public RasterCanvas(int width, int height, double scale, FigureTheme theme) : base(theme)
    {
        (_width, _height, _scale) = ((int)Math.Round(width * scale), (int)Math.Round(height * scale), scale);
        _mask = new(_width, _height);
        _pixels = new float[_width * _height * 3];
        _clips.Push((0, 0, _width, _height));
    }

    /// <summary>What has been drawn.</summary>
    public Picture ToPicture() => new(_width, _height, 3, Array.ConvertAll(_pixels, value => (byte)(value + 0.5f)));

    public override void BeginClip(double x, double y, double width, double height)
    {
        var outer = _clips.Peek();
        _clips.Push((Math.Max(outer.Left, Round(x)), Math.Max(outer.Top, Round(y)), Math.Min(outer.Right, Round(x + width)),
            Math.Min(outer.Bottom, Round(y + height))));
    }

    public override void EndClip() => _clips.Pop();

    public override void OpenGroup(string? fill = null, double? fillOpacity = null, bool crisp = false) =>
        _groups.Push((fill ?? _groups.Peek().Fill, fillOpacity ?? _groups.Peek().Opacity, crisp));

    public override void CloseGroup() => _groups.Pop();

    public override void Rect(double x, double y, double width, double height, string? fill = null, double? opacity = null)
    {
        if (!(width > 0 && height > 0)) return;
        var (left, top, right, bottom) = (x * _scale, y * _scale, (x + width) * _scale, (y + height) * _scale);
        if (_groups.Peek().Crisp)
            (left, top, right, bottom) = (Math.Round(left), Math.Round(top), Math.Round(right), Math.Round(bottom));
        _mask.Add([(left, top), (right, top), (right, bottom), (left, bottom)]);
        Paint(fill ?? _groups.Peek().Fill ?? Theme.Text, opacity ?? _groups.Peek().Opacity);
    }

    public override void Circle(double x, double y, double radius, string? fill = null)
    {
        StrokeOutline.AddDisc(_mask, x * _scale, y * _scale, radius * _scale);
        Paint(fill ?? _groups.Peek().Fill ?? Theme.Text, _groups.Peek().Opacity);
    }

    public override void Path(
        PathData path, string? stroke = null, double width = 1, bool dashed = false, string? fill = null, double? opacity = null)
    {
        var stretches = Stretches(path, crisp: _groups.Peek().Crisp);
        if (fill is not null)
        {
            foreach (var points in stretches) _mask.Add(CollectionsMarshal.AsSpan(points));
            Paint(fill, opacity ?? 1);
        }
        if (stroke is null) return;
        foreach (var points in stretches)
        {
            if (!dashed)
            {
                StrokeOutline.Add(_mask, CollectionsMarshal.AsSpan(points), width * _scale, roundEnds: true);
                continue;
            }
            foreach (var piece in StrokeOutline.Dashes(points, Dash * _scale, DashGap * _scale))
                StrokeOutline.Add(_mask, piece, width * _scale, roundEnds: false);
        }
        Paint(stroke, opacity ?? 1);
    }

    public override void Text(string text, double x, double y, string anchor = "start", double size = Typeface.TickSize, string? fill = null,
        bool bold = false, double turn = 0, bool halo = false)
    {
        double width = StrokeText.Width(text, size), start = anchor switch { "middle" => -width / 2, "end" => -width, _ => 0 };
        var (sin, cos) = Math.SinCos(turn * Math.PI / 180);
        var lines = StrokeText.Lines(text, size).Select(line => Array.ConvertAll(line, point => (
            (x + (point.X + start) * cos - point.Y * sin) * _scale, (y + (point.X + start) * sin + point.Y * cos) * _scale))).ToArray();
        double pen = size * (bold ? BoldPenWidth : PenWidth) * _scale;
        if (halo) Write(pen + Halo * _scale, Theme.Background);
        Write(pen, fill ?? Theme.Text);

        void Write(double penWidth, string color)
        {
            foreach (var line in lines) StrokeOutline.Add(_mask, line, penWidth, roundEnds: true);
            Paint(color, 1);
        }
    }

    public override void Image(double x, double y, double width, double height, Picture picture, bool smooth = false)
    {
        var clip = _clips.Peek();
        double left = x * _scale, top = y * _scale;
        double perX = picture.Width / (width * _scale), perY = picture.Height / (height * _scale);
        Span<double> color = stackalloc double[4];
        for (int row = Math.Max(clip.Top, Round(y)); row < Math.Min(clip.Bottom, Round(y + height)); row++)
            for (int column = Math.Max(clip.Left, Round(x)); column < Math.Min(clip.Right, Round(x + width)); column++)
            {
                double fromX = (column + 0.5 - left) * perX, fromY = (row + 0.5 - top) * perY;
                if (smooth) PictureSample.Between(picture, fromX - 0.5, fromY - 0.5, color);
                else PictureSample.At(picture, (int)fromX, (int)fromY, color);
                Blend(row * _width + column, color[0], color[1], color[2], color[3]);
            }
    }

    /// <summary>Fills what the mask holds.</summary>
    private void Paint(string color, double opacity)
    {
        var (r, g, b) = Rgb.Parse(color);
        var (left, top, right, bottom) = _clips.Peek();
        _mask.Take((x, y, share) =>
        {
            if (x >= left && x < right && y >= top && y < bottom) Blend(y * _width + x, r, g, b, share * opacity);
        });
    }

    private void Blend(int pixel, double r, double g, double b, double cover)
    {
        var under = _pixels.AsSpan(pixel * 3, 3);
        under[0] += (float)((r - under[0]) * cover);
        under[1] += (float)((g - under[1]) * cover);
        under[2] += (float)((b - under[2]) * cover);
    }

    private List<List<(double X, double Y)>> Stretches(PathData path, bool crisp)
    {
        var stretches = new List<List<(double X, double Y)>>();
        foreach (var (verb, x, y) in path.Steps)
        {
            if (verb == PathData.Verb.Close) stretches[^1].Add(stretches[^1][0]);
            else
            {
                if (verb == PathData.Verb.Move) stretches.Add([]);
                // Thin lines on the middle of a pixel are one pixel wide and not two faint ones.
                stretches[^1].Add(crisp ? (Math.Floor(x * _scale) + 0.5, Math.Floor(y * _scale) + 0.5) : (x * _scale, y * _scale));
            }
        }
        return stretches;
    }

    private int Round(double value) => (int)Math.Round(value * _scale);
}
