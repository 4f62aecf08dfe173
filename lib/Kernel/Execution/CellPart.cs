using Course.Kernel.Cells;
using InteractiveKernel = Microsoft.DotNet.Interactive.Kernel;

namespace Course.Kernel.Execution;

/// <summary>
/// A stretch of a cell in one language, which a line such as <c>#!markdown</c> begins. Text for the page is shown; the lines of a part
/// of C# keep their numbers.
/// </summary>
/// <param name="Language">The language's name without the <c>#!</c>.</param>
/// <param name="Text">What stands in it.</param>
internal sealed record CellPart(string Language, string Text)
{
    /// <summary>The marks of C#, which change nothing in a kernel that speaks nothing else.</summary>
    public static readonly IReadOnlySet<string> CSharp = new HashSet<string> { "csharp", "c#" };

    /// <summary>Languages of the page that shows the notebook.</summary>
    public static readonly IReadOnlySet<string> Page = new HashSet<string> { "markdown", "html", "javascript", "js", "css" };

    public bool IsCode => CSharp.Contains(Language);

    public static IReadOnlyList<CellPart> Split(string code)
    {
        if (!code.Contains("#!", StringComparison.Ordinal))
            return [new CellPart("csharp", code)];

        var lines = code.Split('\n');
        List<CellPart> parts = [];
        var language = "csharp";
        var first = 0;
        for (var i = 0; i <= lines.Length; i++)
        {
            var mark = i < lines.Length ? Mark(lines[i]) : null;
            if (i < lines.Length && mark is null)
                continue;
            if (CSharp.Contains(language))
                parts.Add(new CellPart(language, new string('\n', first) + string.Join('\n', lines[first..i])));
            else
                parts.Add(new CellPart(language, string.Join('\n', lines[first..i]).Trim()));
            (language, first) = (mark ?? language, i + 1);
        }

        return [.. parts.Where(part => !string.IsNullOrWhiteSpace(part.Text))];
    }

    /// <summary>Shows a part that is meant for the page.</summary>
    public void Show()
    {
        switch (Language)
        {
            case "markdown":
                InteractiveKernel.display(DisplayFunctions.Markdown(Text));
                break;
            case "html":
                InteractiveKernel.display(InteractiveKernel.HTML(Text));
                break;
            case "css":
                InteractiveKernel.CSS(Text);
                break;
            default:
                InteractiveKernel.Javascript(Text);
                break;
        }
    }

    private static string? Mark(string line)
    {
        var mark = line.Trim();
        return mark.StartsWith("#!", StringComparison.Ordinal) && (CSharp.Contains(mark[2..]) || Page.Contains(mark[2..])) ? mark[2..] : null;
    }
}
