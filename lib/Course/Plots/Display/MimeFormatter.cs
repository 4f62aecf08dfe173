namespace Course.Plots.Display;

/// <summary>Writes a value of one type as one mime type.</summary>
/// <remarks>
/// Public members are found by name (<c>MimeType</c>, <c>Format</c>) and called through reflection by
/// Microsoft.DotNet.Interactive.Formatting.
/// </remarks>
internal sealed class MimeFormatter<T>(string mimeType, Func<T, string> write)
{
    public string MimeType { get; } = mimeType;

    /// <summary>False, and nothing written, when the instance is of another type.</summary>
    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not T value) return false;
        writer.Write(write(value));
        return true;
    }
}
