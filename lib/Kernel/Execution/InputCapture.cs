namespace Course.Kernel.Execution;

/// <summary>A console reader that asks the person in front of the notebook, line by line.</summary>
internal sealed class InputCapture : TextReader
{
    private string _line = "";
    private int _next;

    /// <summary>Redirects <see cref="Console.In"/> for the rest of the process.</summary>
    public static void Install() => Console.SetIn(new InputCapture());

    public override string? ReadLine()
    {
        var rest = _next < _line.Length ? _line[_next..].TrimEnd('\n') : null;
        (_line, _next) = ("", 0);
        return rest ?? Ask();
    }

    public override int Peek() => Fill() ? _line[_next] : -1;

    public override int Read() => Fill() ? _line[_next++] : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0 || !Fill())
            return 0;
        var taken = Math.Min(count, _line.Length - _next);
        _line.CopyTo(_next, buffer, index, taken);
        _next += taken;
        return taken;
    }

    private bool Fill()
    {
        if (_next < _line.Length)
            return true;
        if (Ask() is not { } line)
            return false;
        (_line, _next) = (line + "\n", 0);
        return true;
    }

    // A console blocks its reader; so does this one. Without a session there is no input, as if it had ended.
    private static string? Ask() => SessionInput.Current?.ReadLineAsync(new InputPrompt("", IsPassword: false)).GetAwaiter().GetResult();
}
