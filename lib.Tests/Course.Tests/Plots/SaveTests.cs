using Course.Plots;
using Course.Tests.Data;

namespace Course.Tests.Plots;

public class SaveTests
{
    private static readonly Figure Sample = new Figure("p(x<1) & more").Line([3.0, 2, 1], "a<b");

    [Fact]
    public void A_page_holds_the_drawing_and_fetches_nothing()
    {
        using var folder = new TemporaryFolder();

        Sample.SaveHtml(folder.File("page.html"));

        string page = File.ReadAllText(folder.File("page.html"));
        Assert.Contains(Sample.ToSvg(), page);
        Assert.Contains("<title>p(x&lt;1) &amp; more</title>", page);
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("src=", page);
        Assert.DoesNotContain("http", page.Replace("http://www.w3.org/2000/svg", ""));
    }

    [Fact]
    public void A_page_with_Plotly_holds_the_script_and_figures_that_cannot_end_it()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("plotly.min.js"), "var Plotly = '</SCRIPT>';");

        string page = new Figure("</script>").Line([1, 2]).ToHtml(folder.File("plotly.min.js"));

        Assert.Contains("var Plotly = '<\\/script>';", page);
        Assert.Equal(2, page.Split("</script>").Length - 1);
        Assert.Contains("plotly.js-dist-min", Assert.Throws<FileNotFoundException>(() => Sample.ToHtml(folder.File("missing.js"))).Message);
    }
}
