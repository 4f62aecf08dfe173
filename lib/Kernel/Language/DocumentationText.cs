using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Course.Kernel.Language;

/// <summary>Turns the XML of a documentation comment into text to read.</summary>
internal static partial class DocumentationText
{
    /// <param name="member">The comment.</param>
    /// <param name="isDetailed">More than the summary.</param>
    /// <param name="isMarkdown">With Markdown's marks.</param>
    /// <returns>Paragraphs, each after an empty line; empty if nothing is written.</returns>
    public static string Render(XElement member, bool isDetailed, bool isMarkdown)
    {
        var text = new StringBuilder();
        Section("", member.Element("summary"));
        if (!isDetailed)
            return text.ToString();

        List("Type parameters", "typeparam", "name");
        List("Parameters", "param", "name");
        Section("Returns", member.Element("returns"));
        Section("Value", member.Element("value"));
        List("Exceptions", "exception", "cref");
        Section("Remarks", member.Element("remarks"));
        Section("Example", member.Element("example"));
        return text.ToString();

        void Section(string title, XElement? element)
        {
            if (element is null || Words(element, isMarkdown) is not { Length: > 0 } words)
                return;
            text.Append("\n\n");
            if (title.Length > 0)
                text.Append(Strong(title)).Append(isMarkdown ? " " : ": ");
            text.Append(words);
        }

        void List(string title, string kind, string key)
        {
            var entries = member.Elements(kind).Where(e => Words(e, isMarkdown).Length > 0).ToList();
            if (entries.Count == 0)
                return;
            text.Append("\n\n").Append(Strong(title)).Append(isMarkdown ? "\n" : ":");
            foreach (var entry in entries)
            {
                var name = Name((string?)entry.Attribute(key) ?? "");
                text.Append('\n').Append(isMarkdown ? $"- `{name}`: " : $"  {name}: ").Append(Words(entry, isMarkdown));
            }
        }

        string Strong(string title) => isMarkdown ? $"**{title}**" : title;
    }

    private static string Words(XElement element, bool isMarkdown)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
            Append(text, node, isMarkdown);
        return Spaces().Replace(text.ToString(), match => match.Value.Contains('\f', StringComparison.Ordinal) ? "\n\n" : " ").Trim().Replace('\v', '\n');
    }

    // A form feed stands for the end of a paragraph and a vertical tab for a line break to keep, until spaces have been folded.
    private static void Append(StringBuilder text, XNode node, bool isMarkdown)
    {
        if (node is XText plain)
            text.Append(plain.Value);
        if (node is not XElement element)
            return;

        var mark = isMarkdown ? "`" : "";
        var name = (string?)element.Attribute("cref") ?? (string?)element.Attribute("langword") ?? (string?)element.Attribute("name");
        switch (element.Name.LocalName)
        {
            case "see" or "seealso" when element.Attribute("href") is { } link:
                text.Append(isMarkdown ? $"[{(element.Value.Length > 0 ? element.Value : link.Value)}]({link.Value})" : element.Value.Length > 0 ? element.Value : link.Value);
                break;
            case "see" or "seealso" or "paramref" or "typeparamref":
                text.Append(mark).Append(element.Value.Length > 0 ? element.Value : Name(name ?? "")).Append(mark);
                break;
            case "c":
                text.Append(mark).Append(element.Value).Append(mark);
                break;
            case "code":
                var lines = element.Value.Trim('\r', '\n').ReplaceLineEndings("\v");
                text.Append('\f').Append(isMarkdown ? $"```csharp\v{lines}\v```" : lines).Append('\f');
                break;
            case "para" or "list" or "br":
                text.Append('\f');
                foreach (var child in element.Nodes())
                    Append(text, child, isMarkdown);
                text.Append('\f');
                break;
            case "item":
                text.Append("\v- ");
                foreach (var child in element.Nodes())
                    Append(text, child, isMarkdown);
                break;
            default:
                foreach (var child in element.Nodes())
                    Append(text, child, isMarkdown);
                break;
        }
    }

    /// <summary><c>M:System.Console.WriteLine(System.String)</c> is Console.WriteLine.</summary>
    private static string Name(string id)
    {
        if (id.Length < 2 || id[1] != ':')
            return id;
        var path = id[2..].Split('(')[0].Split('.');
        var kept = id[0] is 'T' or 'N' ? 1 : 2;
        return Arity().Replace(string.Join('.', path[^Math.Min(kept, path.Length)..]), "");
    }

    [GeneratedRegex(@"[ \t\r\n\f]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
