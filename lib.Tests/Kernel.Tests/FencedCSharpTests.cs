using Course.Kernel.Book;

namespace Course.Kernel.Tests;

public sealed class FencedCSharpTests
{
    [Fact]
    public void CSharp_between_fences_has_the_colours_of_code_cells()
    {
        const string code = "public static int Less(int a) => a < 1 ? 0 : a; // \"<\"";

        var html = new LectureMarkdown(null).ToHtml($"```csharp\n{code}\n```");

        Assert.Contains(CodeColours.ToHtml(code), html, StringComparison.Ordinal);
        Assert.Contains("<span", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_code_stays_as_it_is() =>
        Assert.Equal("<pre><code class=\"language-bash\">dotnet &lt;run&gt;\n</code></pre>\n", new LectureMarkdown(null).ToHtml("```bash\ndotnet <run>\n```"));
}
