using Course.Kernel.Book;
using Course.Kernel.Book.Libraries;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Commands;

/// <summary>Runs the notebooks of a plan one after the other and draws the book from those that ran to their end.</summary>
/// <param name="plan">What to run.</param>
/// <param name="terminal">Where progress is told.</param>
/// <param name="clock">Measures.</param>
/// <param name="libraries">Where pages get theirs from.</param>
internal sealed class BookRun(RunPlan plan, RunTerminal terminal, TimeProvider clock, LibraryCache libraries)
{
    /// <returns>The exit code: 0 if every notebook ran to its end, else 1.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var book = plan.Out is null ? null : new BookFolder(plan.Out, libraries);
        List<FailedLecture> failed = [];
        List<(string Label, TimeSpan Time, bool Succeeded)> runs = [];
        var draw = false;
        string? libraryNote = null;
        try
        {
            foreach (var source in plan.Notebooks)
            {
                var start = clock.GetTimestamp();
                var failure = await RunAsync(source, book, cancellation);
                if (failure is not null)
                    failed.Add(failure);
                runs.Add((source.Label, clock.GetElapsedTime(start), failure is null));
            }
        }
        finally
        {
            // Also when the run is stopped: what has ended by then is an hour's work on a bad day. A first run in which
            // nothing succeeded makes no book; an existing one is told what failed.
            draw = book is not null && (failed.Count < runs.Count || File.Exists(book.IndexPath));
            if (draw)
            {
                failed.ForEach(lecture => book!.SaveFailed(lecture, plan.Profile));
                libraryNote = await book!.PublishAsync(plan.Title, plan.Belongs, failed);
            }
        }

        terminal.Summary(runs, draw ? book!.IndexPath : null, libraryNote);
        return failed.Count == 0 ? 0 : 1;
    }

    private async Task<FailedLecture?> RunAsync(NotebookSource source, BookFolder? book, CancellationToken cancellation)
    {
        NotebookDocument? notebook = null;
        try
        {
            notebook = plan.Options.Parameters.Inject(NotebookReader.Read(source.Path, source.Label));
            var run = new NotebookRun(source, notebook, plan.Profile, plan.Options, clock);
            var problems = await terminal.NotebookAsync(source.Label, notebook.Cells.Count(c => c.Runs),
                progress => run.RunAsync(progress, cancellation));
            if (problems.Count == 0)
            {
                Save(notebook, source, book, run.Times);
                terminal.Times(run.Times);
                return null;
            }

            terminal.Failed(problems);
            return Failed(problems[0]);
        }
        catch (CourseException e)
        {
            terminal.Failed([e.Message]);
            return Failed(e.Message);
        }

        FailedLecture Failed(string reason) => new(source.Name, notebook?.Title ?? source.Name, reason, notebook, source.Folder);
    }

    private void Save(NotebookDocument notebook, NotebookSource source, BookFolder? book, TimeSplit times)
    {
        if (plan.Options.CompilesOnly)
            return;
        var start = clock.GetTimestamp();
        if (plan.Options.MaxSize is { } bytes)
            SizeLimit.Apply(notebook, bytes, source.Label);
        if (book is null)
            NotebookWriter.Write(notebook, source.Path);
        else
            book.Save(notebook, source.Name, source.Folder, plan.Profile);
        times.AddDrawing(clock.GetElapsedTime(start));
    }
}
