using System.Text;
using Course.Formats;
using Course.Plots.Drawing;
using Course.Plots.Raster;
using Course.Plots.Svg;

namespace Course.Plots;

/// <summary>
/// What shows itself as Plotly's JSON (interactive, where a renderer is installed), as a drawing made here (everywhere else; same ranges,
/// same colours) and as text: a <see cref="Figure"/>, several in a <see cref="FigureGrid"/>, or a <see cref="FigureAnimation"/>.
/// </summary>
public abstract class Chart
{
    /// <summary>Mime type of Plotly's JSON in notebooks.</summary>
    public const string PlotlyMimeType = "application/vnd.plotly.v1+json";

    private protected Chart()
    {
    }

    /// <summary>Title above everything, or null.</summary>
    public abstract string? Title { get; }

    /// <summary>Width in pixels.</summary>
    public abstract int Width { get; }

    /// <summary>Height in pixels.</summary>
    public abstract int Height { get; }

    /// <summary>What is drawn where nothing moves.</summary>
    internal abstract Page Page { get; }

    /// <summary>
    /// The chart in Plotly's schema: an object with <c>data</c>, <c>layout</c> and, of an animation, <c>frames</c>. Every attribute's name is
    /// checked against the schema of plotly.js while it is written.
    /// </summary>
    /// <exception cref="ArgumentException">An attribute that Plotly does not have, with its path.</exception>
    public string ToJson() => PlotlyJson.Write(WriteJson);

    /// <summary>The chart as a self-contained SVG document with a background: no script, no font file.</summary>
    public string ToSvg()
    {
        var page = Page;
        var canvas = new SvgCanvas(page.Width, page.Height, page.Title ?? "Figure", ToString()!, page.Theme);
        new PageLayout(page).Draw(canvas);
        return canvas.End();
    }

    /// <summary>The drawing as pixels, its text in a plain font of strokes.</summary>
    /// <param name="scale">Pixels of the picture for each of the drawing, 0.25 to 8.</param>
    /// <exception cref="ArgumentException">A scale out of range.</exception>
    public Picture ToPicture(double scale = 2)
    {
        if (!(scale is >= 0.25 and <= 8)) throw new ArgumentException($"A scale of {scale} was asked for; use 0.25 to 8.");
        var page = Page;
        var canvas = new RasterCanvas(page.Width, page.Height, scale, page.Theme);
        new PageLayout(page).Draw(canvas);
        return canvas.ToPicture();
    }

    /// <summary>The chart as a self-contained web page that opens anywhere, without a network: the drawing, and what moves if there is
    /// plotly.js to put into it.</summary>
    /// <param name="plotlyScript">Path of plotly.min.js (npm's plotly.js-dist-min, 4.8 MB); null for the drawing alone.</param>
    /// <exception cref="FileNotFoundException">The script is not there.</exception>
    public string ToHtml(string? plotlyScript = null) => HtmlPage.Of(this, plotlyScript);

    /// <summary>Writes the SVG to a file; a half-written file never replaces a good one.</summary>
    /// <param name="path">Path of the file; an existing file is replaced.</param>
    public void SaveSvg(string path) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToSvg()));

    /// <summary>Writes a web page to a file; a half-written file never replaces a good one.</summary>
    /// <param name="path">Path of the file; an existing file is replaced.</param>
    /// <param name="plotlyScript">Path of plotly.min.js, which is then part of the page; null for the drawing alone.</param>
    /// <exception cref="FileNotFoundException">The script is not there.</exception>
    public void SaveHtml(string path, string? plotlyScript = null) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToHtml(plotlyScript)));

    /// <summary>Writes the drawing as a PNG file; a half-written file never replaces a good one.</summary>
    /// <param name="path">Path of the file; an existing file is replaced.</param>
    /// <param name="scale">Pixels of the picture for each of the drawing, 0.25 to 8.</param>
    /// <exception cref="ArgumentException">A scale out of range.</exception>
    public void SavePng(string path, double scale = 2) => ToPicture(scale).SavePng(path);

    private protected abstract void WriteJson(PlotlyWriter json);
}
