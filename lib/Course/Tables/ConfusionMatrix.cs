using System.Globalization;
using System.Text;
using Course.Plots.Display;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tables;

/// <summary>How often each class was taken for each other: a row per true class, a column per predicted one.</summary>
/// <remarks>Shows itself as a shaded table and as text.</remarks>
[TypeFormatterSource(typeof(ConfusionMatrixFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class ConfusionMatrix
{
    private readonly long[,] _counts;
    private readonly string[] _classes;

    /// <summary>Counts pairs.</summary>
    /// <param name="labels">True classes, [N] integers from 0.</param>
    /// <param name="predictions">Predicted classes, [N] integers from 0.</param>
    /// <param name="classes">Names of the classes; null numbers them up to the largest that occurs.</param>
    /// <exception cref="ArgumentException">Different shapes, no pair, or a class outside the names.</exception>
    public ConfusionMatrix(Tensor labels, Tensor predictions, IReadOnlyList<string>? classes = null)
    {
        using var truth = labels.to(ScalarType.Int64);
        using var guess = predictions.to(ScalarType.Int64);
        long[] t = truth.data<long>().ToArray(), g = guess.data<long>().ToArray();
        if (t.Length != g.Length || t.Length == 0)
            throw new ArgumentException($"There are {t.Length} labels [{string.Join(", ", labels.shape)}] and {g.Length} predictions "
                + $"[{string.Join(", ", predictions.shape)}]; there must be as many, at least one.");
        long most = Math.Max(t.Max(), g.Max()), least = Math.Min(t.Min(), g.Min());
        _classes = classes is null
            ? [.. Enumerable.Range(0, (int)most + 1).Select(i => i.ToString(CultureInfo.InvariantCulture))]
            : [.. classes];
        if (least < 0 || most >= _classes.Length)
            throw new ArgumentException($"Classes are 0 to {_classes.Length - 1}, but there is {(least < 0 ? least : most)}.");
        _counts = new long[_classes.Length, _classes.Length];
        for (int i = 0; i < t.Length; i++) _counts[t[i], g[i]]++;
    }

    /// <summary>Number of pairs.</summary>
    public long Count => _counts.Cast<long>().Sum();

    /// <summary>Share of right predictions, 0 to 1.</summary>
    public double Accuracy => Enumerable.Range(0, _classes.Length).Sum(i => _counts[i, i]) / (double)Count;

    /// <summary>How often a class was taken for another.</summary>
    /// <param name="label">The true class.</param>
    /// <param name="prediction">The predicted class.</param>
    public long this[int label, int prediction] => _counts[label, prediction];

    /// <summary>Share of a class's members that were found, 0 to 1; NaN for a class that does not occur.</summary>
    public double Recall(int label) => _counts[label, label] / (double)RowSum(label);

    /// <summary>Share of what was predicted as a class that is of it, 0 to 1; NaN for a class that was never predicted.</summary>
    public double Precision(int prediction) =>
        _counts[prediction, prediction] / (double)Enumerable.Range(0, _classes.Length).Sum(i => _counts[i, prediction]);

    /// <summary>Accuracy and counts in characters of equal width.</summary>
    public override string ToString()
    {
        var table = Table.Of(Enumerable.Range(0, _classes.Length), Sentence).Column("true \\ predicted", i => _classes[i]);
        foreach (int j in Enumerable.Range(0, _classes.Length)) table = table.Column(_classes[j], i => _counts[i, j], format: "F0");
        return table.Column("recall", i => Recall(i), format: "P1").ToString();
    }

    internal string ToHtml()
    {
        var html = new StringBuilder("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">")
            .Append($"<caption style=\"text-align:left\">{Html.Escape(Sentence)}; a row per true class, a column per predicted one</caption>")
            .Append("<thead><tr><td></td>");
        foreach (string name in _classes) html.Append($"<th scope=\"col\" style=\"text-align:right;padding:.2em .5em\">{Html.Escape(name)}</th>");
        html.Append("<th scope=\"col\" style=\"text-align:right;padding:.2em .5em\">recall</th></tr></thead><tbody>");
        for (int i = 0; i < _classes.Length; i++)
        {
            html.Append($"<tr><th scope=\"row\">{Html.Escape(_classes[i])}</th>");
            for (int j = 0; j < _classes.Length; j++) html.Append($"<td style=\"text-align:right;padding:.2em .5em{Shade(i, j)}\">{_counts[i, j]}</td>");
            html.Append($"<td style=\"text-align:right;padding:.2em .5em\">{Percent(Recall(i))}</td></tr>");
        }
        return html.Append("</tbody></table>").ToString();
    }

    private string Sentence => string.Create(CultureInfo.InvariantCulture, $"Accuracy {Percent(Accuracy)} of {Count:N0}");

    /// <summary>Blue on the diagonal, orange beside it, translucent for any theme; a root, so that the few mistakes are seen at all.</summary>
    private string Shade(int label, int prediction)
    {
        if (_counts[label, prediction] == 0) return "";
        double strength = 0.6 * Math.Sqrt(_counts[label, prediction] / (double)RowSum(label));
        return string.Create(CultureInfo.InvariantCulture, $";background:rgba({(label == prediction ? "0,114,178" : "213,94,0")},{strength:0.##})");
    }

    private long RowSum(int label) => Enumerable.Range(0, _classes.Length).Sum(j => _counts[label, j]);

    private static string Percent(double share) => double.IsNaN(share) ? "–" : share.ToString("P1", CultureInfo.InvariantCulture);
}

internal sealed class ConfusionMatrixFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<ConfusionMatrix>("text/html", matrix => matrix.ToHtml()),
        new MimeFormatter<ConfusionMatrix>("text/plain", matrix => matrix.ToString()),
    ];
}
