using System.Reflection;
using Course.Plots;

namespace Course.Tests.Plots;

/// <summary>Finds formatters as Microsoft.DotNet.Interactive.Formatting does: by the names of the attribute, its properties and
/// methods.</summary>
public class DisplayTests
{
    [Fact]
    public void A_figure_offers_json_svg_and_text()
    {
        var figure = new Figure("Loss").Line([3.0, 2, 1], "train");

        var shown = Show(figure);

        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"], shown.Keys);
        Assert.Equal(figure.ToJson(), shown["application/vnd.plotly.v1+json"]);
        Assert.Equal(figure.ToSvg(), shown["image/svg+xml"]);
        Assert.Equal(figure.ToString(), shown["text/plain"]);
    }

    [Fact]
    public void A_grid_and_a_picture_offer_png_in_base64_and_text()
    {
        var grid = ImageGrid.FromBytes([1, 2, 3, 4], 1, 1);
        var picture = grid.ToPicture();

        Assert.Equal(["image/png", "text/plain"], Show(grid).Keys);
        Assert.Equal(picture.ToPng(), Convert.FromBase64String(Show(grid)["image/png"]));
        Assert.Equal(picture.ToPng(), Convert.FromBase64String(Show(picture)["image/png"]));
    }

    internal static Dictionary<string, string> Show(object value)
    {
        object attribute = value.GetType().GetCustomAttributes().Single(found => found.GetType().Name == "TypeFormatterSourceAttribute");
        var sourceType = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        var preferred = (string[])attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute)!;
        object source = Activator.CreateInstance(sourceType)!;
        var formatters = ((IEnumerable<object>)sourceType.GetMethod("CreateTypeFormatters")!.Invoke(source, null)!)
            .ToDictionary(formatter => (string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!);

        return preferred.ToDictionary(mimeType => mimeType, mimeType =>
        {
            var writer = new StringWriter();
            object formatter = formatters[mimeType];
            var format = formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!;
            Assert.False((bool)format.Invoke(formatter, ["something else", writer])!);
            Assert.True((bool)format.Invoke(formatter, [value, writer])!);
            return writer.ToString();
        });
    }
}
