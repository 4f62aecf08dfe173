using Course.Plots;
using Course.Plots.Display;

namespace Course.Interactive;

/// <summary>
/// A figure for each value of some parameters, drawn beforehand, and sliders that leaf through them. For whatever a
/// <see cref="Figure"/> can show; for curves alone <see cref="SliderCurves"/> is smaller and smoother.
/// </summary>
[TypeFormatterSource(typeof(SliderFigureFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class SliderFigure
{
    private readonly ParameterGrid _grid;
    private readonly string[] _pictures;

    /// <summary>Draws the family.</summary>
    /// <param name="parameters">What the sliders set; a figure is drawn for each combination, so a few dozen in all.</param>
    /// <param name="draw">Gets the values in the order of the parameters. Fixed axes keep the picture still while a slider moves.</param>
    public SliderFigure(IReadOnlyList<SliderParameter> parameters, Func<double[], Figure> draw)
    {
        _grid = new ParameterGrid(parameters);
        _pictures = [.. Enumerable.Range(0, _grid.Count).Select(index => draw(_grid.At(index)).ToSvg())];
    }

    /// <summary>What it is and where to open it.</summary>
    public override string ToString() => $"SliderFigure: {_grid.Count} figures, {_grid}; open the notebook or its page in a browser to move the sliders";

    /// <summary>HTML that needs nothing else.</summary>
    public string ToHtml() => PieceHtml.Of("slider-figure", "sliders", $"Figure with sliders: {_grid}", _pictures[_grid.Start], PieceJson.Object(json =>
    {
        _grid.Write(json);
        json.WriteArray("frames", _pictures);
    }), "sliders.js");
}

internal sealed class SliderFigureFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<SliderFigure>("text/html", static figure => figure.ToHtml()),
        new MimeFormatter<SliderFigure>("text/plain", static figure => figure.ToString()),
    ];
}
