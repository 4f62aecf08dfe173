using Course.Kernel.Execution;
using Course.Kernel.Protocol;

namespace Course.Kernel.Tests.Protocol;

public sealed class RestartingSessionTests
{
    [Fact]
    public async Task A_process_that_stands_still_and_is_interrupted_is_replaced()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "stops a process by a signal that this system does not have");
        using var folder = new TemporaryFolder();
        var listener = new Listener();
        await using var session = new RestartingSession(folder.Path, frozenAfter: TimeSpan.FromSeconds(1));
        var running = session.ExecuteAsync(new CellRequest(1, """
            [System.Runtime.InteropServices.DllImport("libc")] static extern int kill(int process, int signal);
            int stop = OperatingSystem.IsMacOS() ? 17 : 19;
            Console.WriteLine("on"); await Task.Delay(200);
            kill(Environment.ProcessId, stop);
            """), listener, TestContext.Current.CancellationToken);
        await listener.Printed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        // The cell prints, then waits a moment, then stops its process.
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        session.Interrupt();
        var failure = await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(CellFailure.ProcessEnded, failure!.Name);
        Assert.Contains("stood still", failure.Message, StringComparison.Ordinal);
        Assert.Contains("run the notebook from the top", failure.Message, StringComparison.Ordinal);
        Assert.Null(await session.ExecuteAsync(new CellRequest(2, "1 + 1"), listener, TestContext.Current.CancellationToken));
    }

    private sealed class Listener : ICellListener
    {
        public TaskCompletionSource Printed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Seen(CellEvent happening) => Printed.TrySetResult();

        public Task<string> ReadLineAsync(InputPrompt prompt, CancellationToken cancellation) => throw new NotSupportedException("Nobody is asked.");
    }
}
