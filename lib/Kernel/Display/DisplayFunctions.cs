using System.Text.Json.Nodes;
using Course.Kernel.Execution;
using Microsoft.AspNetCore.Html;

namespace Course.Kernel.Display;

/// <summary>
/// What a cell can call to show things. The names are those of .NET Interactive, so that the same notebook runs in both.
/// </summary>
public static class DisplayFunctions
{
    /// <summary>Shows a value now, before the cell ends.</summary>
    /// <param name="value">Anything; null is shown as <c>&lt;null&gt;</c>.</param>
    /// <param name="mimeTypes">The forms wanted, for example <c>text/html</c>; none means those that its type prefers.</param>
    /// <returns>The place, whose <see cref="DisplayedValue.Update"/> shows something else there.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes) =>
        Show(MimeBundle.Of(value, mimeTypes), mimeTypes);

    /// <inheritdoc cref="display"/>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => display(value, mimeTypes);

    /// <summary>Shows text that is already in the form that <paramref name="mimeType"/> names.</summary>
    /// <returns>The place, to be updated later.</returns>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => Show(MimeBundle.Raw(mimeType, value), []);

    /// <summary>Marks text as HTML; shown as it stands, never escaped.</summary>
    /// <returns>A value that shows when it is the cell's last expression or is given to <see cref="display"/>.</returns>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Runs JavaScript in the page that shows the output.</summary>
    public static void Javascript(string content) => display(HTML($"<script type=\"text/javascript\">{content}</script>"));

    /// <summary>Adds a style sheet to the page that shows the output.</summary>
    public static void CSS(string content) => display(HTML($"<style>{content}</style>"));

    private static DisplayedValue Show(JsonObject bundle, string[] mimeTypes)
    {
        var id = Guid.NewGuid().ToString("N");
        SessionOutput.Current?.Publish(new ValueDisplayed(id, bundle));
        return new DisplayedValue(id, mimeTypes);
    }
}
