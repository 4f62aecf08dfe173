namespace Course.Plots.Display;

/// <summary>
/// Says which formatters show a type in a notebook. Microsoft.DotNet.Interactive.Formatting finds this attribute by its name and its
/// properties, not by its type, so the library shows itself there without depending on that package; the course's own kernel
/// uses the same package.
/// </summary>
/// <param name="formatterSourceType">A type with a parameterless constructor and a public method <c>CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
public sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>A type with a parameterless constructor and a public method <c>CreateTypeFormatters()</c>.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The mime types to send, all at once, the richest first.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}
