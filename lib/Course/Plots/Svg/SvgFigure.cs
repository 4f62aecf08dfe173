using Course.Plots.Traces;

namespace Course.Plots.Svg;

/// <summary>Draws a figure as an SVG document: measures what stands around the plot, then draws from the back to the front.</summary>
internal static class SvgFigure
{
    /// <summary>Free space around everything, in pixels.</summary>
    public const double Outer = 14;

    public const double TargetOpacity = 0.13;

    public static string Draw(Figure figure)
    {
        var frame = Frame.Of(figure);
        var svg = new SvgCanvas();
        svg.Begin(figure.Width, figure.Height, figure.Title ?? "Figure", figure.ToString());
        svg.Rect(0, 0, figure.Width, figure.Height, Theme.Background);

        var title = TextWidth.Wrap(figure.Title ?? "", Theme.TitleSize, figure.Width - 2 * Outer, most: 2);
        double titleHeight = title.Count == 0 ? 0 : title.Count * (Theme.TitleSize + 4) + 6;
        for (int i = 0; i < title.Count; i++)
            svg.Text(title[i], figure.Width / 2.0, Outer + Theme.TitleSize - 2 + i * (Theme.TitleSize + 4), "middle", Theme.TitleSize,
                bold: true);

        var axes = new SvgAxes(figure, frame);
        double roughHeight = Math.Max(60, figure.Height - titleHeight - 90),
            roughWidth = figure.Width - 2 * Outer - axes.MeasureLeft(roughHeight);
        var legend = new SvgLegend(figure, roughWidth, roughHeight);
        var colorBar = figure.Traces.OfType<HeatmapTrace>().Where(heatmap => heatmap.PointCount > 0)
            .Select(heatmap => new SvgColorBar(heatmap, roughHeight)).FirstOrDefault();

        double top = Outer + titleHeight + legend.Height, rightRoom = Outer + Math.Max(12, legend.Width + (colorBar?.Width ?? 0));
        PlotArea area;
        double left, height = roughHeight - legend.Height;
        // The labels' width depends on the ticks, these on the plot's height, and this on the labels below: twice settles it, but for
        // figures at the edge of a change, hence not "until it stays".
        int rounds = 0;
        do
        {
            left = Outer + axes.MeasureLeft(height);
            // The last tick label reaches half its width beyond the plot, hence never less than 12 at the right.
            double right = Math.Max(left + 60, figure.Width - rightRoom);
            double bottom = Math.Max(top + 40, figure.Height - Outer - axes.MeasureBottom(right - left));
            area = new PlotArea(figure, frame, left, top, right, bottom);
            height = area.Height;
        }
        while (Outer + axes.MeasureLeft(height) != left && ++rounds < 4);

        axes.DrawGrid(svg, area);
        svg.BeginClip(area.Left, area.Top, area.Width, area.Height);
        foreach (var target in figure.Targets) DrawTarget(svg, area, target);
        foreach (var trace in figure.Traces) trace.Draw(svg, area);
        svg.EndClip();
        axes.DrawAxes(svg, area);
        foreach (var annotation in figure.Annotations) DrawAnnotation(svg, area, annotation);
        legend.Draw(svg, legend.IsColumn ? area.Right + (colorBar?.Width ?? 0) + 18 : left, legend.IsColumn ? top : Outer + titleHeight,
            roughWidth);
        colorBar?.Draw(svg, area);
        if (frame.IsEmpty) DrawSentence(svg, area, Frame.EmptySentence(figure));
        return svg.End();
    }

    private static void DrawTarget(SvgCanvas svg, PlotArea area, TargetRange target)
    {
        double low = area.Y.ToEdge(target.Low), high = area.Y.ToEdge(target.High);
        svg.Rect(area.Left, Math.Min(low, high), area.Width, Math.Abs(high - low), TargetRange.Color, TargetOpacity);
    }

    private static void DrawAnnotation(SvgCanvas svg, PlotArea area, Annotation annotation)
    {
        double x = area.X.ToPixel(annotation.X), y = area.Y.ToPixel(annotation.Y);
        if (!area.Contains(x, y, 0.5)) return;
        string text = TextWidth.Fit(annotation.Text, Theme.TickSize, area.Width);
        double half = TextWidth.Of(text, Theme.TickSize) / 2;
        double textX = Math.Clamp(x, area.Left + half + 2, Math.Max(area.Left + half + 2, area.Right - half - 2));
        bool below = y - area.Top < 44;
        double tip = below ? y + 5 : y - 5, tail = below ? y + 22 : y - 22;
        svg.Line(textX + (x - textX) * 0.3, tail, x, tip, Theme.QuietText);
        svg.Circle(x, y, 3, Theme.Text);
        svg.Text(text, textX, below ? tail + 13 : tail - 4, "middle", halo: true);
    }

    private static void DrawSentence(SvgCanvas svg, PlotArea area, string sentence)
    {
        var lines = TextWidth.Wrap(sentence, Theme.LabelSize, area.Width - 20, most: 4);
        double y = (area.Top + area.Bottom) / 2 - (lines.Count - 1) * 9;
        foreach (string line in lines)
        {
            svg.Text(line, (area.Left + area.Right) / 2, y, "middle", Theme.LabelSize, Theme.QuietText, halo: true);
            y += 18;
        }
    }
}
