using System.Globalization;
using Course.Kernel.Protocol.Client;
using Course.Kernel.Protocol.Messages;

namespace Course.Kernel.Tests.Protocol;

/// <summary>What a day's work and a greedy cell do to a kernel.</summary>
public sealed class EnduranceTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private LocalKernel _kernel = null!;
    private FrontEnd _front = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _kernel = await LocalKernel.StartAsync(_folder.Path, null, _ => { }, Cancellation);
        _front = await FrontEnd.ConnectAsync(_kernel.Connection);
    }

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        await _kernel.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>COURSE_CELLS sets how many; 10,000 take minutes.</summary>
    [Fact]
    public async Task Many_cells_leave_the_memory_of_both_processes_flat()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("COURSE_CELLS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 1000;
        await RunCellsAsync(count / 2);
        var (cells, kernel) = (await HeapAsync(), KernelMegabytes());
        await RunCellsAsync(count - count / 2);
        var (cellsLater, kernelLater) = (await HeapAsync(), KernelMegabytes());
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{count} cells: heap of the cells {cells:N1} MB after half of them, {cellsLater:N1} MB after all; kernel {kernel} MB, {kernelLater} MB");
        Assert.InRange(cellsLater, 0, cells + 10);
        Assert.InRange(kernelLater, 0, kernel + 60);
    }

    [Fact]
    public async Task A_cell_that_takes_all_memory_is_told_and_the_kernel_goes_on()
    {
        await _front.RunAsync("""
            AppContext.SetData("GCHeapHardLimit", (ulong)GC.GetTotalMemory(false) + (200ul << 20));
            GC.RefreshMemoryLimit();
            """);
        var (reply, seen) = await _front.RunAsync("""
            Console.WriteLine("begun");
            var hoard = new List<byte[]>();
            while (true) hoard.Add(new byte[1 << 20]);
            """);
        Assert.Equal("error", reply.Text("status"));
        Assert.Contains("stream: begun\n", seen);
        Assert.StartsWith("error: ", seen[^1], StringComparison.Ordinal);
        Assert.True(seen[^1].Contains("memory", StringComparison.OrdinalIgnoreCase) || seen[^1].Contains("The cell stopped the kernel", StringComparison.Ordinal), seen[^1]);
        Assert.Equal("execute_result: 2", (await _front.RunAsync("1 + 1")).Seen[^1]);
    }

    [Fact]
    public async Task A_client_that_vanishes_while_its_cell_prints_leaves_the_kernel_to_the_next()
    {
        var vanishing = await FrontEnd.ConnectAsync(_kernel.Connection);
        _ = vanishing.Execute("var left = 0; for (; left < 50; left++) { Console.WriteLine(new string('x', 100_000)); await Task.Delay(5); }")
            .ContinueWith(static t => t.Exception, TaskScheduler.Default);
        await vanishing.NextAsync(m => m.Type == "stream");
        await vanishing.DisposeAsync();
        var (reply, seen) = await _front.RunAsync("left");
        Assert.Equal(("ok", "execute_result: 50"), (reply.Text("status"), seen[^1]));
    }

    private async Task RunCellsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var code = (i % 4) switch
            {
                0 => $"var x = {i};",
                1 => "x + 1",
                2 => "Console.WriteLine(x); display(x);",
                _ => $"int F(int a) => a + {i}; F(x)",
            };
            var (reply, _) = await _front.RunAsync(code);
            Assert.Equal("ok", reply.Text("status"));
        }
    }

    /// <summary>In megabytes, in the process that runs the cells.</summary>
    private async Task<double> HeapAsync() =>
        double.Parse((await _front.RunAsync("GC.Collect(); GC.WaitForPendingFinalizers(); GC.GetTotalMemory(true)")).Seen[^1].Split(' ')[^1],
            CultureInfo.InvariantCulture) / 1e6;

    private long KernelMegabytes()
    {
        _kernel.Process.Refresh();
        return _kernel.Process.WorkingSet64 >> 20;
    }
}
