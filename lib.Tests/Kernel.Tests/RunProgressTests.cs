using Course.Kernel.Commands;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Tests;

public sealed class RunProgressTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_progress_bar_that_a_cell_moves_is_told_in_words_and_other_displays_are_not()
    {
        var path = _folder.Notebook("a.ipynb", "A",
            "var text = display(HTML(\"no bar\")); text.Update(HTML(\"still none\"));",
            "var bar = display(HTML(\"<progress max='2' value='1'></progress> one\")); bar.Update(HTML(\"<progress max='2' value='2'></progress> two\"));");
        var told = new Listener();

        await new NotebookRun(new(path, "a"), NotebookReader.Read(path, "a"), "quick", RunOptions.Default, TimeProvider.System)
            .RunAsync(told, TestContext.Current.CancellationToken);

        Assert.EndsWith("two", Assert.Single(told.Bars), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_says_every_ten_seconds_how_far_a_long_cell_is()
    {
        var log = new StringWriter();
        var clock = new SecondsClock();
        await new RunTerminal(log, TextWriter.Null, clock).NotebookAsync("a", 1, progress =>
        {
            progress.CellStarted(1);
            for (clock.Seconds = 1; clock.Seconds <= 25; clock.Seconds++)
                progress.BarMoved($"step {clock.Seconds}");
            return Task.FromResult(0);
        });

        Assert.Equal(["a (1 cell)", "    │ step 10", "    │ step 20"], log.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n'));
    }

    private sealed class Listener : INotebookProgress
    {
        public List<string> Bars { get; } = [];

        public void CellStarted(int number)
        {
        }

        public void Printed(string line)
        {
        }

        public void BarMoved(string words) => Bars.Add(words);

        public void CellFinished(int number, TimeSpan time)
        {
        }
    }

    private sealed class SecondsClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
