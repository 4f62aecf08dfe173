using System.Text.RegularExpressions;

namespace Course.Lectures.SourceCode;

/// <summary>Finds declarations in a file of C#, with the documentation and attributes above them.</summary>
/// <param name="code">The file.</param>
internal sealed class Declarations(string code)
{
    private readonly string _mask = CSharpMask.Of(code);

    public bool HasNamespace(string name) => Regex.IsMatch(_mask, $@"\bnamespace\s+{Regex.Escape(name)}\s*[;{{]");

    /// <summary>Where the declaration of a type stands; null when it is not in this file.</summary>
    /// <param name="name">Of the type, without its parameters.</param>
    /// <param name="generic">Whether it has type parameters.</param>
    public Range? Type(string name, bool generic)
    {
        var match = Regex.Match(_mask, $@"\b(class|struct|interface|enum|record)\s+{Regex.Escape(name)}\b(?{(generic ? '=' : '!')}\s*<)");
        if (!match.Success) return null;
        return Begin(match.Index)..End(match.Index + match.Length);
    }

    /// <summary>Where the members of a type with a name stand: all overloads.</summary>
    /// <param name="type">Where the type stands.</param>
    /// <param name="name">Of the members.</param>
    public IEnumerable<Range> Members(Range type, string name)
    {
        var names = new Regex($@"\b{Regex.Escape(name)}\b(?=\s*(<[^<>]*>\s*)?(\(|\{{|=|;))");
        int depth = 0, statement = type.Start.Value;
        for (int at = type.Start.Value; at < type.End.Value; at++)
        {
            if (_mask[at] is '{' or '}')
            {
                depth += _mask[at] == '{' ? 1 : -1;
                statement = at + 1;
            }
            else if (_mask[at] == ';')
            {
                statement = at + 1;
            }
            else if (depth == 1 && names.Match(_mask, at) is { Success: true } match && match.Index == at && IsDeclaration(_mask[statement..at]))
            {
                int end = End(at + name.Length);
                yield return Begin(at)..end;
                (at, statement) = (end - 1, end);
            }
        }
    }

    // After an equals sign stands a use; attributes have equals signs of their own.
    private static bool IsDeclaration(string before) => !Regex.Replace(before, @"\[[^\]]*\]", "").Contains('=') && !before.TrimEnd().EndsWith('.');

    /// <summary>Beginning of the line, or of the documentation and attributes above it.</summary>
    private int Begin(int at)
    {
        int begin = LineStart(at);
        while (begin > 0)
        {
            int above = LineStart(begin - 1);
            string line = code[above..begin].Trim();
            if (!line.StartsWith("///", StringComparison.Ordinal) && !line.StartsWith('[')) break;
            begin = above;
        }
        return begin;
    }

    /// <summary>After the semicolon or the closing brace that ends a declaration.</summary>
    private int End(int at)
    {
        int depth = 0;
        bool expression = false;
        for (; at < _mask.Length; at++)
        {
            char c = _mask[at];
            if (c == '=' && depth == 0) expression = true;
            if (c == ';' && depth == 0) return at + 1;
            if (c is '(' or '[' or '{') depth++;
            if (c is ')' or ']' or '}') depth--;
            // An expression ends with a semicolon whatever braces it has; a property may go on with a value after its braces.
            if (c == '}' && depth == 0 && !expression && !Regex.Match(_mask[(at + 1)..Math.Min(at + 40, _mask.Length)], @"^\s*=").Success) return at + 1;
        }
        return _mask.Length;
    }

    private int LineStart(int at) => at <= 0 ? 0 : code.LastIndexOf('\n', at - 1) + 1;
}
