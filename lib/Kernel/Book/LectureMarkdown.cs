using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Course.Kernel.Notebooks;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Course.Kernel.Book;

/// <summary>A heading of a lecture, for the table of contents.</summary>
/// <param name="Level">1 to 6.</param>
/// <param name="Id">Unique in the page.</param>
/// <param name="Text">Without markup.</param>
/// <param name="Html">With formulas, as they stand in the text.</param>
internal sealed record Heading(int Level, string Id, string Text, string Html);

/// <summary>
/// Turns the Markdown cells of one lecture into HTML that needs no other file: local pictures become part of the page, links
/// to other notebooks lead to their pages. TeX stays readable, in an element of class <c>math</c>, where a script finds it.
/// </summary>
/// <param name="pictureFolder">Where relative pictures are found; null if that is not known.</param>
internal sealed partial class LectureMarkdown(string? pictureFolder)
{
    /// <summary>What the HTML of every formula contains.</summary>
    public const string FormulaMark = "class=\"math";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();
    private readonly Dictionary<string, int> _slugs = [];
    private readonly List<(string Id, string Heading, StringBuilder Text)> _sections = [("", "", new StringBuilder())];

    public List<Heading> Headings { get; } = [];

    /// <summary>The words of all cells so far, by the headings above them.</summary>
    public IEnumerable<SearchSection> Sections => _sections
        .Where(section => section.Id.Length + section.Text.Length > 0)
        .Select(section => new SearchSection(section.Id, section.Heading, TexCommand().Replace(section.Text.ToString(), "").Trim()));

    /// <summary>What a lecture asks or promises at its start, as HTML: its first paragraph; empty if it has none.</summary>
    public static string FirstParagraph(NotebookDocument notebook)
    {
        var paragraph = notebook.Cells.Where(cell => cell.IsMarkdown).SelectMany(cell => Markdown.Parse(cell.Source, Pipeline))
            .OfType<ParagraphBlock>().FirstOrDefault();
        return paragraph is null ? "" : ToHtml(paragraph.Inline);
    }

    /// <param name="markdown">The cell's text.</param>
    /// <param name="attachments">The pictures that the cell carries itself, as nbformat stores them.</param>
    public string ToHtml(string markdown, JsonNode? attachments = null)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var block in document.Descendants<LeafBlock>())
        {
            var text = PlainText(block.Inline);
            if (block is not HeadingBlock heading)
            {
                _sections[^1].Text.Append(text).Append(' ');
                continue;
            }

            // Each cell is a document to Markdig; ids must be unique in the whole page.
            var id = Slug(text);
            heading.GetAttributes().Id = id;
            Headings.Add(new Heading(heading.Level, id, text, ToHtml(heading.Inline)));
            _sections.Add((id, text, new StringBuilder()));
        }

        foreach (var link in document.Descendants<LinkInline>())
            link.Url = link.IsImage ? Picture(link.Url, attachments) : Page(link.Url);

        return Render(renderer => renderer.Render(document));
    }

    private static string Render(Action<HtmlRenderer> render)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new FencedCSharp());
        renderer.ObjectRenderers.Replace<HtmlMathInlineRenderer>(new FormulaRenderer());
        renderer.ObjectRenderers.Replace<HtmlMathBlockRenderer>(new FormulaBlockRenderer());
        render(renderer);
        return writer.ToString();
    }

    /// <summary>Words and formulas only: such a line stands in a link itself, and the other link wins.</summary>
    private static string ToHtml(ContainerInline? inline) =>
        inline is null ? "" : LinkOrPicture().Replace(Render(renderer => renderer.WriteChildren(inline)), "");

    // Nobody searches for \mathcal, and an excerpt reads better without.
    [GeneratedRegex(@"\\[A-Za-z]+ ?|[{}]")]
    private static partial Regex TexCommand();

    [GeneratedRegex(@"</?(a|img)\b[^>]*>")]
    private static partial Regex LinkOrPicture();

    private string? Picture(string? url, JsonNode? attachments)
    {
        if (url is null)
            return null;
        if (url.StartsWith("attachment:", StringComparison.Ordinal))
        {
            var forms = attachments?[url["attachment:".Length..]] as JsonObject;
            return forms is { Count: > 0 } ? $"data:{forms.First().Key};base64,{forms.First().Value}" : url;
        }

        if (pictureFolder is null || url.Contains(':', StringComparison.Ordinal) || MimeOf(url) is not { } mime)
            return url;
        var path = Path.Combine(pictureFolder, Uri.UnescapeDataString(url));
        return File.Exists(path) ? $"data:{mime};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}" : url;
    }

    private static string? Page(string? url)
    {
        if (url is null || url.Contains("://", StringComparison.Ordinal))
            return url;
        return url.Replace(".ipynb", ".html", StringComparison.Ordinal);
    }

    private static string? MimeOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".svg" => "image/svg+xml",
        _ => null,
    };

    private string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var name = slug.Length == 0 ? "section" : slug.ToString().TrimEnd('-');
        var seen = _slugs[name] = _slugs.GetValueOrDefault(name) + 1;
        return seen == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{seen}");
    }

    private static string PlainText(ContainerInline? inline)
    {
        var text = new StringBuilder();
        foreach (var leaf in inline?.Descendants<LeafInline>() ?? [])
        {
            text.Append(leaf switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                MathInline math => math.Content.ToString(),
                LineBreakInline => " ",
                _ => "",
            });
        }

        return text.ToString();
    }

    /// <summary>To Jupyter <c>$$…$$</c> is a formula on a line of its own wherever it stands; to Markdig only as a block.</summary>
    private sealed class FormulaRenderer : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline formula)
        {
            renderer.Write(formula.DelimiterCount == 2 ? "<span class=\"math display\">" : "<span class=\"math\">");
            renderer.WriteEscape(ref formula.Content);
            renderer.Write("</span>");
        }
    }

    /// <summary>A formula between lines of $$.</summary>
    private sealed class FormulaBlockRenderer : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock formula)
        {
            renderer.Write("<div class=\"math display\">");
            renderer.WriteEscape(formula.Lines.ToString());
            renderer.WriteLine("</div>");
        }
    }
}
