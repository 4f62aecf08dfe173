using System.Globalization;
using Course.Plots.Display;

namespace Course.Training;

/// <summary>How far a long work is: a bar in a notebook, a line elsewhere.</summary>
/// <param name="Label">What is being done: "epoch 2/10".</param>
/// <param name="Done">Steps taken.</param>
/// <param name="Total">Steps of the whole.</param>
/// <param name="Unit">What a step is called, in the plural.</param>
/// <param name="PerSecond">Steps per second, 0 when not known yet.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Values">Current numbers by name, for example losses.</param>
[TypeFormatterSource(typeof(ProgressFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
internal sealed record ProgressState(
    string Label, long Done, long Total, string Unit, double PerSecond, TimeSpan Elapsed, IReadOnlyList<KeyValuePair<string, double>> Values)
{
    /// <summary>Label, step, values, throughput, and the time left or, at the end, taken.</summary>
    public override string ToString() => string.Join("   ", Parts);

    public string ToHtml()
    {
        return $"<div><progress max=\"{Total}\" value=\"{Done}\" aria-label=\"{Html.Escape(Label)}\" style=\"width:14em;vertical-align:middle\"></progress> "
            + $"<span style=\"font-variant-numeric:tabular-nums\">{Html.Escape(string.Join(" · ", Parts))}</span></div>";
    }

    private IEnumerable<string> Parts =>
    [
        Label,
        string.Create(CultureInfo.InvariantCulture, $"{Done:N0}/{Total:N0} {Unit}"),
        .. Values.Select(value => $"{value.Key} {Number(value.Value)}"),
        $"{Rate(PerSecond)} {Unit}/s",
        Time,
    ];

    private string Time
    {
        get
        {
            double left = PerSecond > 0 ? (Total - Done) / PerSecond : 0;
            return left >= 0.5 ? $"{Duration(left)} left" : Duration(Elapsed.TotalSeconds);
        }
    }

    private static string Duration(double seconds) => seconds < 10
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:F1} s")
        : seconds < 120 ? string.Create(CultureInfo.InvariantCulture, $"{seconds:F0} s") : $"{(int)seconds / 60} min {(int)seconds % 60} s";

    private static string Rate(double rate) => rate.ToString(rate < 10 ? "G2" : "F0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 1 ? "F2" : "G3", CultureInfo.InvariantCulture);
}

internal sealed class ProgressFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<ProgressState>("text/html", state => state.ToHtml()),
        new MimeFormatter<ProgressState>("text/plain", state => state.ToString()),
    ];
}
