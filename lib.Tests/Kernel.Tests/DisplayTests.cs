using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

public sealed class DisplayTests
{
    private const string FormatterSource = """
        public class TypeFormatterSourceAttribute : Attribute
        {
            public TypeFormatterSourceAttribute(Type source) => FormatterSourceType = source;
            public Type FormatterSourceType { get; }
            public string[] PreferredMimeTypes { get; set; }
        }
        public class Form
        {
            public string MimeType { get; set; }
            public string Text { get; set; }
            public bool Format(object value, System.IO.TextWriter writer) { writer.Write(Text); return true; }
        }
        public class Forms
        {
            public IEnumerable<object> CreateTypeFormatters() => new object[]
            {
                new Form { MimeType = "image/png", Text = "iVBORw0KGgo=" },
                new Form { MimeType = "image/svg+xml", Text = "<svg/>" },
                new Form { MimeType = "application/vnd.plotly.v1+json", Text = "{\"data\":[{\"y\":[1,2.5]}]}" },
                new Form { MimeType = "text/plain", Text = "a figure" },
            };
        }
        [TypeFormatterSource(typeof(Forms), PreferredMimeTypes = new[] { "application/vnd.plotly.v1+json", "image/svg+xml", "image/png" })]
        public class Figure { }
        """;

    [Fact]
    public async Task A_type_with_a_formatter_source_of_its_own_gives_all_its_forms_in_one_bundle()
    {
        var cells = new Cells();
        await cells.ValueAsync(FormatterSource);
        Assert.Equal("a figure", await cells.ValueAsync("new Figure()"));
        Assert.Equal(
            """{"application/vnd.plotly.v1+json":{"data":[{"y":[1,2.5]}]},"image/svg+xml":"<svg/>","image/png":"iVBORw0KGgo=","text/plain":"a figure"}""",
            cells.Result!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task Strings_are_plain_text()
    {
        var cells = new Cells();
        Assert.Equal("<b>", await cells.ValueAsync("\"<b>\""));
        Assert.Equal(["text/plain"], cells.Result!.Select(form => form.Key));
    }

    [Fact]
    public async Task Other_values_have_html_and_plain_text()
    {
        var cells = new Cells();
        Assert.Equal("[ 1, 2 ]", await cells.ValueAsync("new[] { 1, 2 }"));
        Assert.Contains("text/html", cells.Result!.Select(form => form.Key));
    }

    [Fact]
    public async Task Streams_and_displays_come_in_the_order_in_which_they_were_made()
    {
        var cells = new Cells();
        await cells.ValueAsync("Console.Write(\"a\"); display(1); Console.Error.Write(\"b\"); 2.Display(); \"c\"");
        Assert.Equal(
            ["stdout a", "display 1", "stderr b", "display 2", "result c"],
            cells.Events.Select(e => e switch
            {
                StreamWritten s => $"{s.Name} {s.Text}",
                ValueDisplayed d => $"display {d.Data["text/plain"]}",
                ResultProduced r => $"result {r.Data["text/plain"]}",
                _ => e.ToString(),
            }));
    }

    [Fact]
    public async Task What_a_task_prints_belongs_to_the_session_that_started_it()
    {
        var cells = new Cells();
        await cells.ValueAsync("await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Console.WriteLine(\"line\"))));");
        Assert.Equal(string.Concat(Enumerable.Repeat("line\n", 20)), cells.Stdout);
    }

    [Fact]
    public async Task A_display_can_be_updated_from_a_later_cell()
    {
        var cells = new Cells();
        await cells.ValueAsync("var h = display(\"before\");");
        var shown = Assert.IsType<ValueDisplayed>(Assert.Single(cells.Events));
        await cells.ValueAsync("h.Update(\"after\");");
        var updated = Assert.IsType<DisplayUpdated>(Assert.Single(cells.Events));
        Assert.Equal(shown.DisplayId, updated.DisplayId);
        Assert.Equal("after", updated.Data["text/plain"]!.ToString());
    }

    [Fact]
    public async Task The_handle_of_a_display_is_not_itself_a_result()
    {
        var cells = new Cells();
        await cells.ValueAsync("display(1)");
        Assert.Null(cells.Result);
    }

    [Fact]
    public async Task Asked_for_one_mime_type_display_gives_that_one_and_plain_text()
    {
        var cells = new Cells();
        await cells.ValueAsync("display(new { A = 1 }, \"application/json\");");
        var data = Assert.IsType<ValueDisplayed>(Assert.Single(cells.Events)).Data;
        Assert.Equal("""{"A":1}""", data["application/json"]!.ToJsonString());
        Assert.Equal(["application/json", "text/plain"], data.Select(form => form.Key));
    }

    [Fact]
    public async Task Html_passes_unescaped()
    {
        var cells = new Cells();
        await cells.ValueAsync("HTML(\"<b>bold</b>\")");
        Assert.Equal("<b>bold</b>", cells.Result!["text/html"]!.ToString());
        await cells.ValueAsync("Javascript(\"let a = 1 < 2\"); CSS(\"p > a {}\");");
        Assert.Equal(
            ["<script type=\"text/javascript\">let a = 1 < 2</script>", "<style>p > a {}</style>"],
            cells.Events.OfType<ValueDisplayed>().Select(e => e.Data["text/html"]!.ToString()));
    }

    [Fact]
    public async Task A_formatter_that_throws_costs_a_warning_and_not_the_cell()
    {
        var cells = new Cells();
        await cells.ValueAsync("""
            using Microsoft.DotNet.Interactive.Formatting;
            class Touchy { public override string ToString() => "touchy"; }
            Formatter.Register<Touchy>((Func<Touchy, string>)(t => throw new Exception("no html")), "text/html");
            Formatter.Register<Touchy>((Func<Touchy, string>)(t => throw new Exception("no text")), "text/plain");
            """);
        Assert.Equal("touchy", await cells.ValueAsync("new Touchy()"));
        Assert.Contains("no html", cells.Stderr, StringComparison.Ordinal);
        Assert.StartsWith("warning: ", cells.Stderr, StringComparison.Ordinal);
    }
}
