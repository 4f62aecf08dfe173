using Course.Kernel.Protocol;
using Course.Kernel.Protocol.Messages;

namespace Course.Kernel.Tests.Protocol;

public sealed class RehearsalTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_waits_while_a_cell_runs_and_nobody_sees_it()
    {
        var session = new ActedSession();
        var log = new LogLines();
        await using var kernel = new KernelServer(new ConnectionFile { Key = "secret" }, session, log.Add);
        kernel.Start();
        await using var front = await FrontEnd.ConnectAsync(kernel.Connection);
        var cell = front.Execute("wait");
        await UntilAsync(() => kernel.Quiet == TimeSpan.Zero);

        var rehearsal = new Rehearsal(kernel, session);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var rehearsing = rehearsal.RunAsync(end.Token);
        await Task.Delay(1500, Cancellation);
        Assert.Equal(0, rehearsal.Done);

        session.Released.SetResult();
        Assert.Equal(1, (await cell.WaitAsync(Limit, Cancellation)).Content.Number("execution_count"));
        await UntilAsync(() => rehearsal.Done > 100);
        var (reply, seen) = await front.RunAsync("print hi");
        Assert.Equal(2, reply.Number("execution_count"));
        Assert.Equal(["execute_input: 2 print hi", "stream: hi"], seen);

        await end.CancelAsync();
        await rehearsing.WaitAsync(Limit, Cancellation);
        Assert.Empty(log.TakeAll());
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
            await Task.Delay(10, limit.Token);
    }
}
