using System.Globalization;
using System.Text;
using Course.Plots.Display;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Plots;

/// <summary>
/// A tensor at a glance: shape, type, smallest, mean and largest value, what is not finite, and a small heatmap, or the numbers themselves
/// when they are few. A notebook shows every tensor this way.
/// </summary>
/// <remarks>Looks at the tensor once, when made; the tensor may be disposed afterwards.</remarks>
[TypeFormatterSource(typeof(TensorPreviewFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class TensorPreview
{
    private const int MostNumbers = 64, MostRows = 64, MostColumns = 128;

    private readonly string _kind;
    private readonly string _statistics = "";
    private readonly string? _problem;
    private readonly string _where = "";
    private readonly Picture? _heatmap;
    private readonly double[][] _numbers = [];
    private readonly string _format = "G5";

    /// <summary>Looks at a tensor.</summary>
    /// <param name="values">Of any shape and type.</param>
    public TensorPreview(Tensor values)
    {
        if (values.IsInvalid)
        {
            (_kind, _problem) = ("Tensor", "disposed");
            return;
        }
        _kind = $"Tensor [{string.Join(", ", values.shape)}] {values.dtype.ToString().ToLowerInvariant()}"
            + (values.device_type == DeviceType.CPU ? "" : $" on {values.device}") + (values.requires_grad ? ", requires gradient" : "");
        if (values.numel() == 0)
        {
            _statistics = "empty";
            return;
        }
        if (values.is_complex()) return;

        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var numbers = values.detach().cpu();
        (_statistics, _problem) = Measure(numbers);
        var (matrix, where) = Slice(numbers);
        if (numbers.numel() == 1) return;
        if (numbers.numel() <= MostNumbers && numbers.ndim <= 2)
        {
            (_numbers, _format) = (Rows(matrix), FormatFor(numbers));
            return;
        }
        (_heatmap, _where) = (Paint(matrix), where);
    }

    /// <summary>Shape, type and statistics; a few numbers as they are.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Sentence);
        if (_numbers.Length == 0) return text.ToString();
        string[][] cells = [.. _numbers.Select(row => row.Select(Cell).ToArray())];
        int width = cells.Max(row => row.Max(cell => cell.Length));
        foreach (var row in cells) text.Append('\n').AppendJoin("  ", row.Select(cell => cell.PadLeft(width)));
        return text.ToString();
    }

    internal string ToHtml()
    {
        var html = new StringBuilder($"<div><div><code>{Html.Escape(_kind)}</code>");
        if (_statistics.Length > 0) html.Append($" &nbsp; {Html.Escape(_statistics)}");
        if (_problem is not null) html.Append($" &nbsp; {Html.Alarm($"⚠ {_problem}")}");
        html.Append("</div>");
        if (_heatmap is not null)
        {
            html.Append($"<div style=\"margin-top:.4em\">{Html.Image(_heatmap, $"Heatmap of {Sentence}")}")
                .Append(_where.Length == 0 ? "" : $"<div><small>{Html.Escape(_where)}</small></div>").Append("</div>");
        }
        if (_numbers.Length > 0)
        {
            html.Append("<table style=\"font-variant-numeric:tabular-nums;margin-top:.4em\">");
            foreach (var row in _numbers)
                html.Append("<tr>").AppendJoin("", row.Select(value => $"<td style=\"text-align:right\">{Cell(value)}</td>")).Append("</tr>");
            html.Append("</table>");
        }
        return html.Append("</div>").ToString();
    }

    private string Sentence => _kind + (_statistics.Length > 0 ? ": " + _statistics : "") + (_problem is null ? "" : "; " + _problem);

    private static (string Statistics, string? Problem) Measure(Tensor values)
    {
        long notNumbers = 0, infinite = 0;
        if (values.is_floating_point())
        {
            var finite = values.isfinite();
            long others = values.numel() - finite.sum().ToInt64();
            if (others > 0)
            {
                notNumbers = values.isnan().sum().ToInt64();
                infinite = others - notNumbers;
                values = values.masked_select(finite);
            }
        }
        string problem = string.Join(", ", new[] { (notNumbers, "NaN"), (infinite, "infinite") }.Where(p => p.Item1 > 0).Select(p => $"{p.Item1} {p.Item2}"));
        if (values.numel() == 0) return ("no finite number", problem);
        if (values.dtype == ScalarType.Bool)
            return ($"{values.sum().ToInt64()} true of {values.numel()}", null);
        // An integer's sum is exact; a mean in double precision would need a copy eight times as large as a byte image.
        double mean = values.is_floating_point() ? values.mean().ToDouble() : values.sum().ToDouble() / values.numel();
        double low = values.min().to(ScalarType.Float64).ToDouble(),
            high = values.max().to(ScalarType.Float64).ToDouble();
        return (values.numel() == 1 ? Number(low) : $"min {Number(low)}, mean {Number(mean)}, max {Number(high)}", problem.Length == 0 ? null : problem);
    }

    /// <summary>The tensor as a matrix, or its first one; of a large one evenly spaced rows and columns.</summary>
    private static (Tensor Matrix, string Where) Slice(Tensor values)
    {
        var matrix = values.ndim switch { 0 => values.view(1, 1), 1 => values.unsqueeze(0), _ => values };
        while (matrix.ndim > 2) matrix = matrix[0];
        long rows = matrix.shape[0], columns = matrix.shape[1];
        string where = values.ndim > 2 ? $"[{string.Concat(Enumerable.Repeat("0, ", (int)values.ndim - 2))}.., ..]" : "";
        if (rows > MostRows || columns > MostColumns)
        {
            matrix = matrix.index_select(0, Spaced(rows, MostRows)).index_select(1, Spaced(columns, MostColumns));
            string[] parts = [where, rows > MostRows ? $"{MostRows} of {rows} rows" : "", columns > MostColumns ? $"{MostColumns} of {columns} columns" : ""];
            where = string.Join(", ", parts.Where(part => part.Length > 0));
        }
        return (matrix.to(ScalarType.Float64), where);
    }

    /// <summary>The same number of decimals for all, where that does not hide anything.</summary>
    private static string FormatFor(Tensor values)
    {
        if (!values.is_floating_point()) return "G";
        double largest = values.abs().nan_to_num(0, 0, 0).max().ToDouble();
        return largest is >= 0.01 and < 10_000 ? "F4" : "G5";
    }

    private string Cell(double value) => Signed(value.ToString(_format, CultureInfo.InvariantCulture));

    private static Tensor Spaced(long count, int most)
    {
        long taken = Math.Min(count, most);
        return tensor(Enumerable.Range(0, (int)taken).Select(i => i * count / taken).ToArray());
    }

    private static double[][] Rows(Tensor matrix) => [.. matrix.data<double>().ToArray().Chunk((int)matrix.shape[1])];

    private static Picture Paint(Tensor matrix)
    {
        double[][] rows = Rows(matrix);
        double[] finite = [.. rows.SelectMany(row => row).Where(double.IsFinite)];
        double low = finite.DefaultIfEmpty().Min(), high = finite.DefaultIfEmpty().Max();
        // White stands for zero where there are values on both sides of it.
        bool twoSided = low < 0 && high > 0;
        if (twoSided) (low, high) = (-Math.Max(-low, high), Math.Max(-low, high));
        var scale = twoSided ? ColorScale.BlueRed : ColorScale.Viridis;

        int size = Math.Clamp(256 / Math.Max(rows.Length, rows[0].Length), 2, 12);
        // A strip of one row is easier to see when it is not thin.
        int height = rows.Length == 1 ? 16 : size;
        var canvas = new PixelCanvas(rows[0].Length * size, rows.Length * height, 3, 255);
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < rows[i].Length; j++)
            {
                double at = high > low ? (rows[i][j] - low) / (high - low) : 0.5;
                var (r, g, b) = double.IsFinite(rows[i][j]) ? scale.At(at) : ((byte)255, (byte)0, (byte)255);
                canvas.Fill(j * size, i * height, size, height, new(r, g, b));
            }
        }
        return canvas.ToPicture();
    }

    private static string Number(double value) => Signed(value.ToString("G5", CultureInfo.InvariantCulture));

    private static string Signed(string number) => number.Replace('-', '−');
}
