using System.Text;
using System.Text.Json.Nodes;
using Course.Kernel.Book;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Tests;

public sealed class PageTests
{
    // 1 × 1 pixel.
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

    [Fact]
    public void Code_is_escaped_and_coloured_and_keeps_every_character()
    {
        const string code = "// a < b\nvar s = $\"<{x}>\"; \r\n#r \"lib.dll\"\nint broken = ;";
        var html = CodeColours.ToHtml(code);
        Assert.Contains("<span class=\"k\">var</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"c\">// a &lt; b</span>", html, StringComparison.Ordinal);
        var text = System.Text.RegularExpressions.Regex.Replace(html, "<[^>]*>", "");
        Assert.Equal(code, System.Net.WebUtility.HtmlDecode(text));
    }

    [Theory]
    [InlineData("""{"text/plain":"p","text/html":"<i>h</i>","image/png":"PNG","image/svg+xml":"<svg></svg>"}""", "<figure><svg></svg></figure>")]
    [InlineData("""{"text/plain":"p","text/html":"<i>h</i>"}""", "<div class=\"html\"><i>h</i></div>")]
    [InlineData("""{"text/plain":"<p>"}""", "<pre class=\"value\">&lt;p&gt;</pre>")]
    public void The_best_form_for_a_page_without_a_kernel_is_chosen(string data, string expected) =>
        Assert.Equal(expected, OutputHtml.Of(Display(data), new LectureMarkdown(null)));

    [Fact]
    public void A_small_bitmap_is_enlarged_by_whole_pixels_and_described()
    {
        var html = OutputHtml.Of(Display($$"""{"image/png":"{{Png}}","text/plain":"a \"dot\""}"""), new LectureMarkdown(null));
        Assert.Equal($"<figure><img class=\"pixels\" width=\"8\" height=\"8\" src=\"data:image/png;base64,{Png}\" alt=\"a &quot;dot&quot;\"></figure>", html);
    }

    [Fact]
    public void Printed_text_is_escaped_and_its_rewritten_lines_are_settled()
    {
        var stream = new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "10 %\r50 %\r\u001b[32m100 %\u001b[0m <done>\n" };
        Assert.Equal("<pre class=\"stream stdout\">100 % &lt;done&gt;\n</pre>", OutputHtml.Of(stream, new LectureMarkdown(null)));
    }

    [Fact]
    public void Formulas_stay_readable_tex()
    {
        var html = new LectureMarkdown(null).ToHtml("Let $a < b_1$ and\n\n$$\\frac{1}{2}$$\n\n$$\na < b\n$$\n");
        Assert.Contains("<span class=\"math\">a &lt; b_1</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"math display\">\\frac{1}{2}</span>", html, StringComparison.Ordinal);
        Assert.Contains("<div class=\"math display\">a &lt; b</div>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_of_all_cells_have_ids_of_their_own()
    {
        var markdown = new LectureMarkdown(null);
        markdown.ToHtml("## The `KL` divergence");
        markdown.ToHtml("## The KL divergence");
        Assert.Equal(["the-kl-divergence", "the-kl-divergence-2"], markdown.Headings.Select(h => h.Id));
    }

    [Fact]
    public void Pictures_beside_the_notebook_become_part_of_the_page_and_notebook_links_lead_to_pages()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("dot.png"), Convert.FromBase64String(Png));
        var html = new LectureMarkdown(folder.Path).ToHtml("![dot](dot.png) [next](02-mle.ipynb#a)");
        Assert.Contains($"src=\"data:image/png;base64,{Png}\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"02-mle.html#a\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_needs_no_other_file()
    {
        var notebook = NotebookReader.Parse(Encoding.UTF8.GetBytes(NotebookJson.Of("A <title>", "1")), "a");
        var page = LecturePage.Render(notebook, "01-a", null, new PageLink("02-b.html", "B & C"), null);
        Assert.Contains("<title>A &lt;title&gt;</title>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"02-b.html\">B &amp; C →", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
    }

    private static JsonObject Display(string data) => new() { ["output_type"] = "display_data", ["data"] = JsonNode.Parse(data) };
}
