using Course.Kernel.Grading;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Commands;

/// <summary>Runs notebooks with homework one after the other, without changing their files, and tells what their checks say.</summary>
/// <param name="notebooks">What to run.</param>
/// <param name="json">The file of results; null for none.</param>
/// <param name="seed">The seed that each homework must begin with; null for its own.</param>
/// <param name="profile">See <see cref="Profile"/>.</param>
/// <param name="options">How to run them.</param>
/// <param name="terminal">Where results are told.</param>
/// <param name="clock">Measures.</param>
internal sealed class CheckRun(
    IReadOnlyList<NotebookSource> notebooks, string? json, long? seed, string profile, RunOptions options, RunTerminal terminal, TimeProvider clock)
{
    /// <returns>The exit code: 0 if every check of every notebook passed, else 1.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        List<CheckedNotebook> results = [];
        try
        {
            foreach (var source in notebooks)
            {
                var result = await RunAsync(source, cancellation);
                results.Add(result);
                if (result.Homework is not null)
                    terminal.Show(ScoreTable.Of(result));
                terminal.Failed(result.Errors);
            }
        }
        finally
        {
            // Also when the run is stopped: what has ended by then need not run again.
            if (json is not null && results.Count > 0)
                GradeBook.Write(json, results);
        }

        if (results.Count > 1)
            terminal.Show(ScoreTable.Of(results));
        return results.All(result => result.Passed) ? 0 : 1;
    }

    private async Task<CheckedNotebook> RunAsync(NotebookSource source, CancellationToken cancellation)
    {
        try
        {
            var notebook = options.Parameters.Inject(NotebookReader.Read(source.Path, source.Label));
            // Results that were saved with the notebook are anybody's.
            foreach (var cell in notebook.Cells.Where(cell => cell.IsCode))
                cell.Forget();
            var run = new NotebookRun(source, notebook, profile, options, clock);
            var failures = await terminal.NotebookAsync(source.Label, notebook.Cells.Count(c => c.Runs), progress => run.RunAsync(progress, cancellation));
            // Where an exception came from within its cell is for the student's own editor.
            return CheckedNotebook.Read(source.Label, notebook, [.. failures.Where(line => line.StartsWith(source.Label, StringComparison.Ordinal))], seed);
        }
        catch (CourseException e)
        {
            return CheckedNotebook.Unreadable(source.Label, e.Message);
        }
    }
}
