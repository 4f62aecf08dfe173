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
    private static TextWriter? _out;
    private static TextWriter? _error;

    private readonly string _stream;
    private readonly TextWriter _original;

    private ConsoleCapture(string stream, TextWriter original)
        : base(CultureInfo.InvariantCulture)
    {
        _stream = stream;
        _original = original;
        CoreNewLine = ['\n'];
    }

    /// <summary>
    /// Redirects <see cref="Console"/>; asking twice is harmless. Asked before every cell: one that has redirected it too, and failed before it put
    /// things right, shall not silence all that follow.
    /// </summary>
    public static void Install()
    {
        if (Console.Out == Volatile.Read(ref _out) && Console.Error == Volatile.Read(ref _error))
            return;
        lock (Gate)
        {
            // The console hands out a wrapper of what it was given.
            if (_out is null)
            {
                Console.SetOut(new ConsoleCapture("stdout", Console.Out));
                Console.SetError(new ConsoleCapture("stderr", Console.Error));
                (_out, _error) = (Console.Out, Console.Error);
            }

            Console.SetOut(_out);
            Console.SetError(_error!);
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
