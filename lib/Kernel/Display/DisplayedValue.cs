using System.Text.Json.Nodes;
using Course.Kernel.Execution;

namespace Course.Kernel.Display;

/// <summary>The place in a notebook's output where a value was shown; its content can be replaced later, from any cell.</summary>
public sealed class DisplayedValue
{
    private readonly string[] _mimeTypes;

    private DisplayedValue(string displayId, string[] mimeTypes)
    {
        DisplayId = displayId;
        _mimeTypes = mimeTypes;
    }

    /// <summary>The name of the place in the Jupyter protocol.</summary>
    public string DisplayId { get; }

    /// <summary>Shows <paramref name="value"/> where the earlier value was, in the mime types asked for then.</summary>
    public void Update(object? value) =>
        SessionOutput.Current?.Publish(new DisplayUpdated(DisplayId, MimeBundle.Of(value, _mimeTypes)));

    /// <summary>Shows a bundle at a new place.</summary>
    internal static DisplayedValue Show(JsonObject bundle, string[] mimeTypes)
    {
        var id = Guid.NewGuid().ToString("N");
        SessionOutput.Current?.Publish(new ValueDisplayed(id, bundle));
        return new DisplayedValue(id, mimeTypes);
    }
}
