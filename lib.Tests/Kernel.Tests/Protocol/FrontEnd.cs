using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Kernel.Protocol.Client;
using Course.Kernel.Protocol.Messages;

namespace Course.Kernel.Tests.Protocol;

/// <summary>A front end that remembers all that is published and can wait for the end of a request.</summary>
internal sealed class FrontEnd : IAsyncDisposable
{
    private readonly BlockingCollection<JupyterMessage> _published = [];

    private FrontEnd(KernelClient client)
    {
        Client = client;
        client.Published += _published.Add;
    }

    public KernelClient Client { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<FrontEnd> ConnectAsync(ConnectionFile connection) => new(await KernelClient.ConnectAsync(connection, Cancellation));

    /// <summary>Sends an <c>execute_request</c> without waiting.</summary>
    public Task<JupyterMessage> Execute(string code, string fields = "{}", string? id = null)
    {
        var content = JsonNode.Parse(fields)!.AsObject();
        content["code"] = code;
        return Send("execute_request", content.ToJsonString(), id);
    }

    public Task<JupyterMessage> Send(string type, string content = "{}", string? id = null) => Client.Shell(type, Fields(content), id);

    public Task<JupyterMessage> SendControl(string type, string content = "{}") => Client.Control(type, Fields(content));

    /// <summary>Executes a cell and waits for its end.</summary>
    /// <returns>The reply, and what was published about it, without the states, as "type: what matters".</returns>
    public async Task<(JsonElement Reply, List<string> Seen)> RunAsync(string code, string fields = "{}")
    {
        var id = Guid.NewGuid().ToString();
        var reply = Execute(code, fields, id);
        var seen = await SeenAsync(id);
        return ((await reply.WaitAsync(Cancellation)).Content, seen);
    }

    /// <summary>What was published about a request, up to its end.</summary>
    public async Task<List<string>> SeenAsync(string id)
    {
        List<string> seen = [];
        while (true)
        {
            var message = await NextAsync(m => m.Parent.Text("msg_id") == id);
            if (message.Type != "status")
                seen.Add($"{message.Type}: {Describe(message)}");
            else if (message.Content.Text("execution_state") == "idle")
                return seen;
        }
    }

    public Task<JupyterMessage> NextAsync(Func<JupyterMessage, bool> wanted) => Task.Run(() =>
    {
        while (true)
        {
            var message = _published.Take(Cancellation);
            if (wanted(message))
                return message;
        }
    });

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    private static string Describe(JupyterMessage message) => message.Type switch
    {
        "stream" => message.Content.Text("text"),
        "execute_input" => $"{message.Content.Number("execution_count")} {message.Content.Text("code")}",
        "error" => message.Content.Text("evalue"),
        "clear_output" or "comm_close" or "shutdown_reply" => message.Content.GetRawText(),
        _ => message.Content.GetProperty("data").Text("text/plain"),
    };

    private static Action<Utf8JsonWriter> Fields(string content) => json =>
    {
        using var document = JsonDocument.Parse(content);
        foreach (var field in document.RootElement.EnumerateObject())
            field.WriteTo(json);
    };
}
