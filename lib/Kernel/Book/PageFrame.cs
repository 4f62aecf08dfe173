using System.Globalization;
using System.Net;
using System.Text;
using Course.Kernel.Book.Libraries;

namespace Course.Kernel.Book;

/// <summary>
/// What all pages of the book have in common. The style is part of each page, so that a page sent to somebody alone still reads
/// well; scripts lie beside the pages and only add to them.
/// </summary>
internal static class PageFrame
{
    /// <summary>The folder of scripts and libraries, beside the pages.</summary>
    public const string Assets = "assets";

    private const string Tools = "book.js", Search = "search.js", Formulas = "formulas.js", Figures = "figures.js";
    private static readonly string Style = Resource("book.css");
    private static readonly string Theme = Resource("theme.js");
    private static readonly string Icon = "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(Resource("logo-svg.svg")));

    /// <summary>Scripts of our own; classic ones, because modules cannot be loaded from <c>file://</c>.</summary>
    public static IReadOnlyList<string> Scripts { get; } = [Tools, Search, Formulas, Figures];

    /// <param name="title">What the window is called.</param>
    /// <param name="body">HTML.</param>
    /// <param name="libraries">Where the libraries lie.</param>
    /// <param name="formulas">Whether the page has formulas.</param>
    /// <param name="figures">Whether the page has figures that can be interactive.</param>
    public static string Of(string title, string body, LibraryPlaces libraries, bool formulas = false, bool figures = false) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escape(title)}</title>
        <link rel="icon" href="{Icon}">
        <style>
        {Style}
        </style>
        <script>
        {Theme}
        </script>
        </head>
        <body>
        {body}
        <script defer src="{Assets}/{Tools}"></script>
        <script defer src="{Assets}/{Search}" data-index="{Assets}/{SearchIndex.FileName}"></script>
        {(formulas ? Loading(Formulas, libraries.Of(NpmPackage.Katex)) : "")}{(figures ? Loading(Figures, libraries.Of(NpmPackage.Plotly)) : "")}</body>
        </html>

        """;

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A page's file name as an address.</summary>
    public static string Address(string file) => Escape(Uri.EscapeDataString(file));

    /// <summary>"0.4 s", "37 s", "2 min 05 s": as precise as a reader cares for.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        < 59.5 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds:00} s"),
    };

    /// <summary>A file of the folder Page.</summary>
    public static string Resource(string name)
    {
        using var stream = typeof(PageFrame).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A script of ours that loads a library when the reader comes to something that needs it.</summary>
    private static string Loading(string script, LibraryPlace library) => $"<script defer src=\"{Assets}/{script}\"{library.ToAttributes()}></script>\n";
}
