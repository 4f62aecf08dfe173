using System.Diagnostics;
using Course.Kernel.Commands;
using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

/// <summary>Where the time goes. Only lower bounds of sleeps are asserted, and that parts do not exceed their whole.</summary>
public sealed class CellClockTests
{
    private static readonly ActivitySource Library = new("Course");

    [Fact]
    public async Task Phases_within_each_other_are_counted_once()
    {
        var whole = Stopwatch.StartNew();
        using var clock = new CellClock();
        await Task.Run(() =>
        {
            using var train = Library.StartActivity("train");
            Thread.Sleep(50);
            using (Library.StartActivity("data")) Thread.Sleep(100);
            using (CellClock.Phase(CellClock.Draw)) Thread.Sleep(50);
        }, TestContext.Current.CancellationToken);
        var took = whole.Elapsed.TotalSeconds;

        Assert.Equal(["data", "draw", "train"], clock.Seconds.Keys.Order());
        Assert.True(clock.Seconds["data"] >= 0.095 && clock.Seconds["draw"] >= 0.045 && clock.Seconds["train"] >= 0.045, string.Join(", ", clock.Seconds));
        Assert.InRange(clock.Seconds.Values.Sum(), 0.19, took);
    }

    [Fact]
    public async Task Clocks_of_cells_that_run_at_once_do_not_mix()
    {
        static async Task<IReadOnlyDictionary<string, double>> Cell(string phase)
        {
            using var clock = new CellClock();
            using (Library.StartActivity(phase)) await Task.Delay(30);
            return clock.Seconds;
        }

        var cells = await Task.WhenAll(Cell("data"), Cell("train"));
        Assert.Equal(["data"], cells[0].Keys);
        Assert.Equal(["train"], cells[1].Keys);
    }

    [Fact]
    public void What_no_phase_names_is_the_rest()
    {
        var times = new TimeSplit { Cells = TimeSpan.FromSeconds(10) };
        times.Add(new Dictionary<string, double> { ["train"] = 5, ["compile"] = 1 });
        times.Add(new Dictionary<string, double> { ["train"] = 1.5, ["judge"] = 0.5 });
        times.AddDrawing(TimeSpan.FromSeconds(1));
        Assert.Equal("compile 1.0 s, data 0.0 s, train 6.5 s, draw 1.0 s, judge 0.5 s, other 2.0 s", times.ToString());
    }
}
