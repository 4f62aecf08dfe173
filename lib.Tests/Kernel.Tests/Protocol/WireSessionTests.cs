using Course.Kernel.Execution;
using Course.Kernel.Protocol;
using Course.Kernel.Protocol.Client;
using Course.Kernel.Protocol.Messages;

namespace Course.Kernel.Tests.Protocol;

/// <summary>The wire changes nothing: a session at its other end behaves as the session itself.</summary>
public sealed class WireSessionTests
{
    [Fact]
    public async Task What_a_session_answers_arrives_unchanged()
    {
        var listener = new Listener();
        var events = listener.Events;
        var cancellation = TestContext.Current.CancellationToken;
        await using var kernel = new KernelServer(new ConnectionFile { Key = "secret" }, new ActedSession(), _ => { });
        kernel.Start();
        await using var session = new WireSession(await KernelClient.ConnectAsync(kernel.Connection, cancellation), null);

        Assert.Null(await session.ExecuteAsync(new CellRequest(1, "print hi"), listener, cancellation));
        Assert.Null(await session.ExecuteAsync(new CellRequest(2, "show x"), listener, cancellation));
        Assert.Null(await session.ExecuteAsync(new CellRequest(3, "value 7"), listener, cancellation));
        Assert.Equal(
            ["StreamWritten", "ValueDisplayed", "DisplayUpdated", "OutputCleared", "ResultProduced"], events.Select(e => e.GetType().Name));
        Assert.Equal(new StreamWritten("stdout", "hi"), events[0]);
        Assert.Equal("7", ((ResultProduced)events[4]).Data["text/plain"]!.ToString());

        var failure = await session.ExecuteAsync(new CellRequest(4, "fail no luck"), listener, cancellation);
        Assert.Equal(("Failure", "no luck"), (failure!.Name, failure.Message));
        Assert.Null(await session.ExecuteAsync(new CellRequest(5, "ask"), listener, cancellation));
        Assert.Equal(new StreamWritten("stdout", "hello Ada"), events[^1]);

        Assert.Equal("1", (await session.EvaluateAsync("1", cancellation)).Data!["text/plain"]!.ToString());
        Assert.Equal("Bad", (await session.EvaluateAsync("bad", cancellation)).Failure!.Name);
        var completions = await session.CompleteAsync("😀a", 3, cancellation);
        Assert.Equal((2, 3, "😀a!"), (completions.Start, completions.End, completions.Items[0].Text));
        Assert.Equal("5 1", (await session.InspectAsync("known", 5, 1, cancellation)).Data!["text/plain"]!.ToString());
        Assert.Null((await session.InspectAsync("x", 1, 0, cancellation)).Data);
        Assert.Equal(new Completeness(Completeness.Incomplete, "    "), await session.CheckCompletenessAsync("{", cancellation));
    }

    private sealed class Listener : ICellListener
    {
        public List<CellEvent> Events { get; } = [];

        public void Seen(CellEvent happening) => Events.Add(happening);

        public Task<string> ReadLineAsync(InputPrompt prompt, CancellationToken cancellation) => Task.FromResult("Ada");
    }
}
