using System.Globalization;
using System.Text;

namespace Course.Kernel.Execution;

/// <summary>
/// A console writer that hands text to the session whose code is writing, and to the original console where there is none.
/// One call gives one event, so a line written by one thread is not cut by another.
/// </summary>
internal sealed class ConsoleCapture : TextWriter
{
    private static readonly Lock Gate = new();
    private static bool _installed;

    private readonly string _stream;
    private readonly TextWriter _original;

    private ConsoleCapture(string stream, TextWriter original)
        : base(CultureInfo.InvariantCulture)
    {
        _stream = stream;
        _original = original;
        CoreNewLine = ['\n'];
    }

    /// <summary>Redirects <see cref="Console"/> for the rest of the process; asking twice is harmless.</summary>
    public static void Install()
    {
        lock (Gate)
        {
            if (_installed)
                return;
            _installed = true;
            Console.SetOut(new ConsoleCapture("stdout", Console.Out));
            Console.SetError(new ConsoleCapture("stderr", Console.Error));
        }
    }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Send(value.ToString());

    public override void Write(string? value) => Send(value);

    public override void Write(char[] buffer, int index, int count) => Send(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Send(buffer.ToString());

    public override void WriteLine(string? value) => Send(value + "\n");

    public override void WriteLine(ReadOnlySpan<char> buffer) => Send(string.Concat(buffer, "\n"));

    private void Send(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        if (SessionOutput.Current is { } output)
            output.Publish(new StreamWritten(_stream, text));
        else
            _original.Write(text);
    }
}
