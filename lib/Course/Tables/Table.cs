using System.Globalization;
using Course.Plots.Display;

namespace Course.Tables;

/// <summary>A table of values with units: numbers aligned at the decimal point, the best of a column marked.</summary>
/// <remarks>Immutable. Shows itself as HTML and as text.
/// <code>
/// Table.Of(models, "Test set of MNIST")
///     .Column("model", m => m.Name)
///     .Column("−ELBO", m => m.NegativeElbo, unit: "nats", format: "F1", best: Best.Lowest)
/// </code>
/// </remarks>
[TypeFormatterSource(typeof(TableFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public abstract class Table
{
    private protected Table(string? caption, IReadOnlyList<TableColumn> columns) => (Caption, Columns) = (caption, columns);

    /// <summary>What the table shows, or null.</summary>
    public string? Caption { get; }

    /// <summary>Number of rows.</summary>
    public abstract int RowCount { get; }

    internal IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>A table with a row for each of some things, without columns as yet.</summary>
    /// <param name="rows">The things.</param>
    /// <param name="caption">What the table shows.</param>
    public static Table<T> Of<T>(IEnumerable<T> rows, string? caption = null) => new([.. rows], caption, []);

    /// <summary>The table in characters of equal width.</summary>
    public override string ToString() => TableText.Write(this);

    internal string ToHtml() => TableHtml.Write(this);
}

/// <summary>A table with a row for each thing of a type.</summary>
/// <inheritdoc cref="Table"/>
[TypeFormatterSource(typeof(TableFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed class Table<T> : Table
{
    private readonly IReadOnlyList<T> _rows;

    internal Table(IReadOnlyList<T> rows, string? caption, IReadOnlyList<TableColumn> columns) : base(caption, columns) => _rows = rows;

    /// <inheritdoc/>
    public override int RowCount => _rows.Count;

    /// <summary>Adds a column of text.</summary>
    /// <param name="name">What stands above it.</param>
    /// <param name="value">The text of a row; null leaves the cell empty.</param>
    public Table<T> Column(string name, Func<T, string?> value) =>
        With(new(name, null, IsNumber: false, [.. _rows.Select(row => value(row) ?? "")], []));

    /// <summary>Adds a column of numbers.</summary>
    /// <param name="name">What stands above it.</param>
    /// <param name="value">The number of a row; null and NaN are shown as –.</param>
    /// <param name="unit">Of all its numbers, under the name.</param>
    /// <param name="format">A .NET format: "F1", "N0", "P1"; "G4" shows four significant digits.</param>
    /// <param name="best">Which value is marked; all that are equal are.</param>
    public Table<T> Column(string name, Func<T, double?> value, string? unit = null, string format = "G4", Best best = Best.None)
    {
        double[] numbers = [.. _rows.Select(row => value(row) ?? double.NaN)];
        double[] comparable = [.. numbers.Where(number => !double.IsNaN(number))];
        double wanted = comparable.Length == 0 ? double.NaN : best switch
        {
            Best.Lowest => comparable.Min(),
            Best.Highest => comparable.Max(),
            _ => double.NaN,
        };
        return With(new(name, unit, IsNumber: true, [.. numbers.Select(number => Shown(number, format))], [.. numbers.Select(number => number == wanted)]));
    }

    private Table<T> With(TableColumn column) => new(_rows, Caption, [.. Columns, column]);

    private static string Shown(double number, string format) => number switch
    {
        double.NaN => "–",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        _ => number.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−'),
    };
}
