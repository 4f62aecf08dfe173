using System.Collections.Frozen;
using System.Reflection;

namespace Course.Plots.Schema;

/// <summary>Names of the attributes that Plotly knows: a name that it does not know it ignores without a word.</summary>
/// <remarks>Read from <c>attributes.txt</c>, which <c>extract.mjs</c> makes from plotly.js' own description of itself.</remarks>
internal sealed class PlotlySchema
{
    private readonly FrozenDictionary<string, SchemaNode> _roots;

    private PlotlySchema(string text) => _roots = new SchemaReader(text).Read().ToFrozenDictionary();

    /// <summary>The attributes of the plotly.js that the course is tested with.</summary>
    public static PlotlySchema Plotly { get; } = new(ReadResource());

    public SchemaNode Layout => _roots["layout"];
    public SchemaNode Frame => _roots["frame"];
    public SchemaNode Config => _roots["config"];

    /// <summary>Attributes of a kind of trace, or null for a kind that is not used here.</summary>
    public SchemaNode? Trace(string type) => type is "layout" or "frame" or "config" ? null : _roots.GetValueOrDefault(type);

    private static string ReadResource()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Course.Plots.Schema.attributes.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>A group of attributes; a name without attributes of its own has no node.</summary>
internal sealed class SchemaNode(FrozenDictionary<string, SchemaNode?> attributes)
{
    /// <summary>Whether the group has an attribute of this name.</summary>
    /// <param name="name">The name; of the second x axis "xaxis2".</param>
    /// <param name="node">Its own attributes, or null.</param>
    public bool Has(string name, out SchemaNode? node)
    {
        if (attributes.TryGetValue(name, out node)) return true;
        string trimmed = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return trimmed is "xaxis" or "yaxis" or "scene" && attributes.TryGetValue(trimmed, out node);
    }

    /// <summary>The known name that is nearest to a wrong one, or null if none is near.</summary>
    public string? Nearest(string name) => attributes.Keys.Select(known => (known, distance: Distance(known, name)))
        .Where(pair => pair.distance <= 2).OrderBy(pair => pair.distance).ThenBy(pair => pair.known, StringComparer.Ordinal)
        .Select(pair => pair.known).FirstOrDefault();

    /// <summary>How many letters must be changed, added or removed (V. Levenshtein, 1965).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
