using Course.Kernel.Book;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Course.Kernel.Commands;

/// <summary>
/// What a run shows while it goes: on a terminal a line that moves, in a file or a CI log plain lines, never wrapped.
/// </summary>
/// <param name="output">Progress and results.</param>
/// <param name="error">What went wrong.</param>
/// <param name="clock">Measures.</param>
/// <param name="quiet">Tells nothing of single cells and of what they print.</param>
internal sealed class RunTerminal(TextWriter output, TextWriter error, TimeProvider? clock = null, bool quiet = false)
{
    // A log has no bar that moves; a line now and then says that a long cell lives.
    private static readonly TimeSpan BetweenBars = TimeSpan.FromSeconds(10);

    // What a table in a file may take.
    private const int LogWidth = 160;

    private readonly bool _quiet = quiet;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    private static readonly Style Dim = new(decoration: Decoration.Dim);
    private static readonly Style Good = new(Color.Green);

    // Only the real console moves; Spectre would fold the lines of anything else at 80 columns.
    private readonly IAnsiConsole? _live =
        ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi ? AnsiConsole.Console : null;

    public async Task<T> NotebookAsync<T>(string label, int cells, Func<INotebookProgress, Task<T>> run)
    {
        if (!_quiet)
            Write($"{label} ({(cells == 1 ? "1 cell" : $"{cells} cells")})", Style.Plain);
        if (_live is null)
            return await run(new Progress(this, cells, null));

        return await _live.Status().Spinner(Spinner.Known.Dots).StartAsync("starting", status =>
            run(new Progress(this, cells, text => status.Status(Markup.Escape(_quiet ? $"{label}, {text}" : text)))));
    }

    /// <summary>Shows a table, or whatever else Spectre draws.</summary>
    public void Show(IRenderable drawing)
    {
        if (_live is { } terminal)
        {
            terminal.Write(drawing);
            return;
        }

        var log = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output),
        });
        log.Profile.Width = LogWidth;
        log.Write(drawing);
    }

    /// <summary>Says where the time of a notebook went.</summary>
    public void Times(TimeSplit times)
    {
        if (!_quiet)
            Write($"  {times}", Dim);
    }

    public void Failed(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
            error.WriteLine(sentence);
    }

    public void Summary(IEnumerable<(string Label, TimeSpan Time, bool Succeeded)> runs, string? index, string? libraries)
    {
        output.WriteLine();
        foreach (var (label, time, succeeded) in runs)
            Write($"{(succeeded ? "ok    " : "failed")}  {PageFrame.Duration(time),12}  {label}", succeeded ? Good : new Style(Color.Red));
        if (index is not null)
            Write($"The book is at {index}", Style.Plain);
        if (libraries is not null)
            Write(libraries, Dim);
    }

    private void Write(string line, Style style)
    {
        if (_live is null)
            output.WriteLine(line);
        else
            _live.Write(new Text(line + "\n", style));
    }

    private sealed class Progress(RunTerminal terminal, int cells, Action<string>? status) : INotebookProgress
    {
        private int _cell;
        private long _lastBar;

        public void CellStarted(int number)
        {
            (_cell, _lastBar) = (number, terminal._clock.GetTimestamp());
            status?.Invoke($"cell {number}/{cells}");
        }

        public void Printed(string line)
        {
            if (!terminal._quiet)
                terminal.Write($"    │ {line}", Dim);
        }

        public void BarMoved(string words)
        {
            status?.Invoke($"cell {_cell}/{cells}   {words}");
            if (status is not null || terminal._clock.GetElapsedTime(_lastBar) < BetweenBars)
                return;
            _lastBar = terminal._clock.GetTimestamp();
            Printed(words);
        }

        public void CellFinished(int number, TimeSpan time)
        {
            if (!terminal._quiet)
                terminal.Write($"  cell {number}/{cells}  {PageFrame.Duration(time)}", Style.Plain);
        }
    }
}
