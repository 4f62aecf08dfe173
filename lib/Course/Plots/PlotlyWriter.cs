using System.Text.Encodings.Web;
using System.Text.Json;
using Course.Plots.Schema;

namespace Course.Plots;

/// <summary>Writes JSON in Plotly's schema and refuses names that are not in it, which Plotly would pass over in silence.</summary>
internal sealed class PlotlyWriter : IDisposable
{
    private readonly Utf8JsonWriter _json;
    private readonly Stack<Place> _places = new();

    // The relaxed encoder leaves letters such as β readable; the JSON never goes into an HTML page unescaped by us.
    public PlotlyWriter(Stream stream) =>
        _json = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Which names are allowed in an object.</summary>
    private enum Kind { Figure, Trace, Group, Free }

    public void WriteStartObject(string? name = null)
    {
        var place = name is null ? Item() : Enter(name);
        if (name is null) _json.WriteStartObject();
        else _json.WriteStartObject(name);
        _places.Push(place);
    }

    public void WriteEndObject()
    {
        _json.WriteEndObject();
        _places.Pop();
    }

    public void WriteStartArray(string? name = null)
    {
        var place = name is null ? Item() : Enter(name);
        if (name is null) _json.WriteStartArray();
        else _json.WriteStartArray(name);
        _places.Push(place);
    }

    public void WriteEndArray()
    {
        _json.WriteEndArray();
        _places.Pop();
    }

    public void WriteString(string name, string value)
    {
        if (name == "type" && _places.Peek() is { Kind: Kind.Trace, Node: null } trace)
            trace.Node = PlotlySchema.Plotly.Trace(value)
                ?? throw new ArgumentException($"Plotly's schema has no trace of type '{value}' at {Path(trace)}.");
        Enter(name);
        _json.WriteString(name, value);
    }

    public void WriteNumber(string name, double value)
    {
        Enter(name);
        if (double.IsFinite(value)) _json.WriteNumber(name, value);
        else _json.WriteNull(name);
    }

    public void WriteBoolean(string name, bool value)
    {
        Enter(name);
        _json.WriteBoolean(name, value);
    }

    public void WriteNullValue() => _json.WriteNullValue();

    public void WriteNumberValue(double value) => _json.WriteNumberValue(value);

    public void WriteStringValue(string value) => _json.WriteStringValue(value);

    /// <summary>An array of numbers; NaN and ±∞, which JSON does not have, become null, which Plotly leaves out.</summary>
    public void WriteNumbers(string? name, ReadOnlySpan<double> values)
    {
        if (name is not null && values.Length >= CoarseNumbers.Least && CoarseNumbers.Write(values) is { } array)
        {
            Enter(name);
            _json.WritePropertyName(name);
            _json.WriteRawValue(array, skipInputValidation: true);
            return;
        }
        WriteStartArray(name);
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) _json.WriteNullValue();
            // A number that came from a float is written as the float's few digits, not as the double's seventeen.
            else if ((float)value == value) _json.WriteNumberValue((float)value);
            else _json.WriteNumberValue(value);
        }
        WriteEndArray();
    }

    /// <summary>An array of texts, as Plotly reads them.</summary>
    public void WriteTexts(string name, IEnumerable<string> texts)
    {
        WriteStartArray(name);
        foreach (string text in texts) _json.WriteStringValue(PlotlyJson.Text(text));
        WriteEndArray();
    }

    /// <param name="title">Of an axis; null for none.</param>
    /// <param name="standoff">Its distance from the ticks in pixels; null leaves it to Plotly.</param>
    public void WriteTitle(string? title, double? standoff = null)
    {
        if (title is null) return;
        WriteStartObject("title");
        WriteString("text", PlotlyJson.Text(title));
        if (standoff is { } pixels) WriteNumber("standoff", pixels);
        WriteEndObject();
    }

    public void Flush() => _json.Flush();

    public void Dispose() => _json.Dispose();

    private Place Item() => _places.TryPeek(out var list) ? new(list.Kind, list.Node, list.Name + "[]") : new(Kind.Figure, null, "figure");

    private Place Enter(string name)
    {
        var place = _places.Peek();
        switch (place.Kind)
        {
            case Kind.Free:
                return new(Kind.Free, null, name);
            case Kind.Figure:
                return name switch
                {
                    "data" => new(Kind.Trace, null, name),
                    "layout" => new(Kind.Group, PlotlySchema.Plotly.Layout, name),
                    "frames" => new(Kind.Group, PlotlySchema.Plotly.Frame, name),
                    "config" => new(Kind.Group, PlotlySchema.Plotly.Config, name),
                    _ => throw Unknown(place, name, null),
                };
        }
        if (place.Node is null && place.Kind == Kind.Trace)
            throw new ArgumentException($"The first attribute at {Path(place)} must be its type, not '{name}'.");
        if (place.Node is null || !place.Node.Has(name, out var node)) throw Unknown(place, name, place.Node?.Nearest(name));
        return name switch
        {
            // A frame holds traces and a layout; a template a layout; what a button or a step of a slider does is written as arguments.
            "data" when place.Node == PlotlySchema.Plotly.Frame => new(Kind.Trace, null, name),
            "layout" when place.Node == PlotlySchema.Plotly.Frame => new(Kind.Group, PlotlySchema.Plotly.Layout, name),
            "template" => new(Kind.Figure, null, name),
            "args" => new(Kind.Free, null, name),
            _ => new(Kind.Group, node, name),
        };
    }

    private ArgumentException Unknown(Place place, string name, string? nearest) => new(
        $"Plotly's schema has no attribute '{name}' at {Path(place)}{(nearest is null ? "." : $"; did you mean '{nearest}'?")}");

    private string Path(Place last) => string.Join('.', _places.Reverse().Where(place => place != last).Append(last)
        .Select(place => place.Name).Where(name => !name.EndsWith("[]", StringComparison.Ordinal)));

    private sealed class Place(Kind kind, SchemaNode? node, string name)
    {
        public Kind Kind => kind;
        public string Name => name;

        /// <summary>Names allowed; of a trace known once its type is.</summary>
        public SchemaNode? Node { get; set; } = node;
    }
}
