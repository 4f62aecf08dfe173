using System.Text.Json;
using Course.Plots;
using Course.Plots.Schema;

namespace Course.Tests.Plots;

public class PlotlySchemaTests
{
    [Fact]
    public void A_name_that_Plotly_does_not_know_is_refused_with_its_path_and_the_nearest_known()
    {
        string message = Refused(json =>
        {
            json.WriteStartArray("data");
            json.WriteStartObject();
            json.WriteString("type", "scatter");
            json.WriteStartObject("marker");
            json.WriteString("colour", "red");
        });

        Assert.Equal("Plotly's schema has no attribute 'colour' at figure.data.marker; did you mean 'color'?", message);
    }

    [Fact]
    public void Names_are_those_of_the_kind_of_trace()
    {
        Assert.Contains("no attribute 'nbinsz' at figure.data", Refused(json => Trace(json, "bar", "nbinsz")));
        Assert.Contains("no attribute 'lowerfence' at figure.data", Refused(json => Trace(json, "scatter", "lowerfence")));
        Assert.Contains("no trace of type 'pie3d'", Refused(json => Trace(json, "pie3d", "x")));
        Assert.Contains("must be its type, not 'x'", Refused(json =>
        {
            json.WriteStartArray("data");
            json.WriteStartObject();
            json.WriteNumber("x", 1);
        }));
        Write(json => Trace(json, "box", "lowerfence"));
    }

    [Fact]
    public void Axes_are_counted_and_other_names_are_not()
    {
        Write(json =>
        {
            json.WriteStartObject("layout");
            json.WriteStartObject("yaxis12");
            json.WriteString("anchor", "x12");
            json.WriteEndObject();
            json.WriteStartObject("scene2");
        });

        Assert.Contains("'title2' at figure.layout", Refused(json =>
        {
            json.WriteStartObject("layout");
            json.WriteString("title2", "x");
        }));
    }

    [Fact]
    public void Templates_and_frames_hold_traces_and_layouts_and_arguments_anything()
    {
        Assert.Contains("'barmod' at figure.layout.template.layout; did you mean 'barmode'?", Refused(json =>
        {
            json.WriteStartObject("layout");
            json.WriteStartObject("template");
            json.WriteStartObject("layout");
            json.WriteString("barmod", "overlay");
        }));
        Assert.Contains("'xs' at figure.frames.data", Refused(json =>
        {
            json.WriteStartArray("frames");
            json.WriteStartObject();
            Trace(json, "scatter", "xs");
        }));
        Write(json =>
        {
            json.WriteStartObject("layout");
            json.WriteStartArray("sliders");
            json.WriteStartObject();
            json.WriteStartArray("steps");
            json.WriteStartObject();
            json.WriteStartArray("args");
            json.WriteStartObject();
            json.WriteNumber("whatever", 1);
        });
    }

    [Fact]
    public void The_table_holds_what_Plotly_has()
    {
        var schema = PlotlySchema.Plotly;

        Assert.True(schema.Layout.Has("updatemenus", out var menus) && menus!.Has("buttons", out var buttons) && buttons!.Has("args2", out _));
        Assert.True(schema.Layout.Has("xaxis", out var axis) && axis!.Has("scaleanchor", out _) && axis.Has("matches", out _));
        Assert.True(schema.Trace("contour")!.Has("contours", out var contours) && contours!.Has("coloring", out _));
        Assert.False(schema.Trace("scatter")!.Has("colour", out _));
        Assert.Null(schema.Trace("layout"));
    }

    [Fact]
    public void Long_arrays_have_a_millionth_of_their_range_and_short_ones_every_digit()
    {
        double[] values = FigureSamples.Normal(1, 20_000);
        values[7] = double.NaN;
        double range = values.Where(double.IsFinite).Max() - values.Where(double.IsFinite).Min();

        var written = Y(new Figure().Line(values));

        Assert.Equal(values.Length, written.Length);
        Assert.True(double.IsNaN(written[7]));
        for (int i = 0; i < values.Length; i++)
            if (i != 7) Assert.Equal(values[i], written[i], 1e-6 * range);
        Assert.Equal(values[..1000].Where(double.IsFinite), Y(new Figure().Line(values[..1000])).Where(double.IsFinite));
    }

    [Theory]
    [InlineData(1e-30)]
    [InlineData(1e-3)]
    [InlineData(1)]
    [InlineData(1e9)]
    [InlineData(1e200)]
    public void Long_arrays_of_any_size_keep_their_shape(double size)
    {
        double[] values = [.. Enumerable.Range(0, 10_000).Select(i => size * (i % 100 - 50))];

        var written = Y(new Figure().Line(values));

        for (int i = 0; i < values.Length; i++) Assert.Equal(values[i] / size, written[i] / size, 1e-4);
    }

    private static double[] Y(Figure figure) => JsonDocument.Parse(figure.ToJson()).RootElement.GetProperty("data")[0].GetProperty("y")
        .EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble()).ToArray();

    private static void Trace(PlotlyWriter json, string type, string attribute)
    {
        json.WriteStartArray("data");
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteNumbers(attribute, [1]);
    }

    private static string Refused(Action<PlotlyWriter> write) => Assert.Throws<ArgumentException>(() => Write(write)).Message;

    private static void Write(Action<PlotlyWriter> write)
    {
        using var json = new PlotlyWriter(new MemoryStream());
        json.WriteStartObject();
        write(json);
    }
}
