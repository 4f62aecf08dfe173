using Microsoft.DotNet.Interactive;

namespace Course.Kernel.Cells;

/// <summary>Ways of showing things that every cell sees besides those of <see cref="Microsoft.DotNet.Interactive.Kernel"/>.</summary>
public static class DisplayFunctions
{
    /// <inheritdoc cref="Microsoft.DotNet.Interactive.Kernel.display"/>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => Microsoft.DotNet.Interactive.Kernel.display(value, mimeTypes);

    /// <summary>Shows text that is already in the form that <paramref name="mimeType"/> names.</summary>
    /// <returns>The place, to be updated later.</returns>
    public static DisplayedValue DisplayAs(this string value, string mimeType)
    {
        var place = new DisplayedValue([]);
        Notebook.Current.ShowAs(place.DisplayId, value, mimeType);
        return place;
    }

    /// <summary>Marks text as Markdown.</summary>
    /// <returns>A value that shows when it is the cell's last expression or is given to <c>display</c>.</returns>
    public static MarkedText Markdown(string content) => new(content, "text/markdown");

    /// <summary>Marks text as LaTeX, with its dollar signs: <c>Latex("$e^{i\\pi}$")</c>.</summary>
    /// <inheritdoc cref="Markdown"/>
    public static MarkedText Latex(string content) => new(content, "text/latex");

    /// <summary>Takes away what the cell has shown so far.</summary>
    /// <param name="wait">Only when something new is shown, so that an animation does not flicker.</param>
    public static void clear_output(bool wait = false) => Notebook.Current.Clear(wait);
}
