using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

public sealed class InterruptTests
{
    // A cell that neither begins nor ends must fail its test, not hold up the others.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("long n = 0; for (;;) n += n % 7 == 3 ? 2 : 1;")]
    [InlineData("while (true) { try { while (true) { } } catch { } }")]
    [InlineData("while (true) { try { System.Threading.Thread.Sleep(10); } catch (Exception) { } finally { } }")]
    [InlineData("System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("new System.Threading.ManualResetEventSlim().Wait();")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("await Task.Yield(); while (true) { }")]
    [InlineData("async Task Spin() { await Task.Delay(1); while (true) { } } await Spin();")]
    [InlineData("async Task Spin() { await Task.Delay(1); while (true) { } } Spin().Wait();")]
    [InlineData("async Task Spin() { await Task.Delay(1); System.Threading.SpinWait.SpinUntil(() => false); } await Spin();")]
    [InlineData("System.Threading.SpinWait.SpinUntil(() => false);")]
    [InlineData("Task.Run(() => { while (true) { } }).Wait();")]
    [InlineData("Parallel.For(0, 4, _ => { for (;;) ; });")]
    [InlineData("again: if (DateTime.Now.Year > 0) goto again;")]
    [InlineData("while (true) { await Task.Delay(1); }")]
    [InlineData("Console.ReadLine();")]
    [InlineData("await Task.Delay(-1, Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken);")]
    public async Task A_cell_that_would_never_end_is_stopped_and_the_state_survives(string code)
    {
        var cells = new LiveCells();
        await cells.ValueAsync("var kept = 5; int F() => kept + 1;");
        var running = cells.RunAsync("var before = 3; Console.WriteLine(\"on\");\n" + code);
        await cells.Printed.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        cells.Session.Interrupt();
        var failure = await running.WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.Equal(CellFailure.Interrupted, failure);
        Assert.Equal("9", await cells.ValueAsync("F() + before"));
    }

    [Fact]
    public async Task Code_that_looks_at_the_token_ends_in_good_order()
    {
        var cells = new LiveCells();
        var running = cells.RunAsync("""
            using Microsoft.DotNet.Interactive;
            var state = "running"; Console.WriteLine("on");
            try { await Task.Delay(-1, KernelInvocationContext.Current.CancellationToken); } finally { await Task.Yield(); state = "in order"; }
            """);
        await cells.Printed.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        cells.Session.Interrupt();
        await running;
        Assert.Equal("in order", await cells.ValueAsync("state"));
    }

    [Fact]
    public async Task What_tidies_up_after_an_interrupt_is_left_to_finish()
    {
        var cells = new LiveCells();
        var running = cells.RunAsync("""
            int tidied = 0; Console.WriteLine("on");
            try { while (true) { } } finally { for (int i = 0; i < 50_000_000; i++) tidied++; }
            """);
        await cells.Printed.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        cells.Session.Interrupt();
        Assert.Equal(CellFailure.Interrupted, await running.WaitAsync(Limit, TestContext.Current.CancellationToken));
        Assert.Equal("50000000", await cells.ValueAsync("tidied"));
    }

    [Fact]
    public async Task A_cell_that_was_given_up_does_not_come_back()
    {
        var cells = new LiveCells();
        await cells.ValueAsync("var gate = new TaskCompletionSource(); var said = \"nothing\";");
        var running = cells.RunAsync("Console.WriteLine(\"on\"); await gate.Task; said = \"something\";");
        await cells.Printed.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        cells.Session.Interrupt();
        await running;
        Assert.Equal("nothing", await cells.ValueAsync("gate.SetResult(); await Task.Delay(50); said"));
    }

    [Fact]
    public async Task The_handling_of_an_exception_cannot_be_stopped_and_that_is_said()
    {
        const string Gate = "a test lets the cell go";
        var gate = new bool[1];
        AppDomain.CurrentDomain.SetData(Gate, gate);
        var cells = new LiveCells();
        var running = cells.RunAsync($$"""
            var gate = (bool[])AppDomain.CurrentDomain.GetData("{{Gate}}");
            try
            {
                try { throw new Exception(); } finally { Console.WriteLine("on"); while (!System.Threading.Volatile.Read(ref gate[0])) { } }
            }
            catch { }
            """);
        await cells.Printed.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        cells.Session.Interrupt();
        while (cells.Text("stderr").Length == 0 && !running.IsCompleted)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Contains("cannot be stopped where it is", cells.Text("stderr"), StringComparison.Ordinal);
        Assert.False(running.IsCompleted);
        System.Threading.Volatile.Write(ref gate[0], true);
        Assert.Equal(CellFailure.Interrupted, await running);
    }

    [Fact]
    public async Task Waiting_for_an_asynchronous_function_of_a_cell_is_no_deadlock()
    {
        var cells = new LiveCells();
        await cells.ValueAsync("async Task<int> Later(int x) { await Task.Delay(1); await Task.Yield(); return x; }");
        Assert.Equal("7", await cells.ValueAsync("Later(3).Result + Task.Run(() => Later(4)).GetAwaiter().GetResult()"));
    }

    [Fact]
    public async Task An_exception_in_an_async_void_costs_a_line_and_not_the_process()
    {
        var cells = new LiveCells();
        await cells.ValueAsync("async void Fail() { await Task.Yield(); throw new InvalidOperationException(\"nobody waits\"); } Fail(); await Task.Delay(1);");
        while (cells.Text("stderr").Length == 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Contains("nobody waits", cells.Text("stderr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_without_a_running_cell_changes_nothing()
    {
        var cells = new LiveCells();
        cells.Session.Interrupt();
        Assert.Equal("1", await cells.ValueAsync("1"));
        cells.Session.Interrupt();
        Assert.Equal("2", await cells.ValueAsync("2"));
    }
}
