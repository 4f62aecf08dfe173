using Course.Plots.Display;

namespace Course.Plots;

/// <summary>
/// Figures one after the other, with a play button and a slider where Plotly is, and a few of them side by side where nothing moves.
/// Immutable; every call returns a new animation.
/// </summary>
/// <remarks>
/// All figures have traces of the same kinds in the same order, and the axes have one range throughout, so that what moves is the data.
/// <code>
/// new FigureAnimation(steps.Select(step => ($"{step}", Draw(step)))).WithSlider("step ")
/// </code>
/// </remarks>
[TypeFormatterSource(typeof(ChartFormatterSource), PreferredMimeTypes = [PlotlyMimeType, "image/svg+xml", "text/plain"])]
public sealed class FigureAnimation : Chart
{
    private const int Controls = 90;   // pixels below the plot for the button and the slider

    private readonly (string Label, Figure Figure)[] _frames;
    private int[] _stills;
    private string _prefix = "";
    private int _milliseconds = 200;

    /// <summary>Puts figures one after the other.</summary>
    /// <param name="frames">2 to 1000 figures, each with its label on the slider.</param>
    /// <exception cref="ArgumentException">Too few or too many, or figures that differ in the kinds of their traces.</exception>
    public FigureAnimation(IEnumerable<(string Label, Figure Figure)> frames)
    {
        _frames = frames.ToArray();
        if (_frames.Length is < 2 or > 1000) throw new ArgumentException($"An animation has 2 to 1000 frames, not {_frames.Length}.");
        string[] kinds = Kinds(_frames[0].Figure);
        foreach (var (label, figure) in _frames)
        {
            if (!Kinds(figure).SequenceEqual(kinds))
                throw new ArgumentException($"The frame '{label}' has the traces {Listed(Kinds(figure))} but the first has {Listed(kinds)}: all "
                    + "frames must have the same kinds in the same order.");
            if ((figure.X.Log, figure.Y.Log) != (_frames[0].Figure.X.Log, _frames[0].Figure.Y.Log))
                throw new ArgumentException($"The axes of the frame '{label}' are of another kind than the first's.");
        }
        // Four at most, from the first to the last: what moves can be seen at a glance.
        int count = Math.Min(4, _frames.Length);
        _stills = Enumerable.Range(0, count).Select(i => i * (_frames.Length - 1) / (count - 1)).ToArray();
    }

    private FigureAnimation(FigureAnimation other) =>
        (_frames, _stills, _prefix, _milliseconds) = (other._frames, other._stills, other._prefix, other._milliseconds);

    /// <summary>Title of the first figure.</summary>
    public override string? Title => First.Title;

    /// <summary>Width of the first figure in pixels.</summary>
    public override int Width => First.Width;

    /// <summary>Height of the first figure in pixels, without the controls.</summary>
    public override int Height => First.Height;

    private Figure First => _frames[0].Figure;

    internal override Page Page
    {
        get
        {
            if (_stills.Length == 1)
            {
                var (label, figure) = _frames[_stills[0]];
                string title = figure.Title is null ? _prefix + label : $"{figure.Title} ({_prefix}{label})";
                return new(title, Width, Height, First.Theme, 1, [new Panel(figure, Frames()[_stills[0]])]);
            }
            var frames = Frames();
            int columns = Math.Min(_stills.Length, 4), rows = (_stills.Length + columns - 1) / columns;
            int width = Math.Max(Width, columns * 240);
            // Each with about the shape of the whole.
            int height = rows * (int)Math.Clamp((double)width / columns * Height / Width + 100, 200, 480) + 70;
            return new(Title, width, height, First.Theme, columns, _stills.Select((still, i) => new Panel(_frames[still].Figure, frames[still],
                labelsX: i + columns >= _stills.Length, labelsY: i % columns == 0) { Title = _prefix + _frames[still].Label }).ToArray());
        }
    }

    /// <summary>The same with words before the label beside the slider.</summary>
    /// <param name="prefix">For example "step ".</param>
    public FigureAnimation WithSlider(string prefix) => new(this) { _prefix = prefix };

    /// <summary>The same at another speed.</summary>
    /// <param name="millisecondsPerFrame">10 to 10 000.</param>
    public FigureAnimation WithSpeed(int millisecondsPerFrame) => millisecondsPerFrame is >= 10 and <= 10_000
        ? new(this) { _milliseconds = millisecondsPerFrame }
        : throw new ArgumentException($"{millisecondsPerFrame} ms per frame were asked for; use 10 to 10 000.");

    /// <summary>The same with other frames shown where nothing moves: one alone, or several side by side.</summary>
    /// <param name="frames">Their places, from 0; a negative one counts from the end, −1 is the last.</param>
    /// <exception cref="ArgumentException">No frame, or one that is not there.</exception>
    public FigureAnimation WithStills(params int[] frames)
    {
        if (frames.Length is 0 or > 16) throw new ArgumentException($"{frames.Length} stills were asked for; use 1 to 16.");
        foreach (int frame in frames)
            if (frame < -_frames.Length || frame >= _frames.Length)
                throw new ArgumentException($"The frame {frame} was asked for, but there are {_frames.Length}.");
        return new(this) { _stills = Array.ConvertAll(frames, frame => frame < 0 ? frame + _frames.Length : frame) };
    }

    /// <summary>What the figures show, in text: the number of frames, the first and the last.</summary>
    public override string ToString()
    {
        var frames = Frames();
        return $"Animation of {_frames.Length} frames, {_prefix}{_frames[0].Label} to {_frames[^1].Label}\n"
            + FigureText.Describe(_frames[0].Figure, frames[0]) + "\n" + FigureText.Describe(_frames[^1].Figure, frames[^1]);
    }

    private protected override void WriteJson(PlotlyWriter json)
    {
        var frames = Frames();
        var pages = _frames.Select((frame, i) =>
            new Page(frame.Figure.Title, Width, Height, First.Theme, 1, [new Panel(frame.Figure, frames[i])])).ToArray();
        json.WriteStartObject();
        PlotlyJson.WriteData(json, pages[0]);
        json.WriteStartObject("layout");
        PlotlyLayout.Write(json, pages[0], Controls);
        PlotlyControls.Write(json, First.Theme, _frames.Select(frame => frame.Label).ToArray(), _prefix, _milliseconds);
        json.WriteEndObject();
        json.WriteStartArray("frames");
        for (int i = 0; i < pages.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("name", PlotlyControls.FrameName(i));
            PlotlyJson.WriteData(json, pages[i]);
            json.WriteStartObject("layout");
            json.WriteTitle(pages[i].Title);
            PlotlyShapes.Write(json, pages[i]);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Ranges that moved with the data would hide the movement.
    private Frame[] Frames() => Frame.Shared(_frames.Select(frame => frame.Figure), x: true, y: true);

    private static string[] Kinds(Figure figure) =>
        [.. figure.Targets.Select(_ => "target"), .. figure.Traces.Select(trace => trace.Kind)];

    private static string Listed(string[] kinds) => kinds.Length == 0 ? "none" : string.Join(", ", kinds);
}
