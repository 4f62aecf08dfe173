using System.Net;

namespace Course.Plots;

/// <summary>A chart as a web page of its own.</summary>
internal static class HtmlPage
{
    public static string Of(Chart chart)
    {
        var page = chart.Page;
        string title = WebUtility.HtmlEncode(page.Title ?? "Figure");
        return $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{title}}</title>
            <style>
            body { margin: 0; background: {{page.Theme.Background}}; }
            main { max-width: {{page.Width}}px; margin: 0 auto; }
            main > svg { display: block; width: 100%; height: auto; }
            </style>
            </head>
            <body>
            <main>
            {{chart.ToSvg()}}</main>
            </body>
            </html>

            """;
    }
}
