using System.Text;
using System.Text.Json.Nodes;
using Course.Kernel.Book;
using Course.Kernel.Book.Libraries;
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
    [InlineData(
        """{"text/plain":"p","text/html":"<i>h</i>","image/png":"PNG","image/svg+xml":"<svg></svg>"}""",
        "<figure><svg role=\"img\" aria-label=\"p\"></svg></figure>")]
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
    public void A_page_that_is_sent_alone_reads_well()
    {
        var page = Page(NotebookJson.Of("A <title>", "1")).ToHtml(new LibraryPlaces([], null), null, new PageLink("02-b.html", "B & C"));
        Assert.Contains("<title>A &lt;title&gt;</title>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"02-b.html\">B &amp; C →", page, StringComparison.Ordinal);
        Assert.Contains("<style>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("stylesheet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_keeps_its_still_picture_beside_what_makes_it_interactive()
    {
        var html = OutputHtml.Of(
            Display("""
                {
                  "application/vnd.plotly.v1+json": { "data": [ { "name": "</script><b>" } ] },
                  "image/svg+xml": "<?xml version='1.0'?><svg/>",
                  "text/plain": "a \"line\" $1"
                }
                """),
            new LectureMarkdown(null));
        Assert.StartsWith("<figure class=\"plot\" aria-label=\"a &quot;line&quot; $1\"><div class=\"still\">"
            + "<svg role=\"img\" aria-label=\"a &quot;line&quot; $1\"/></div><script type=\"application/json\">", html, StringComparison.Ordinal);
        Assert.Contains("\\u003C/script", html, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(html, "</script"));
    }

    [Theory]
    [InlineData("""{"alt":"two moons"}""", "two moons")]
    [InlineData("{}", "a picture")]
    public void A_picture_is_described_by_its_maker_or_by_its_plain_text(string metadata, string alt)
    {
        var output = Display($$"""{"image/png":"{{Png}}","text/plain":"a picture"}""");
        output["metadata"] = JsonNode.Parse(metadata);
        Assert.Contains($"alt=\"{alt}\"", OutputHtml.Of(output, new LectureMarkdown(null)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("where $p(x)$ is", "html tex")]
    [InlineData("for 5 $ or more", "html")]
    public void Markup_with_TeX_is_marked_as_such(string html, string mark)
    {
        var shown = OutputHtml.Of(Display($$"""{"text/html":"{{html}}"}"""), new LectureMarkdown(null));
        Assert.StartsWith($"<div class=\"{mark}\">", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_of_a_lecture_are_found_under_their_headings()
    {
        var markdown = new LectureMarkdown(null);
        markdown.ToHtml("# Title\n\nA *question* with $x$?");
        markdown.ToHtml("More.\n\n## Second\n\n- an item");
        Assert.Equal(
            [new SearchSection("title", "Title", "A question with x? More."), new SearchSection("second", "Second", "an item")], markdown.Sections);
    }

    [Fact]
    public void The_front_page_shows_question_and_cover_of_a_lecture()
    {
        var json = JsonNode.Parse(NotebookJson.Of("07 · Models", "1", "2"))!;
        json["cells"]!.AsArray().Insert(1, new JsonObject { ["cell_type"] = "markdown", ["source"] = "*What* is [a model](x.md), $p$?\n\nMore." });
        json["cells"]![2]!["outputs"] = new JsonArray(Display("""{"image/png":"FIRST"}"""));
        json["cells"]![3]!["outputs"] = new JsonArray(Display("""{"image/png":"COVER"}"""));
        json["cells"]![3]!["metadata"]!["tags"] = new JsonArray("cover");
        var page = Page(json.ToJsonString(), "07-models");
        var html = IndexPage.Render("Course: models in C#", [LectureCard.Of(page.Lecture, null)], new LibraryPlaces([], null));
        Assert.Contains("<a href=\"07-models.html\">Models</a>", html, StringComparison.Ordinal);
        Assert.Contains("<p><em>What</em> is a model, <span class=\"math\">p</span>?</p>", html, StringComparison.Ordinal);
        Assert.Contains("base64,COVER", html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"subtitle\">Models in C#</p>", html, StringComparison.Ordinal);
        Assert.Contains("formulas.js", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00-tour", "00 · Tour", "0", ">Tour</a>")]
    [InlineData("07-vae", "7. Models", "7", ">Models</a>")]
    [InlineData("notes", "3. Rules", "", ">3. Rules</a>")]
    public void A_card_says_the_number_of_its_lecture_once(string name, string title, string number, string heading)
    {
        var card = LectureCard.Of(Page(NotebookJson.Of(title, "1"), name).Lecture, null);
        Assert.Equal(number, card.Number);
        Assert.Contains(heading, card.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_inside_an_interactive_piece_can_stand_for_its_lecture()
    {
        var json = JsonNode.Parse(NotebookJson.Of("A", "1"))!;
        json["cells"]![1]!["outputs"] = new JsonArray(new JsonObject
        {
            ["output_type"] = "display_data",
            ["data"] = new JsonObject { ["text/html"] = "<div><img alt=\"still\" src=\"data:image/png;base64,STILL\"></div>" },
        });
        Assert.Equal("data:image/png;base64,STILL", Picture.CoverOf(Page(json.ToJsonString()).Lecture.Notebook));
    }

    private static LecturePage Page(string notebook, string name = "01-a") =>
        new(new BookLecture(name, NotebookReader.Parse(Encoding.UTF8.GetBytes(notebook), name), null));

    private static JsonObject Display(string data) => new() { ["output_type"] = "display_data", ["data"] = JsonNode.Parse(data) };
}
