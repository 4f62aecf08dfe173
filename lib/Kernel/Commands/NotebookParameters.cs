using System.Globalization;
using System.Text.Json.Nodes;
using Course.Kernel.Notebooks;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Kernel.Commands;

/// <summary>
/// Values that replace those of a notebook, as papermill does it: a cell with them is put behind the one tagged <c>parameters</c>
/// (at the top if there is none), tagged <c>injected-parameters</c>; one from an earlier run goes.
/// </summary>
internal sealed class NotebookParameters
{
    private const string Parameters = "parameters";
    private const string Injected = "injected-parameters";

    private readonly List<(string Name, string Value)> _values;

    private NotebookParameters(List<(string, string)> values) => _values = values;

    public static NotebookParameters None { get; } = new([]);

    /// <param name="assignments">Each <c>NAME=VALUE</c>; numbers, <c>true</c> and <c>false</c> are such, everything else is a string.</param>
    /// <exception cref="CourseException">One is no assignment to a C# name.</exception>
    public static NotebookParameters Parse(IEnumerable<string> assignments) => new([.. assignments.Select(Assignment)]);

    /// <returns>The notebook that is to be run.</returns>
    public NotebookDocument Inject(NotebookDocument notebook)
    {
        if (_values.Count == 0)
            return notebook;
        var cells = (JsonArray)notebook.Json["cells"]!;
        foreach (var old in notebook.Cells.Where(cell => cell.HasTag(Injected)))
            cells.Remove(old.Json);
        var place = notebook.Cells.FirstOrDefault(cell => cell.IsCode && cell.HasTag(Parameters)) is { } parameters ? cells.IndexOf(parameters.Json) + 1 : 0;
        cells.Insert(place, new JsonObject
        {
            ["cell_type"] = "code",
            ["id"] = Injected,
            ["metadata"] = new JsonObject { ["tags"] = new JsonArray(JsonValue.Create(Injected)) },
            ["execution_count"] = null,
            ["outputs"] = new JsonArray(),
            ["source"] = "// Parameters\n" + string.Join('\n', _values.Select(v => $"var {v.Name} = {v.Value};")),
        });
        return new NotebookDocument(notebook.Json);
    }

    private static (string Name, string Value) Assignment(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || !SyntaxFacts.IsValidIdentifier(text[..equals]))
            throw new CourseException($"-p is \"{text}\"; it must be NAME=VALUE with a C# name.");
        return (text[..equals], Literal(text[(equals + 1)..]));
    }

    private static string Literal(string value)
    {
        if (value is "true" or "false")
            return value;
        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole.ToString(CultureInfo.InvariantCulture);
        const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(value, Decimal, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? SymbolDisplay.FormatPrimitive(number, quoteStrings: true, useHexadecimalNumbers: false) + "d"
            : SymbolDisplay.FormatLiteral(value, quote: true);
    }
}
