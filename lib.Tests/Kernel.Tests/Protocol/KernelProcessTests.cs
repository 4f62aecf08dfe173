using System.Globalization;
using Course.Kernel.Execution;
using Course.Kernel.Protocol;
using Course.Kernel.Protocol.Client;
using Course.Kernel.Protocol.Messages;

namespace Course.Kernel.Tests.Protocol;

/// <summary>The kernel as a front end starts it: real processes, real cells. The tests share one, as notebooks do a day's work in one.</summary>
public sealed class KernelProcessTests(KernelProcessTests.SharedKernel shared) : IClassFixture<KernelProcessTests.SharedKernel>, IAsyncLifetime
{
    private readonly LocalKernel _kernel = shared.Kernel;
    private FrontEnd _front = null!;

    public async ValueTask InitializeAsync() => _front = await FrontEnd.ConnectAsync(_kernel.Connection);

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task Cells_share_their_state_and_show_things_in_order()
    {
        await _front.RunAsync("var x = 40;");
        var (reply, seen) = await _front.RunAsync("Console.Write(\"a\"); display(x); Console.Error.Write(\"b\"); x + 2");
        Assert.Equal("ok", reply.Text("status"));
        Assert.Equal(["stream: a", "display_data: 40", "stream: b", "execute_result: 42"], seen.Skip(1));
        (reply, seen) = await _front.RunAsync("\nthrow new InvalidOperationException(\"bad\");");
        Assert.Equal("System.InvalidOperationException", reply.Text("ename"));
        Assert.Equal($"   cell {reply.Number("execution_count")}, line 2", reply.GetProperty("traceback")[1].GetString());
        Assert.Equal("error: bad", seen[^1]);
    }

    [Fact]
    public async Task Reading_the_console_asks_the_front_end()
    {
        _front.Client.Asked += question => _front.Client.Answer(question, "Ada");
        var (_, seen) = await _front.RunAsync("Console.Write(\"name? \"); var name = Console.ReadLine(); $\"hello {name}\"");
        Assert.Equal(["stream: name? ", "execute_result: hello Ada"], seen.Skip(1));
        var (refused, _) = await _front.RunAsync("Console.ReadLine()", """{"allow_stdin": false}""");
        Assert.Contains("allow_stdin", refused.Text("evalue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_stops_a_cell_that_awaits_and_keeps_what_earlier_ones_declared()
    {
        await _front.RunAsync("var kept = 5;");
        var id = Guid.NewGuid().ToString();
        var cell = _front.Execute("await Task.Delay(-1);", id: id);
        // As early as a front end can know of the cell.
        await _front.NextAsync(m => m.Type == "execute_input" && m.Parent.Text("msg_id") == id);
        await _front.SendControl("interrupt_request");
        Assert.Equal("Interrupted", (await cell).Content.Text("ename"));
        Assert.Equal("execute_result: 5", (await _front.RunAsync("kept")).Seen[^1]);
    }

    [Fact]
    public async Task Cells_do_not_inherit_what_was_set_for_the_process_of_the_sockets()
    {
        var names = string.Join(", ", KernelHost.Environment.Keys.Select(name => $"\"{name}\""));
        var (_, seen) = await _front.RunAsync($"new[] {{ {names} }}.Count(name => Environment.GetEnvironmentVariable(name) is not null)");
        Assert.Equal("execute_result: 0", seen[^1]);
    }

    [Fact]
    public async Task A_picture_of_100_MB_arrives_whole()
    {
        var (_, seen) = await _front.RunAsync("new string('x', 100_000_000).DisplayAs(\"text/plain\");");
        Assert.Equal("display_data: ".Length + 100_000_000, seen[^1].Length);
    }

    [Fact]
    public async Task A_gigabyte_of_text_is_cut_with_a_note_and_memory_stays_bounded()
    {
        // In a kernel of its own, whose peak is that of this cell.
        using var folder = new TemporaryFolder();
        await using var kernel = await LocalKernel.StartAsync(folder.Path, null, _ => { }, TestContext.Current.CancellationToken);
        await using var front = await FrontEnd.ConnectAsync(kernel.Connection);
        var id = Guid.NewGuid().ToString();
        var reply = front.Execute("var line = new string('x', 999); for (var i = 0; i < 1_000_000; i++) Console.WriteLine(line);", id: id);
        long characters = 0;
        var note = "";
        while (true)
        {
            var message = await front.NextAsync(m => m.Parent.Text("msg_id") == id);
            if (message.Type == "stream" && message.Content.Text("name") == "stdout")
                characters += message.Content.Text("text").Length;
            else if (message.Type == "stream")
                note = message.Content.Text("text");
            else if (message.Content.Text("execution_state") == "idle")
                break;
        }

        Assert.Equal("ok", (await reply).Content.Text("status"));
        Assert.InRange(characters, 1, StreamBatch.CellCharacters);
        Assert.Contains("The cell printed more than 128 million characters", note, StringComparison.Ordinal);
        _kernel.Process.Refresh();
        Assert.InRange(_kernel.Process.PeakWorkingSet64, 1, 800L << 20);
        var (_, seen) = await front.RunAsync("System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 >> 20");
        Assert.InRange(int.Parse(seen[^1].Split(' ')[^1], CultureInfo.InvariantCulture), 1, 400);
    }

    [Fact]
    public async Task A_cell_that_redirects_the_console_and_fails_does_not_silence_the_next()
    {
        var (reply, _) = await _front.RunAsync("Console.SetOut(System.IO.TextWriter.Null); Console.SetError(Console.Out);\nthrow new Exception(\"no\");");
        Assert.Equal("error", reply.Text("status"));
        var (_, seen) = await _front.RunAsync("Console.WriteLine(\"heard\"); Console.Error.WriteLine(\"as well\");");
        Assert.Equal(["stream: heard\n", "stream: as well\n"], seen.Skip(1));
    }

    [Theory]
    [InlineData("Console.WriteLine(\"last words\"); Environment.Exit(3);", "ended with code 3")]
    [InlineData("Console.WriteLine(\"last words\"); int F(int n) => F(n + 1) + 1;\nF(0)", "ended with code ")]
    [InlineData("Console.WriteLine(\"last words\"); System.Diagnostics.Process.GetCurrentProcess().Kill();", "ended with code ")]
    public async Task A_cell_that_ends_its_process_is_told_as_an_error_and_the_kernel_goes_on(string code, string message)
    {
        var (reply, seen) = await _front.RunAsync(code);
        Assert.Equal(("error", CellFailure.ProcessEnded), (reply.Text("status"), reply.Text("ename")));
        Assert.Contains(message, reply.Text("evalue"), StringComparison.Ordinal);
        Assert.Contains("stream: last words\n", seen);
        Assert.StartsWith("error: The cell stopped the kernel", seen[^1], StringComparison.Ordinal);
        Assert.Equal("execute_result: 2", (await _front.RunAsync("1 + 1")).Seen[^1]);
    }

    public sealed class SharedKernel : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        internal LocalKernel Kernel { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Kernel = await LocalKernel.StartAsync(_folder.Path, null, _ => { }, CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            await Kernel.DisposeAsync();
            _folder.Dispose();
        }
    }
}
