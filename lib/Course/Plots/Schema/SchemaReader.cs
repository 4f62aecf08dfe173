using System.Collections.Frozen;

namespace Course.Plots.Schema;

/// <summary>Reads <c>attributes.txt</c>: names separated by spaces, each with its own names in braces, or with "@n", a group written
/// before.</summary>
internal sealed class SchemaReader(string text)
{
    private readonly Dictionary<string, SchemaNode> _shared = [];
    private int _at;

    public Dictionary<string, SchemaNode> Read()
    {
        var roots = new Dictionary<string, SchemaNode>();
        _at = text.IndexOf('\n') + 1;   // the first line is a remark
        for (SkipSpace(); _at < text.Length; SkipSpace())
        {
            bool shared = text[_at] == '@';
            string name = ReadWord();
            (shared ? _shared : roots)[name] = ReadGroup();
        }
        return roots;
    }

    private SchemaNode ReadGroup()
    {
        _at++;   // "{"
        var attributes = new Dictionary<string, SchemaNode?>();
        for (SkipSpace(); text[_at] != '}'; SkipSpace())
        {
            string name = ReadWord();
            attributes[name] = text[_at] switch { '{' => ReadGroup(), '@' => _shared[ReadWord()], _ => null };
        }
        _at++;
        return new(attributes.ToFrozenDictionary());
    }

    private string ReadWord()
    {
        int start = _at++;
        while (text[_at] is not (' ' or '\n' or '{' or '}' or '@')) _at++;
        return text[start.._at];
    }

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
    }
}
