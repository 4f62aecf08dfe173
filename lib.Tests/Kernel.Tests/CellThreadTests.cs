using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

public sealed class CellThreadTests
{
    private const string PerThread = "static class PerThread { [ThreadStatic] public static int Value; }";

    [Fact]
    public async Task What_a_cell_leaves_on_its_thread_is_there_for_the_next()
    {
        var cells = new LiveCells();
        await cells.ValueAsync(PerThread);
        await cells.ValueAsync("PerThread.Value = 3;");
        Assert.Equal("3", await cells.ValueAsync("PerThread.Value"));
        // The rest of a cell that waits runs elsewhere; the next one begins where they all begin.
        await cells.ValueAsync("await Task.Delay(10);");
        Assert.Equal("3", await cells.ValueAsync("PerThread.Value"));
    }

    [Fact]
    public async Task A_cell_that_was_stopped_leaves_its_thread_to_the_next()
    {
        var cells = new LiveCells();
        await cells.ValueAsync(PerThread);
        await cells.ValueAsync("PerThread.Value = 4;");
        var running = cells.RunAsync("Console.WriteLine(); while (true) { }");
        await cells.Printed.Task;
        cells.Session.Interrupt();
        Assert.NotNull(await running);
        Assert.Equal("4", await cells.ValueAsync("PerThread.Value"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("#r \"System.Text.Json\"\n")]
    public async Task A_recursion_may_be_deep(string before) =>
        Assert.Equal("50000", await new LiveCells().ValueAsync("int Depth(int n) => n == 0 ? 0 : 1 + Depth(n - 1);\n" + before + "Depth(50000)"));

    [Fact]
    public async Task The_culture_of_a_cell_ends_with_it()
    {
        var cells = new LiveCells();
        await cells.ValueAsync("""
            using System.Globalization;
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Console.Write(1.5.ToString());
            """);
        Assert.Equal("1,5", cells.Text("stdout"));
        Assert.Equal("1.5", await cells.ValueAsync("1.5.ToString()"));
    }

    [Fact]
    public async Task Work_that_comes_while_the_thread_is_taken_does_not_wait_for_it_and_does_not_replace_it()
    {
        var thread = new CellThread();
        using var free = new ManualResetEventSlim();
        var first = thread.RunAsync(() =>
        {
            free.Wait(TestContext.Current.CancellationToken);
            return Task.FromResult(Thread.CurrentThread);
        });
        var other = await thread.RunAsync(() => Task.FromResult(Thread.CurrentThread));
        free.Set();
        var home = await first;
        Assert.NotSame(home, other);
        for (var i = 0; i < 100; i++)
            Assert.Same(home, await thread.RunAsync(() => Task.FromResult(Thread.CurrentThread)));
    }

    [Fact]
    public async Task Who_has_little_to_do_afterwards_goes_on_there_and_the_thread_is_free_for_more()
    {
        var thread = new CellThread();
        var home = await thread.RunAsync(() => Task.FromResult(Thread.CurrentThread));
        for (var i = 0; i < 20; i++)
        {
            Task<Thread>? next = null;
            // Yields, so that the awaiting is under way before the work is done.
            var after = await ContinueAsync(() => next = Task.Run(() => thread.RunAsync(() => Task.FromResult(Thread.CurrentThread))));
            Assert.Same(home, after);
            Assert.Same(home, await next!);
        }

        async Task<Thread> ContinueAsync(Action more)
        {
            using var awaited = new ManualResetEventSlim();
            var work = thread.RunAsync(() =>
            {
                awaited.Wait(TestContext.Current.CancellationToken);
                return Task.FromResult(0);
            }, isAwaitedBriefly: true);
            var going = GoOnAsync();
            awaited.Set();
            return await Task.Run(() => going);

            async Task<Thread> GoOnAsync()
            {
                await work.ConfigureAwait(false);
                more();
                return Thread.CurrentThread;
            }
        }
    }

    [Fact]
    public async Task The_thread_ends_when_nobody_can_give_it_work()
    {
        var thread = await UseAsync();
        for (var i = 0; i < 100 && thread.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.False(thread.IsAlive);

        static Task<Thread> UseAsync() => Task.Run(() => new CellThread().RunAsync(() => Task.FromResult(Thread.CurrentThread)));
    }
}
