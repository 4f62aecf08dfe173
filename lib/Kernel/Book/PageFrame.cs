using System.Globalization;
using System.Net;

namespace Course.Kernel.Book;

/// <summary>What all pages of the book have in common.</summary>
internal static class PageFrame
{
    private static readonly Lazy<string> Style = new(() =>
    {
        using var stream = typeof(PageFrame).Assembly.GetManifestResourceStream("book.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    public static string Of(string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Escape(title)}</title>
        <style>
        {Style.Value}
        </style>
        </head>
        <body>
        {body}
        </body>
        </html>

        """;

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>"0.4 s", "37 s", "2 min 05 s": as precise as a reader cares for.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        < 59.5 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds:00} s"),
    };
}
