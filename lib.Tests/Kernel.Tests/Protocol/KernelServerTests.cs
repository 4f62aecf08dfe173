using System.Globalization;
using System.Text;
using System.Text.Json;
using Course.Kernel.Protocol;
using Course.Kernel.Protocol.Client;
using Course.Kernel.Protocol.Messages;

namespace Course.Kernel.Tests.Protocol;

public sealed class KernelServerTests : IAsyncLifetime
{
    private readonly LogLines _log = new();
    private readonly ActedSession _session = new();
    private readonly KernelServer _kernel;
    private FrontEnd _front = null!;

    public KernelServerTests() => _kernel = new KernelServer(new ConnectionFile { Key = "secret" }, _session, _log.Add);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _kernel.Start();
        _front = await FrontEnd.ConnectAsync(_kernel.Connection);
    }

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        await _kernel.DisposeAsync();
    }

    [Fact]
    public async Task Kernel_info_names_the_language_and_the_protocol()
    {
        var info = (await _front.Send("kernel_info_request")).Content;
        Assert.Equal(("ok", "5.4"), (info.Text("status"), info.Text("protocol_version")));
        Assert.Equal(("C#", ".cs"), (info.GetProperty("language_info").Text("name"), info.GetProperty("language_info").Text("file_extension")));
    }

    [Fact]
    public async Task A_cell_is_announced_shown_answered_and_counted_from_one()
    {
        var (reply, seen) = await _front.RunAsync("print hi");
        Assert.Equal(["execute_input: 1 print hi", "stream: hi"], seen);
        Assert.Equal(("ok", 1), (reply.Text("status"), reply.Number("execution_count")));
        (reply, seen) = await _front.RunAsync("value 7");
        Assert.Equal(["execute_input: 2 value 7", "execute_result: 7"], seen);
        Assert.Equal(2, reply.Number("execution_count"));
    }

    [Fact]
    public async Task Displays_updates_clearing_and_pages_go_where_front_ends_look_for_them()
    {
        var (reply, seen) = await _front.RunAsync("show x");
        Assert.Equal(["execute_input: 1 show x", "display_data: x", "update_display_data: x again", "clear_output: {\"wait\":true}"], seen);
        var page = Assert.Single(reply.GetProperty("payload").EnumerateArray());
        Assert.Equal(("page", "help"), (page.Text("source"), page.GetProperty("data").Text("text/plain")));
    }

    [Fact]
    public async Task A_silent_cell_shows_no_code_and_no_value_and_is_not_counted()
    {
        var (_, seen) = await _front.RunAsync("value 7", """{"silent": true}""");
        Assert.Empty(seen);
        (_, seen) = await _front.RunAsync("value 8", """{"store_history": false}""");
        Assert.Equal(["execute_input: 1 value 8", "execute_result: 8"], seen);
        var (reply, _) = await _front.RunAsync("  \n");
        Assert.Equal("ok", reply.Text("status"));
        (_, seen) = await _front.RunAsync("value 9");
        Assert.Equal("execute_input: 1 value 9", seen[0]);
        var history = (await _front.Send("history_request", """{"hist_access_type": "tail", "n": 9, "output": true}""")).Content;
        Assert.Equal("""[[1,1,["value 9","9"]]]""", history.GetProperty("history").GetRawText());
    }

    [Fact]
    public async Task An_error_has_a_traceback_and_aborts_what_waits_behind_it()
    {
        var first = _front.Execute("fail no luck");
        var second = _front.Execute("print never");
        var third = _front.Execute("print never");
        var failed = (await first).Content;
        Assert.Equal(("error", "Failure", "no luck"), (failed.Text("status"), failed.Text("ename"), failed.Text("evalue")));
        Assert.Equal("no luck", failed.GetProperty("traceback")[0].GetString());
        Assert.Equal("aborted", (await second).Content.Text("status"));
        Assert.Equal("aborted", (await third).Content.Text("status"));
        Assert.Equal("ok", (await _front.RunAsync("print on")).Reply.Text("status"));
    }

    [Fact]
    public async Task Without_stop_on_error_what_waits_is_run()
    {
        var first = _front.Execute("fail no luck", """{"stop_on_error": false}""");
        var second = _front.Execute("print on");
        Assert.Equal("error", (await first).Content.Text("status"));
        Assert.Equal("ok", (await second).Content.Text("status"));
    }

    [Fact]
    public async Task User_expressions_are_evaluated_behind_a_cell()
    {
        var (reply, _) = await _front.RunAsync("print x", """{"user_expressions": {"good": "1", "wrong": "bad"}}""");
        var values = reply.GetProperty("user_expressions");
        Assert.Equal("1", values.GetProperty("good").GetProperty("data").Text("text/plain"));
        Assert.Equal(("error", "no such name"), (values.GetProperty("wrong").Text("status"), values.GetProperty("wrong").Text("evalue")));
    }

    [Theory]
    [InlineData("ask", false)]
    [InlineData("ask secret", true)]
    public async Task A_cell_asks_the_front_end_that_runs_it(string code, bool isPassword)
    {
        _front.Client.Asked += question =>
        {
            Assert.Equal(("name? ", isPassword), (question.Content.Text("prompt"), question.Content.Flag("password", !isPassword)));
            _front.Client.Answer(question, "Ada");
        };
        var (_, seen) = await _front.RunAsync(code);
        Assert.Equal("stream: hello Ada", seen[1]);
    }

    [Fact]
    public async Task Who_accepts_no_questions_is_not_asked()
    {
        var (reply, _) = await _front.RunAsync("ask", """{"allow_stdin": false}""");
        Assert.Contains("allow_stdin", reply.Text("evalue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_stops_a_cell_that_waits_for_an_answer()
    {
        var asked = new TaskCompletionSource();
        _front.Client.Asked += _ => asked.SetResult();
        var reply = _front.Execute("ask");
        await asked.Task.WaitAsync(Cancellation);
        Assert.Equal("ok", (await _front.SendControl("interrupt_request")).Content.Text("status"));
        Assert.Equal("error", (await reply).Content.Text("status"));
    }

    [Fact]
    public async Task While_a_cell_runs_everything_else_is_answered_and_the_kernel_stays_busy()
    {
        var id = Guid.NewGuid().ToString();
        var cell = _front.Execute("wait", id: id);
        await _front.NextAsync(m => m.Type == "stream");
        Assert.Equal("ok", (await _front.Send("kernel_info_request")).Content.Text("status"));
        Assert.Equal("ok", (await _front.SendControl("kernel_info_request")).Content.Text("status"));
        var completed = (await _front.Send("complete_request", """{"code": "😀ab", "cursor_pos": 2}""", "question")).Content;
        Assert.Equal("😀a!", completed.GetProperty("matches")[0].GetString());
        Assert.Equal((1, 2), (completed.Number("cursor_start"), completed.Number("cursor_end")));

        await _front.NextAsync(m => m.Parent.Text("msg_id") == "question" && m.Content.Text("execution_state") == "idle");
        var busy = await _front.NextAsync(_ => true);
        Assert.Equal(("status", "busy", id), (busy.Type, busy.Content.Text("execution_state"), busy.Parent.Text("msg_id")));
        Assert.False(cell.IsCompleted);
        _session.Released.SetResult();
        Assert.Equal("ok", (await cell).Content.Text("status"));
    }

    [Fact]
    public async Task An_interrupt_stops_the_running_cell()
    {
        var cell = _front.Execute("wait");
        await _front.NextAsync(m => m.Type == "stream");
        Assert.Equal("ok", (await _front.SendControl("interrupt_request")).Content.Text("status"));
        Assert.Equal("Interrupted", (await cell).Content.Text("ename"));
        Assert.Equal("ok", (await _front.RunAsync("print on")).Reply.Text("status"));
    }

    [Fact]
    public async Task Inspection_and_completeness_pass_through()
    {
        var known = (await _front.Send("inspect_request", """{"code": "known", "cursor_pos": 3, "detail_level": 1}""")).Content;
        Assert.Equal((true, "3 1"), (known.Flag("found", false), known.GetProperty("data").Text("text/plain")));
        var unknown = (await _front.Send("inspect_request", """{"code": "x", "cursor_pos": 99}""")).Content;
        Assert.Equal(("ok", false), (unknown.Text("status"), unknown.Flag("found", true)));
        var incomplete = (await _front.Send("is_complete_request", """{"code": "{"}""")).Content;
        Assert.Equal(("incomplete", "    "), (incomplete.Text("status"), incomplete.Text("indent")));
    }

    [Fact]
    public async Task A_question_that_fails_is_answered_with_the_error()
    {
        var reply = (await _front.Send("is_complete_request", """{"code": "throw"}""")).Content;
        Assert.Equal(("error", "completeness failed"), (reply.Text("status"), reply.Text("evalue")));
        Assert.Contains("completeness failed", await _log.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_comm_target_is_closed_again_and_none_are_listed()
    {
        _ = _front.Send("comm_open", """{"comm_id": "c", "target_name": "widget", "data": {}}""", "open");
        Assert.Equal(["""comm_close: {"comm_id":"c","data":{}}"""], await _front.SeenAsync("open"));
        _ = _front.Send("comm_msg", """{"comm_id": "c", "data": {}}""", "late");
        Assert.Empty(await _front.SeenAsync("late"));
        Assert.Equal("{}", (await _front.Send("comm_info_request")).Content.GetProperty("comms").GetRawText());
    }

    [Fact]
    public async Task A_debugger_is_answered_that_there_is_none()
    {
        var reply = await _front.SendControl("debug_request", """{"seq": 4, "type": "request", "command": "initialize"}""");
        Assert.Equal("debug_reply", reply.Type);
        Assert.Equal((4, false), (reply.Content.Number("request_seq"), reply.Content.Flag("success", true)));
    }

    [Fact]
    public async Task Unknown_messages_and_fields_are_tolerated()
    {
        _ = _front.Send("novelty_request", """{"a": [1]}""");
        Assert.Contains("novelty_request was ignored", await _log.NextAsync(), StringComparison.Ordinal);
        var (reply, _) = await _front.RunAsync("print x", """{"novelty": {"deep": [1]}, "silent": "not a flag", "stop_on_error": null}""");
        Assert.Equal("ok", reply.Text("status"));
    }

    [Fact]
    public async Task Code_that_is_no_text_is_answered_with_an_error()
    {
        var reply = await _front.Client.Shell("execute_request", json =>
        {
            json.WritePropertyName("code");
            json.WriteRawValue("\"\\ud800\"", skipInputValidation: true);
        });
        Assert.Equal("error", reply.Content.Text("status"));
        Assert.Equal("ok", (await _front.RunAsync("print on")).Reply.Text("status"));
    }

    [Fact]
    public async Task A_message_with_a_wrong_signature_or_a_repeated_one_is_dropped()
    {
        using var forger = await RawPeer.OpenAsync(_kernel.Connection.Endpoint(_kernel.Connection.ShellPort), "DEALER");
        var codec = new MessageCodec(new MessageSigner("guess"), TimeProvider.System);
        await forger.SendMessageAsync([.. codec.Write([], "execute_request", null, json => json.WriteString("code", "print x")).Select(f => f.ToArray())]);
        Assert.Equal("A message on shell was dropped: its signature is wrong.", await _log.NextAsync());

        var genuine = new MessageCodec(new MessageSigner("secret"), TimeProvider.System);
        byte[][] message = [.. genuine.Write([], "kernel_info_request", null, _ => { }).Select(f => f.ToArray())];
        await forger.SendMessageAsync(message);
        Assert.NotEmpty(await forger.ReadMessageAsync());
        await forger.SendMessageAsync(message);
        Assert.Equal("A message on shell was dropped: it came before (a replay).", await _log.NextAsync());
    }

    [Fact]
    public async Task A_client_that_vanishes_leaves_its_cell_to_the_others()
    {
        await using (var leaving = await FrontEnd.ConnectAsync(_kernel.Connection))
        {
            _ = leaving.Execute("wait").ContinueWith(static t => t.Exception, TaskScheduler.Default);
            await _front.NextAsync(m => m.Type == "stream");
        }

        _session.Released.SetResult();
        await _front.NextAsync(m => m.Type == "status" && m.Content.Text("execution_state") == "idle");
        Assert.Equal("ok", (await _front.RunAsync("print on")).Reply.Text("status"));
    }

    [Fact]
    public async Task A_front_end_that_reads_too_slowly_is_told_what_it_lost_and_gets_all_that_matters()
    {
        using var slow = await RawPeer.OpenAsync(_kernel.Connection.Endpoint(_kernel.Connection.IopubPort), "SUB");
        await slow.SendMessageAsync([1]);
        // Subscriptions and requests come over different sockets.
        await slow.SendAsync(RawPeer.Command("PING", 0, 1, 7));
        await slow.ReadFrameAsync();
        const int Megabytes = 120;
        Assert.Equal("ok", (await _front.RunAsync($"flood {Megabytes}")).Reply.Text("status"));

        List<string> seen = [];
        long received = 0;
        while (seen is not [.., "status: idle"])
        {
            var message = await slow.ReadMessageAsync();
            var content = JsonDocument.Parse(message[^1]).RootElement;
            var type = Encoding.ASCII.GetString(message[0]).Split('.')[^1];
            if (type == "stream" && content.Text("name") == "stdout")
                received += content.Text("text").Length;
            else if (type is "stream" or "status")
                seen.Add($"{type}: {(type == "stream" ? content.Text("text") : content.Text("execution_state"))}");
        }

        Assert.Equal(["status: busy", seen[1], "stream: enough", "status: idle"], seen);
        Assert.StartsWith("stream: \nThis front end reads too slowly: about ", seen[1], StringComparison.Ordinal);
        var lost = long.Parse(seen[1].Split("about ")[1].Split(' ')[0], CultureInfo.InvariantCulture) << 10;
        Assert.InRange(received + lost, Megabytes << 20, (Megabytes + 1) << 20);
    }

    [Fact]
    public async Task Several_clients_see_everything_and_are_answered_each_for_itself()
    {
        await using var other = await FrontEnd.ConnectAsync(_kernel.Connection);
        var cells = Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? _front : other).Execute($"print {i}", id: $"cell {i}")).ToList();
        foreach (var (i, cell) in cells.Index())
        {
            var reply = await cell;
            Assert.Equal($"cell {i}", reply.Parent.Text("msg_id"));
        }

        foreach (var front in new[] { _front, other })
        {
            List<string> texts = [];
            while (texts.Count < 50)
                texts.Add((await front.NextAsync(m => m.Type == "stream")).Content.Text("text"));
            Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}").Order(), texts.Order());
        }
    }

    [Fact]
    public async Task A_shutdown_is_answered_and_announced()
    {
        Assert.False(_kernel.ShutDown.IsCompleted);
        var reply = await _front.SendControl("shutdown_request", """{"restart": true}""");
        Assert.True(reply.Content.Flag("restart", false));
        await _front.NextAsync(m => m.Type == "shutdown_reply");
        await _kernel.ShutDown.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Garbage_on_every_socket_stops_nobody()
    {
        var random = new Random(3);
        var connection = _kernel.Connection;
        foreach (var port in new[] { connection.ShellPort, connection.ControlPort, connection.StdinPort, connection.IopubPort, connection.HeartbeatPort })
        {
            for (var i = 0; i < 40; i++)
            {
                using var peer = await RawPeer.ConnectAsync(connection.Endpoint(port));
                var garbage = new byte[random.Next(1, 400)];
                random.NextBytes(garbage);
                var type = port == connection.IopubPort ? "SUB" : "DEALER";
                await peer.SendAsync(i % 2 == 0 ? garbage : [.. RawPeer.Greeting(), .. RawPeer.Ready(type), .. RawPeer.Frame(0, garbage)]);
            }
        }

        Assert.Equal("ok", (await _front.RunAsync("print on")).Reply.Text("status"));
        Assert.NotEmpty(_log.TakeAll());
    }
}
