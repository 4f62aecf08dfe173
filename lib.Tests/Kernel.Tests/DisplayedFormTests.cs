using Course.Kernel.Display;
using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

public sealed class DisplayedFormTests
{
    private readonly Cells _cells = new();

    [Fact]
    public async Task Markdown_and_latex_are_marked_as_such()
    {
        await _cells.ValueAsync("Markdown(\"*a*\")");
        Assert.Equal("""{"text/markdown":"*a*","text/plain":"*a*"}""", _cells.Result!.ToJsonString());
        await _cells.ValueAsync("display(Latex(\"$x$\"));");
        Assert.Equal("$x$", _cells.Events.OfType<ValueDisplayed>().Single().Data["text/latex"]!.ToString());
    }

    [Fact]
    public async Task Output_can_be_cleared()
    {
        await _cells.ValueAsync("Console.Write(1); clear_output(wait: true); clear_output();");
        Assert.Equal([true, false], _cells.Events.OfType<OutputCleared>().Select(e => e.Wait));
    }

    [Fact]
    public async Task The_names_of_dotnet_interactive_work_with_its_using_too()
    {
        await _cells.ValueAsync("""
            using Microsoft.DotNet.Interactive;
            Kernel.display(1);
            var place = KernelInvocationContext.Current.Display("before");
            place.Update("after");
            """);
        var shown = _cells.Events.OfType<ValueDisplayed>().Last();
        Assert.Equal((shown.DisplayId, "after"), _cells.Events.OfType<DisplayUpdated>().Select(e => (e.DisplayId, e.Data["text/plain"]!.ToString())).Single());
    }

    [Fact]
    public async Task A_long_text_is_cut_with_a_note()
    {
        await _cells.ValueAsync("new string('a', 3_000_000)");
        var text = _cells.Result!["text/plain"]!.ToString();
        Assert.InRange(text.Length, MimeBundle.TextLimit, MimeBundle.TextLimit + 100);
        Assert.EndsWith("… cut after 1 million characters", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_that_a_type_writes_by_itself_is_as_long_as_it_is()
    {
        await _cells.ValueAsync("""
            using Microsoft.DotNet.Interactive.Formatting;
            [TypeFormatterSource(typeof(PageFormatters))] class Page { }
            class PageFormatters : ITypeFormatterSource
            {
                public IEnumerable<ITypeFormatter> CreateTypeFormatters() =>
                    new[] { new HtmlFormatter<Page>((_, context) => context.Writer.Write(new string('a', 3_000_000))) };
            }
            new Page()
            """);
        Assert.InRange(_cells.Result!["text/html"]!.ToString().Length, 3_000_000, 3_010_000);
    }

    [Fact]
    public async Task A_web_of_objects_that_point_to_each_other_is_cut()
    {
        await _cells.ValueAsync("class Node { public List<Node> Others { get; } = new(); public Node Self => this; }");
        await _cells.ValueAsync("var nodes = Enumerable.Range(0, 30).Select(_ => new Node()).ToList(); foreach (var n in nodes) n.Others.AddRange(nodes); nodes[0]");
        Assert.InRange(_cells.Result!.ToJsonString().Length, 10, 4 * MimeBundle.TextLimit);
    }
}
