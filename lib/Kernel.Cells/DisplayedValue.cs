using Course.Kernel.Cells;

namespace Microsoft.DotNet.Interactive;

/// <summary>The place in a notebook's output where a value was shown; its content can be replaced later, from any cell.</summary>
public sealed class DisplayedValue
{
    private readonly string[] _mimeTypes;

    internal DisplayedValue(string[] mimeTypes) => _mimeTypes = mimeTypes;

    /// <summary>The name of the place in the Jupyter protocol.</summary>
    public string DisplayId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Shows <paramref name="value"/> where the earlier value was, in the mime types asked for then.</summary>
    public void Update(object? value) => Notebook.Current.Update(DisplayId, value, _mimeTypes);
}
