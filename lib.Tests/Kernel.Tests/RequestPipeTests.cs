using System.IO.Pipes;
using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

public sealed class RequestPipeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_sends_does_not_wait_for_the_reader_and_the_order_is_kept()
    {
        using var writing = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reading = new AnonymousPipeClientStream(PipeDirection.In, writing.ClientSafePipeHandle);
        await using var pipe = new RequestPipe(writing);
        var large = new string('a', 1 << 20);

        // Nobody reads yet, and a pipe holds 64 kB.
        await Task.Run(() =>
        {
            pipe.Send(new WorkerRequest.CheckCompleteness(1, "small"));
            pipe.Send(new WorkerRequest.CheckCompleteness(2, large));
            pipe.Send(new WorkerRequest.Interrupt());
            pipe.Send(new WorkerRequest.CheckCompleteness(3, large));
        }, _cancellation).WaitAsync(Limit, _cancellation);

        var read = await Task.Run(() => Enumerable.Range(0, 4).Select(_ => WorkerChannel.Read(reading, WorkerJson.Default.WorkerRequest)).ToList(), _cancellation)
            .WaitAsync(Limit, _cancellation);
        Assert.Equal(
            [new WorkerRequest.CheckCompleteness(1, "small"), new WorkerRequest.CheckCompleteness(2, large), new WorkerRequest.Interrupt(), new WorkerRequest.CheckCompleteness(3, large)],
            read);
    }

    [Fact]
    public async Task An_interrupt_finds_the_long_cell_that_was_sent_just_before()
    {
        await using var process = NotebookProcess.Start(AppContext.BaseDirectory, new Dictionary<string, string?>(), static _ => { });
        var cell = $"while (true) {{ }} // {new string('a', 100_000)}";
        var running = process.ExecuteAsync(new CellRequest(1, cell), Nobody.Listens, _cancellation);
        process.Interrupt();
        Assert.Equal(CellFailure.Interrupted.Name, (await running.WaitAsync(Limit, _cancellation))?.Name);
    }
}
