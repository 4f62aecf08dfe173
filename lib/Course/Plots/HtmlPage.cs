using System.Net;

namespace Course.Plots;

/// <summary>A chart as a web page of its own.</summary>
internal static class HtmlPage
{
    public static string Of(Chart chart, string? plotlyScript)
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
            <main id="figure">
            {{chart.ToSvg()}}</main>
            {{(plotlyScript is null ? "" : Interactive(chart, plotlyScript))}}</body>
            </html>

            """;
    }

    /// <summary>The script, and the drawing's replacement by what can be turned and played. Without scripts the drawing stays.</summary>
    private static string Interactive(Chart chart, string plotlyScript)
    {
        if (!File.Exists(plotlyScript))
            throw new FileNotFoundException($"There is no {plotlyScript}: it should be plotly.min.js of npm's plotly.js-dist-min.", plotlyScript);
        return $$"""
            <script>
            {{File.ReadAllText(plotlyScript).Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)}}
            </script>
            <script>
            document.getElementById("figure").replaceChildren();
            Plotly.newPlot("figure", {{chart.ToJson().Replace("<", "\\u003c", StringComparison.Ordinal)}});
            </script>

            """;
    }
}
