using Course.Plots.Display;
using Course.Training;

namespace Course.Tests.Training;

public sealed class ProgressTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void In_a_notebook_one_place_changes_at_most_twice_a_second_and_at_the_end()
    {
        var notebook = new FakeNotebook();
        var progress = new Progress("sampling", 100, "images", 0, notebook.Output, null, _clock);

        for (int i = 1; i <= 100; i++)
        {
            _clock.Advance(101);
            progress.Report(i);
        }

        Assert.Equal(1, notebook.Places);
        // 10.1 seconds: the first, one each 505 ms, and the last, which comes early.
        Assert.Equal(1 + 19 + 1, notebook.Shown.Count);
        Assert.Equal("sampling   100/100 images   9.9 images/s   10 s", notebook.Shown[^1].ToString());
    }

    [Fact]
    public void The_bar_is_named_and_has_its_numbers_beside_it()
    {
        var notebook = new FakeNotebook();
        var progress = new Progress("<EM>", 40, "steps", 0, notebook.Output, null, _clock);
        _clock.Advance(1000);

        progress.Report(10, [new("log p", -31.5702), new("change", 0.04125)]);

        string html = Assert.IsType<ProgressState>(notebook.Shown[0]).ToHtml();
        Assert.Contains("<progress max=\"40\" value=\"10\" aria-label=\"&lt;EM&gt;\"", html, StringComparison.Ordinal);
        Assert.Contains("10/40 steps · log p -31.57 · change 0.0413 · 10 steps/s · 3.0 s left</span>",
            System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
    }

    [Fact]
    public void Elsewhere_there_is_a_line_every_ten_seconds_at_milestones_and_at_the_end()
    {
        var lines = new StringWriter();
        var progress = new Progress("work", 50, output: lines, time: _clock);
        for (int i = 1; i <= 50; i++)
        {
            _clock.Advance(1000);
            progress.Report(i, milestone: i == 13);
        }

        var steps = lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("   ")[1]);
        Assert.Equal(["10/50 steps", "13/50 steps", "23/50 steps", "33/50 steps", "43/50 steps", "50/50 steps"], steps);
    }

    [Fact]
    public void Where_nobody_reads_nothing_is_written() => new Progress("quiet", 1, "steps", 0, null, null, _clock).Report(1);

    [Fact]
    public void After_a_resume_only_the_new_steps_count_for_the_speed()
    {
        var lines = new StringWriter();
        var progress = new Progress("resumed", 100, first: 90, output: lines, time: _clock);
        _clock.Advance(5000);

        progress.Report(100);

        Assert.Contains("2 steps/s", lines.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_display_that_takes_long_changes_more_rarely()
    {
        var slow = new FakeNotebook(whenShown: () => _clock.Advance(20));
        var progress = new Progress("work", 1000, "steps", 0, slow.Output, null, _clock);

        for (int i = 1; i < 1000; i++)
        {
            _clock.Advance(100);
            progress.Report(i);
        }

        // 100 seconds: four seconds of rest after each 20 ms.
        Assert.InRange(slow.Shown.Count, 23, 27);
    }
}

/// <summary>Remembers what was shown.</summary>
internal sealed class FakeNotebook
{
    public FakeNotebook(Action? whenShown = null) => Output = new(value =>
    {
        Places++;
        Shown.Add(value);
        whenShown?.Invoke();
        return next =>
        {
            Shown.Add(next);
            whenShown?.Invoke();
        };
    });

    public NotebookOutput Output { get; }

    public int Places { get; private set; }

    public List<object> Shown { get; } = [];
}
