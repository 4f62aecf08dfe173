using System.Text.Json;
using System.Xml.Linq;
using Course.Plots;
using Course.Plots.Drawing;
using Course.Plots.PngFormat;

namespace Course.Tests.Plots;

public class FieldTests
{
    private static readonly Series Places = Series.Steps(61, -3, 0.1);

    [Fact]
    public void Lines_of_equal_distance_from_the_origin_are_closed_circles()
    {
        var grid = Grid((x, y) => Math.Sqrt(x * x + y * y));

        var line = Assert.Single(Isolines.At(grid, 2));

        Assert.Equal(line[0], line[^1]);
        Assert.InRange(line.Count, 100, 400);
        Assert.All(line, point => Assert.Equal(2, Math.Sqrt(point.X * point.X + point.Y * point.Y), 0.002));
        // Once around: the angles of its pieces add up to 2π.
        double turned = line.Zip(line.Skip(1), (a, b) => Math.Atan2(a.X * b.Y - a.Y * b.X, a.X * b.X + a.Y * b.Y)).Sum();
        Assert.Equal(2 * Math.PI, Math.Abs(turned), 9);
    }

    [Fact]
    public void A_line_that_leaves_the_grid_is_open_and_one_around_a_hole_stops_there()
    {
        Assert.All(Isolines.At(Grid((x, _) => x), 0.55), line => Assert.NotEqual(line[0], line[^1]));
        var cut = Assert.Single(Isolines.At(Grid((x, y) => x > 1.75 && Math.Abs(y) < 0.5 ? double.NaN : Math.Sqrt(x * x + y * y)), 2));
        Assert.NotEqual(cut[0], cut[^1]);
    }

    [Fact]
    public void A_saddle_is_decided_by_its_middle_and_no_line_crosses_another()
    {
        var low = ValueGrid.Checked("grid", new double[] { 1, 0, 0, 1 }, 2, 2, default, default);

        Assert.Equal(2, Isolines.At(low, 0.6).Count);
        Assert.Equal(2, Isolines.At(low, 0.4).Count);
        // The middle is ½: above 0.4 the two high corners are joined, below 0.6 they are apart.
        Assert.Contains(Isolines.At(low, 0.6), line => line.All(point => point.X + point.Y < 1));
        Assert.DoesNotContain(Isolines.At(low, 0.4), line => line.All(point => point.X + point.Y < 1));
    }

    [Fact]
    public void Levels_are_round_and_the_same_for_Plotly_and_the_drawing()
    {
        var figure = new Figure().Contour(Series.Steps(100, 0, 0.013), 10, 10, levels: 5, color: "#d55e00");

        var contours = Json(figure).GetProperty("data")[0].GetProperty("contours");

        Assert.Equal((0.5, 1, 0.5), (contours.GetProperty("start").GetDouble(), contours.GetProperty("end").GetDouble(),
            contours.GetProperty("size").GetDouble()));
        Assert.Equal(2, Paths(figure, "#d55e00").Count());
    }

    [Fact]
    public void Streamlines_of_a_rotation_are_parts_of_circles_drawn_the_way_it_turns()
    {
        var figure = new Figure().Streamlines(Field((x, y) => -y), Field((x, y) => x), Places, Places);

        var trace = Json(figure).GetProperty("data")[0];
        // Heads stand at the end of the arrays, as strokes of three points.
        var lines = Lines(trace).Where(line => line.Count > 3).ToArray();

        Assert.InRange(lines.Length, 5, 100);
        foreach (var line in lines)
        {
            double radius = Math.Sqrt(line[0].X * line[0].X + line[0].Y * line[0].Y);
            Assert.All(line, point => Assert.Equal(radius, Math.Sqrt(point.X * point.X + point.Y * point.Y), 0.02));
            // The way of the field: against the clock.
            Assert.True(line[0].X * line[1].Y - line[0].Y * line[1].X > 0);
        }
    }

    [Fact]
    public void Arrows_begin_at_their_places_point_along_the_field_and_do_not_meet()
    {
        var trace = Json(new Figure().Quiver([0, 1, 0, 1], [0, 0, 1, 1], [2, 0, -2, 0], [0, 2, 0, double.NaN])).GetProperty("data")[0];

        var arrows = Lines(trace).Where(line => line.Count == 2).ToArray();

        Assert.Equal(3, arrows.Length);
        Assert.Equal((0, 0), arrows[0][0]);
        Assert.InRange(arrows[0][1].X, 0.5, 0.95);
        Assert.Equal(0, arrows[0][1].Y);
        Assert.Equal((1, 0), arrows[1][0]);
    }

    [Fact]
    public void A_scale_of_one_draws_arrows_in_data_units() =>
        Assert.Equal((3, 5), Lines(Json(new Figure().Quiver([1], [2], [2], [3], scale: 1)).GetProperty("data")[0])[0][1]);

    [Fact]
    public void A_surface_has_a_scene_with_the_names_of_three_axes_and_a_drawing_from_above()
    {
        var figure = new Figure().Surface(Field(FigureSamples.Bumps), 61, 61, Places, Places, heightTitle: "p").WithXAxis("x₁").WithYAxis("x₂");

        var scene = Json(figure).GetProperty("layout").GetProperty("scene");

        Assert.Equal("x₁", scene.GetProperty("xaxis").GetProperty("title").GetProperty("text").GetString());
        Assert.Equal("p", scene.GetProperty("zaxis").GetProperty("title").GetProperty("text").GetString());
        Assert.Single(XDocument.Parse(figure.ToSvg()).Descendants(XName.Get("image", "http://www.w3.org/2000/svg")));
        Assert.Contains("shares no axes with a line", Assert.Throws<ArgumentException>(() => figure.Line([1, 2])).Message
            + Assert.Throws<ArgumentException>(() => new Figure().Line([1, 2]).Surface([1, 2, 3, 4], 2, 2)).Message);
    }

    [Fact]
    public void A_picture_stands_between_its_edges()
    {
        var picture = new Picture(2, 1, 1, [0, 255]);

        var image = Json(new Figure().Image(picture, -1, 3, 0, 5)).GetProperty("layout").GetProperty("images")[0];

        Assert.Equal((-1, 5, 4, 5), (image.GetProperty("x").GetDouble(), image.GetProperty("y").GetDouble(),
            image.GetProperty("sizex").GetDouble(), image.GetProperty("sizey").GetDouble()));
        // Enlarged, so that Plotly does not blur it: the left half is black, the right half white.
        string source = image.GetProperty("source").GetString()!;
        var enlarged = Png.Decode(Convert.FromBase64String(source[(source.IndexOf(',') + 1)..]));
        Assert.Equal((512, 256), (enlarged.Width, enlarged.Height));
        Assert.Equal((0, 255), (enlarged.Pixels.Span[255], enlarged.Pixels.Span[256]));
    }

    [Fact]
    public void Values_between_the_crossings_are_linear()
    {
        var grid = ValueGrid.Checked("grid", new double[] { 0, 1, 10, 11, 20, 21 }, 3, 2, new double[] { 0, 2 }, default);

        Assert.Equal(5.5, grid.Between(1, 0.5), 12);
        Assert.Equal(21, grid.Between(2, 2), 12);
        Assert.True(double.IsNaN(grid.Between(2.01, 0)));
    }

    private static Series Field(Func<double, double, double> value) => Series.Of(Places.SelectMany(y => Places.Select(x => value(x, y))));

    private static ValueGrid Grid(Func<double, double, double> value) => ValueGrid.Checked("grid", Field(value), 61, 61, Places, Places);

    private static JsonElement Json(Figure figure) => JsonDocument.Parse(figure.ToJson()).RootElement;

    private static IEnumerable<XElement> Paths(Figure figure, string stroke) => XDocument.Parse(figure.ToSvg()).Descendants()
        .Where(element => element.Name.LocalName == "path" && (string?)element.Attribute("stroke") == stroke);

    /// <summary>The stretches of a trace between its gaps.</summary>
    private static List<List<(double X, double Y)>> Lines(JsonElement trace)
    {
        List<List<(double, double)>> lines = [[]];
        foreach (var (x, y) in trace.GetProperty("x").EnumerateArray().Zip(trace.GetProperty("y").EnumerateArray()))
        {
            if (x.ValueKind == JsonValueKind.Null) lines.Add([]);
            else lines[^1].Add((x.GetDouble(), y.GetDouble()));
        }
        return lines.Where(line => line.Count > 0).ToList();
    }
}
