namespace Course.Plots;

/// <summary>Colours of the page that a figure is drawn on.</summary>
public sealed class FigureTheme
{
    private readonly Dictionary<string, string> _inks;

    private FigureTheme(string name, Dictionary<string, string> inks) => (Name, _inks) = (name, inks);

    /// <summary>Dark letters on white.</summary>
    public static FigureTheme Light { get; } = new("light", []);

    /// <summary>Light letters on near-black; colours of the palette that would sink into it are raised.</summary>
    public static FigureTheme Dark { get; } = new("dark", new()
    {
        [Palette.Color(0)] = "#3d9ad6", [Palette.Color(1)] = "#f07c33", [Palette.Color(2)] = "#1fbf92", [Palette.Color(6)] = "#f3f4f6",
        [Palette.Color(8)] = "#d0678f", [Palette.Color(9)] = "#a3a3a3",
    })
    {
        Background = "#14181f", Text = "#e5e7eb", QuietText = "#b4bac4", Grid = "#2c323c", AxisLine = "#6b7280", Muted = "#3f4652",
    };

    /// <summary>"light" or "dark".</summary>
    public string Name { get; }

    internal string Background { get; private init; } = "#ffffff";
    internal string Text { get; private init; } = "#1f2937";
    internal string QuietText { get; private init; } = "#4b5563";
    internal string Grid { get; private init; } = "#e5e7eb";
    internal string AxisLine { get; private init; } = "#9ca3af";

    /// <summary>Face of buttons that are pressed, and of a slider's grip.</summary>
    internal string Muted { get; private init; } = "#d1d5db";

    /// <summary>The colour in which a colour of the palette can be seen on this page; other colours stay as they are.</summary>
    internal string Ink(string color) => _inks.GetValueOrDefault(color, color);
}
