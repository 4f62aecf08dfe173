using System.Globalization;
using System.Text;

namespace Course.Kernel.Display;

/// <summary>
/// Takes the text of a formatter up to a limit. Formatters cut lists and depth, but a web of objects that point to each other still
/// unfolds into millions of lines, and nobody can read them.
/// </summary>
internal sealed class CutWriter(int limit) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        if (_text.Length >= limit)
            throw new CutException();
        _text.Append(value);
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var room = limit - _text.Length;
        _text.Append(buffer[..Math.Min(room, buffer.Length)]);
        if (buffer.Length > room)
            throw new CutException();
    }

    public override string ToString() => _text.ToString();
}

/// <summary>The limit has been reached; unwinds the formatter.</summary>
internal sealed class CutException : Exception;
