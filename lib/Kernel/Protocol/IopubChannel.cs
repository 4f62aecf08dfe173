using System.Text;
using System.Text.Json;
using Course.Kernel.Execution;
using Course.Kernel.Protocol.Messages;
using Course.Kernel.Protocol.Zmtp;

namespace Course.Kernel.Protocol;

/// <summary>What everybody may see: each message in the order in which it happened, with the request that caused it.</summary>
internal sealed class IopubChannel(PublisherSocket socket, MessageCodec codec)
{
    private readonly Lock _gate = new();
    private JupyterMessage? _executing;

    /// <summary>Whether a cell runs.</summary>
    public bool IsExecuting => Volatile.Read(ref _executing) is not null;

    /// <summary>The kernel begins to work on a request.</summary>
    public void Busy(JupyterMessage? parent) => Status(parent, "busy");

    /// <summary>The kernel is done with a request.</summary>
    public void Idle(JupyterMessage? parent)
    {
        lock (_gate)
        {
            Status(parent, "idle");
            // Many front ends show the last state that they saw, whichever request it belongs to: while a cell runs the kernel is busy,
            // also after it has answered something else.
            if (_executing is not null && !ReferenceEquals(_executing, parent))
                Status(_executing, "busy");
        }
    }

    public void Starting() => Status(null, "starting");

    /// <summary>A cell begins or, with null, ends.</summary>
    public void SetExecuting(JupyterMessage? request)
    {
        lock (_gate)
            _executing = request;
    }

    /// <param name="happening">What a cell has shown.</param>
    /// <param name="parent">The request that runs it.</param>
    /// <param name="count">Its execution count.</param>
    public void Publish(CellEvent happening, JupyterMessage parent, int count)
    {
        switch (happening)
        {
            case StreamWritten written:
                Publish(Stream(parent, written), written.IsNotice ? null : bytes => Stream(parent, new StreamWritten("stderr",
                    $"\nThis front end reads too slowly: about {(bytes >> 10) + 1} KB of what was printed were dropped.\n")));
                break;
            case ValueDisplayed displayed:
                Publish("display_data", parent, json =>
                {
                    Replies.Data(json, displayed.Data);
                    Transient(json, displayed.DisplayId);
                });
                break;
            case DisplayUpdated updated:
                Publish("update_display_data", parent, json =>
                {
                    Replies.Data(json, updated.Data);
                    Transient(json, updated.DisplayId);
                });
                break;
            case ResultProduced result:
                Publish("execute_result", parent, json =>
                {
                    json.WriteNumber("execution_count", count);
                    Replies.Data(json, result.Data);
                });
                break;
            case OutputCleared cleared:
                Publish("clear_output", parent, json => json.WriteBoolean("wait", cleared.Wait));
                break;
            default:
                // PageShown belongs to the reply, TimeSpent to nobody here.
                break;
        }
    }

    public void Publish(string type, JupyterMessage? parent, Action<Utf8JsonWriter> content) => Publish(Write(type, parent, content), null);

    private void Publish(IReadOnlyList<ReadOnlyMemory<byte>> message, Func<long, IReadOnlyList<ReadOnlyMemory<byte>>>? lossNotice)
    {
        lock (_gate)
            socket.Send(message, lossNotice);
    }

    private IReadOnlyList<ReadOnlyMemory<byte>> Stream(JupyterMessage parent, StreamWritten written) => Write("stream", parent, json =>
    {
        json.WriteString("name", written.Name);
        json.WriteString("text", written.Text);
    });

    private IReadOnlyList<ReadOnlyMemory<byte>> Write(string type, JupyterMessage? parent, Action<Utf8JsonWriter> content)
    {
        ReadOnlyMemory<byte> topic = Encoding.ASCII.GetBytes($"kernel.{codec.Session}.{type}");
        return codec.Write([topic], type, parent, content);
    }

    private void Status(JupyterMessage? parent, string state) => Publish("status", parent, json => json.WriteString("execution_state", state));

    private static void Transient(Utf8JsonWriter json, string displayId)
    {
        json.WriteStartObject("transient");
        json.WriteString("display_id", displayId);
        json.WriteEndObject();
    }
}
