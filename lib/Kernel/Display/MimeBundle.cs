using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Kernel.Cells;
using Course.Kernel.Execution;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Course.Kernel.Display;

/// <summary>A value in every form that it has: a JSON object from mime type to text, or to a JSON value for JSON types.</summary>
internal static class MimeBundle
{
    /// <summary>More than anybody reads, less than what stops a browser. Forms that a type registers itself may be larger.</summary>
    public const int TextLimit = 1 << 20;

    private const string Plain = PlainTextFormatter.MimeType;

    /// <summary>
    /// All preferred forms of the value's type, and plain text. A formatter that throws costs its own form and a warning
    /// on stderr, never the cell.
    /// </summary>
    /// <param name="value">Anything, null too.</param>
    /// <param name="mimeTypes">The forms wanted; none means those that the type prefers.</param>
    public static JsonObject Of(object? value, params IReadOnlyCollection<string> mimeTypes)
    {
        using var drawing = CellClock.Phase(CellClock.Draw);
        if (value is MarkedText marked)
            return new JsonObject { [marked.MimeType] = marked.Text, [Plain] = marked.Text };

        JsonObject bundle = [];
        foreach (var mimeType in mimeTypes.Count > 0 ? mimeTypes : Preferred(value))
        {
            if (Format(value, mimeType) is { } text)
                bundle[mimeType] = Embed(mimeType, text);
        }

        if (!bundle.ContainsKey(Plain))
            bundle[Plain] = PlainText(value);
        return bundle;
    }

    /// <summary>Text that is in its final form already.</summary>
    public static JsonObject Raw(string mimeType, string text) => new() { [mimeType] = Embed(mimeType, text) };

    /// <summary>The value in words, whatever its formatters do.</summary>
    public static string PlainText(object? value) => Format(value, Plain) ?? Fallback(value);

    private static IReadOnlyCollection<string> Preferred(object? value)
    {
        try
        {
            // Formatting itself asks for object where there is no type.
            return Formatter.GetPreferredMimeTypesFor(value?.GetType() ?? typeof(object));
        }
        catch (Exception e)
        {
            Warn(value, "its preferred mime types", e);
            return [];
        }
    }

    private static string? Format(object? value, string mimeType)
    {
        // What is HTML already, or writes its own, is meant to be as long as it is.
        var isLimited = mimeType == Plain || (mimeType == HtmlFormatter.MimeType && value is not IHtmlContent && !WritesItself(value));
        using var writer = new CutWriter(isLimited ? TextLimit : int.MaxValue);
        try
        {
            if (value is string text && mimeType == Plain)
                writer.Write(text);
            else
                value.FormatTo(new FormatContext(writer), mimeType);
            return writer.ToString();
        }
        catch (Exception e) when (Cause(e) is CutException)
        {
            return mimeType == Plain ? $"{writer}\n… cut after {TextLimit >> 20} million characters" : null;
        }
        catch (Exception e)
        {
            Warn(value, mimeType, e);
            return null;
        }
    }

    /// <summary>Whether the type names its formatters by the attribute that Formatting knows by its name.</summary>
    private static bool WritesItself(object? value) =>
        value?.GetType().GetCustomAttributesData().Any(attribute => attribute.AttributeType.Name == nameof(TypeFormatterSourceAttribute)) ?? false;

    private static Exception Cause(Exception e) => e.InnerException is { } inner ? Cause(inner) : e;

    private static string Fallback(object? value)
    {
        try
        {
            return value?.ToString() ?? "";
        }
        catch (Exception e)
        {
            Warn(value, "ToString()", e);
            return value!.GetType().ToString();
        }
    }

    /// <summary>Notebooks hold JSON types as JSON, not as a string of JSON; a front end could not read them otherwise.</summary>
    private static JsonNode? Embed(string mimeType, string text)
    {
        if (!mimeType.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            return JsonValue.Create(text);
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static void Warn(object? value, string form, Exception exception) =>
        SessionOutput.Current?.Publish(new StreamWritten("stderr",
            $"warning: {value?.GetType()} could not be formatted as {form}: {exception.GetType().Name}: {exception.Message}\n"));
}
