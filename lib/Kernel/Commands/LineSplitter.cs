using System.Text;
using Course.Kernel.Book;

namespace Course.Kernel.Commands;

/// <summary>Gathers text that comes in pieces into lines.</summary>
internal sealed class LineSplitter(Action<string> line)
{
    private readonly StringBuilder _open = new();

    public void Add(string text)
    {
        foreach (var c in text)
        {
            if (c == '\n')
                End();
            else
                _open.Append(c);
        }
    }

    /// <summary>Passes on what has no line end yet.</summary>
    public void End()
    {
        if (_open.Length > 0)
            line(TerminalText.Settle(_open.ToString()));
        _open.Clear();
    }
}
