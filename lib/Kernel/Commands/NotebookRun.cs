using Course.Kernel.Execution;
using Course.Kernel.Notebooks;
using Course.Kernel.Protocol.Client;

namespace Course.Kernel.Commands;

/// <summary>Runs the cells of one notebook, in order, in a process of its own, and puts their outputs into the document.</summary>
internal sealed class NotebookRun(NotebookSource source, NotebookDocument notebook, string profile, RunOptions options, TimeProvider clock)
{
    // What a cell gets to end by itself once it is interrupted.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    // Whether a cell that took too long goes on in spite of the interruption.
    private bool _hangs;

    /// <summary>Where the time went.</summary>
    public TimeSplit Times { get; } = new();

    /// <returns>The sentences that say why cells failed; none if the notebook ran to its end.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(INotebookProgress progress, CancellationToken cancellation)
    {
        await using var session = await StartAsync(progress, cancellation);
        var recorder = new OutputRecorder();
        var number = 0;
        List<string> problems = [];
        foreach (var cell in notebook.Cells.Where(c => c.IsCode))
        {
            number += cell.Runs ? 1 : 0;
            if (!cell.Runs || cell.IsSkipped)
            {
                cell.Forget();
                continue;
            }

            // Cells that nobody asked for keep the outputs that they have.
            if (!options.Cells.Contains(number))
                continue;

            progress.CellStarted(number);
            recorder.Begin(number);
            var lines = new LineSplitter(progress.Printed);
            var start = clock.GetUtcNow();
            var failure = await ExecuteAsync(session, cell, number, new CellRecorder(recorder, lines, progress, Times), cancellation);
            var end = clock.GetUtcNow();
            lines.End();

            Times.Cells += end - start;
            if (!options.CompilesOnly)
            {
                cell.ExecutionCount = number;
                cell.Outputs = recorder.End(failure);
                cell.SetTimes(start, end);
            }

            progress.CellFinished(number, end - start);
            if (failure is not null && (!cell.MayFail || failure.Name is CellFailure.ProcessEnded or CellFailure.TimedOut))
            {
                problems.AddRange(Describe(failure, number));
                if (options.GoesOn && failure.Name != CellFailure.ProcessEnded && !_hangs)
                    continue;
                foreach (var unreached in notebook.Cells.Where(c => c.IsCode).SkipWhile(c => c != cell).Skip(1))
                    unreached.Forget();
                break;
            }
        }

        return problems;
    }

    private async Task<ICellSession> StartAsync(INotebookProgress progress, CancellationToken cancellation) => options.OverWire
        ? await LocalKernel.StartSessionAsync(source.Folder, profile, progress.Printed, cancellation)
        : NotebookProcess.Start(source.Folder, new Dictionary<string, string?> { [Profile.Variable] = profile }, escaped => progress.Printed(escaped.Text.TrimEnd('\n')));

    private async Task<CellFailure?> ExecuteAsync(
        ICellSession session, NotebookCell cell, int number, ICellListener listener, CancellationToken cancellation)
    {
        var request = new CellRequest(number, cell.Source) { CompilesOnly = options.CompilesOnly, IsTimed = true };
        var running = session.ExecuteAsync(request, listener, cancellation);
        if (options.Timeout is not { } timeout)
            return await running;

        var limit = timeout * (cell.IsSlow ? RunOptions.SlowFactor : 1);
        if (await Task.WhenAny(running, Task.Delay(limit, clock, cancellation)) == running)
            return await running;
        cancellation.ThrowIfCancellationRequested();
        session.Interrupt();
        // Its outputs end where the cell does; if it does not, the end of the process ends it.
        _hangs = await Task.WhenAny(running, Task.Delay(Grace, cancellation)) != running;
        return CellFailure.Stopped(CellFailure.TimedOut, $"the cell ran longer than {limit.TotalSeconds:0.###} s (--timeout)");
    }

    private List<string> Describe(CellFailure failure, int number)
    {
        var sentences = failure.Problems
            .Select(problem => $"{source.Label}: cell {number}{(problem.Line is null ? ": " : ", ")}{problem}")
            .ToList();
        // Under an exception, where it came from; compile errors carry their places already.
        if (failure.Name is not (CellFailure.CompilationError or CellFailure.ProcessEnded or CellFailure.TimedOut))
            sentences.AddRange(failure.Traceback.Skip(1));
        return sentences;
    }

    private sealed class CellRecorder(OutputRecorder recorder, LineSplitter lines, INotebookProgress progress, TimeSplit times) : ICellListener
    {
        public void Seen(CellEvent happening)
        {
            recorder.Record(happening);
            if (happening is TimeSpent spent)
                times.Add(spent.Seconds);
            else if (happening is StreamWritten written)
                lines.Add(written.Text);
            else if (happening is DisplayUpdated { Data: var data } && $"{data["text/html"]}".Contains("<progress ", StringComparison.Ordinal))
                progress.BarMoved($"{data["text/plain"]}");
        }

        public Task<string> ReadLineAsync(InputPrompt prompt, CancellationToken cancellation) =>
            throw new NotSupportedException("The cell asks for input, and there is nobody to answer while a notebook is run as a whole.");
    }
}

/// <summary>Told how far a notebook is.</summary>
internal interface INotebookProgress
{
    /// <summary>A cell begins.</summary>
    void CellStarted(int number);

    /// <summary>A cell has printed a line.</summary>
    void Printed(string line);

    /// <summary>A progress bar that a cell shows has moved.</summary>
    /// <param name="words">What it says in a line.</param>
    void BarMoved(string words);

    /// <summary>A cell has ended, well or not.</summary>
    void CellFinished(int number, TimeSpan time);
}
