using System.Globalization;
using System.Text;

namespace Course.Plots;

/// <summary>A figure in words, for terminals, logs and screen readers.</summary>
internal static class FigureText
{
    public static string Describe(Figure figure) => Describe(figure, Frame.Of(figure));

    public static string Describe(Figure figure, Frame frame)
    {
        var text = new StringBuilder("Figure");
        if (figure.Title is not null) text.Append($" '{figure.Title}'");
        if (frame.IsEmpty) return text.Append($". {Frame.EmptySentence(figure)}").ToString();

        string x = frame.Categories.Count > 0 ? $"{frame.Categories.Count} categories" : Range(frame.X, frame.XLog);
        text.Append($": x {Quoted(figure.X.Title)}{x}; y {Quoted(figure.Y.Title)}{Range(frame.Y, frame.YLog)}");
        foreach (var target in figure.Targets) text.Append($"; {target.Name}: {Band(target)}");
        foreach (var rule in figure.Rules)
            text.Append($"; line at {(rule.Vertical ? "x" : "y")} = {Number(rule.Value)}{(rule.Name is null ? "" : $" '{rule.Name}'")}");
        foreach (var trace in figure.Traces) text.Append($"\n  {trace.Kind} {Quoted(trace.Name)}{trace.Describe()}");
        foreach (var remark in figure.Annotations.Where(remark => remark.Text.Length > 0))
            text.Append($"\n  remark at ({Number(remark.X)}, {Number(remark.Y)}): {remark.Text}");
        return text.ToString();
    }

    public static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    public static string Span(ReadOnlySpan<double> values)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) continue;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        return low > high ? "nothing finite" : $"{Number(low)} to {Number(high)}";
    }

    private static string Band(TargetRange target) => double.IsInfinity(target.Low)
        ? $"at most {Number(target.High)}"
        : double.IsInfinity(target.High) ? $"at least {Number(target.Low)}" : $"{Number(target.Low)} to {Number(target.High)}";

    private static string Quoted(string? name) => name is null ? "" : $"'{name}' ";

    private static string Range((double Low, double High) range, bool log) =>
        $"{Number(range.Low)} to {Number(range.High)}{(log ? " (log)" : "")}";
}
