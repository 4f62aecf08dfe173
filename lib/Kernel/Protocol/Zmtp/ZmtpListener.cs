using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Course.Kernel.Protocol.Zmtp;

/// <summary>A socket that many peers connect to. What a peer does wrong costs it its connection and a line in the log.</summary>
internal abstract class ZmtpListener : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly string _type;
    private readonly Action<string> _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<ZmtpConnection, TaskCompletionSource> _connections = new();
    private Task _accepting = Task.CompletedTask;
    private volatile bool _closing;
    private int _count;

    /// <summary>Listens; peers are let in from <see cref="Start"/> on.</summary>
    protected ZmtpListener(ZmtpEndpoint endpoint, string type, Action<string> log)
    {
        _socket = endpoint.Listen();
        Endpoint = new ZmtpEndpoint(_socket.LocalEndPoint!);
        _type = type;
        _log = log;
    }

    /// <summary>With the port that was chosen if the one asked for was 0.</summary>
    public ZmtpEndpoint Endpoint { get; }

    public void Start() => _accepting = Task.Run(AcceptAsync);

    /// <summary>Stops listening, and closes the connections after what waits has been written.</summary>
    public async ValueTask DisposeAsync()
    {
        _closing = true;
        _socket.Dispose();
        await _accepting;
        await Task.WhenAll(_connections.Keys.Select(connection => connection.DisposeAsync().AsTask()));
        await _stop.CancelAsync();
        await Task.WhenAll(_connections.Values.Select(served => served.Task));
        if (Endpoint.Address is UnixDomainSocketEndPoint path)
            File.Delete(path.ToString());
    }

    protected IEnumerable<ZmtpConnection> Connections => _connections.Keys;

    protected void Log(string line) => _log($"{_type} {Endpoint.Address}: {line}");

    /// <summary>A peer has finished the handshake.</summary>
    protected virtual void Opened(ZmtpConnection connection)
    {
    }

    protected abstract void Received(ZmtpConnection connection, ReadOnlyMemory<byte>[] frames);

    /// <summary>A command that is not of the handshake; those that nobody knows are ignored, as the protocol asks.</summary>
    protected virtual void Received(ZmtpConnection connection, ZmtpCommand command)
    {
    }

    protected virtual void Closed(ZmtpConnection connection)
    {
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket accepted;
            try
            {
                accepted = await _socket.AcceptAsync();
            }
            catch (Exception) when (_closing)
            {
                return;
            }
            catch (SocketException e)
            {
                // The peer is gone already, or the process is out of handles: others may have more luck in a moment.
                Log($"a connection could not be accepted: {e.Message}");
                await Task.Delay(50);
                continue;
            }

            var name = accepted.RemoteEndPoint is IPEndPoint ip ? ip.ToString() : "a local peer";
            if (Interlocked.Increment(ref _count) > ZmtpLimits.ConnectionsPerSocket)
            {
                Interlocked.Decrement(ref _count);
                Log($"{name} was turned away: there are {ZmtpLimits.ConnectionsPerSocket} connections already");
                accepted.Dispose();
                continue;
            }

            if (accepted.AddressFamily != AddressFamily.Unix)
            {
                accepted.NoDelay = true;
                // Half-open connections of machines that vanished end in the end.
                accepted.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            }

            var connection = new ZmtpConnection(new NetworkStream(accepted, ownsSocket: true), _type, [], name);
            _connections[connection] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = Task.Run(() => ServeAsync(connection));
        }
    }

    private async Task ServeAsync(ZmtpConnection connection)
    {
        var opened = false;
        try
        {
            await connection.HandshakeAsync(_stop.Token);
            opened = true;
            Opened(connection);
            await connection.ReceiveAsync(frames => Received(connection, frames), command => Received(connection, command), _stop.Token);
        }
        catch (ZmtpException e)
        {
            Log($"{connection.Name} {e.Message}; the connection is closed");
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The peer is gone, or this side is closing.
        }
        catch (Exception e)
        {
            Log($"{connection.Name}: {e.GetType().Name}: {e.Message}; the connection is closed");
        }
        finally
        {
            if (opened)
                Closed(connection);
            await connection.DisposeAsync();
            Interlocked.Decrement(ref _count);
            if (_connections.TryRemove(connection, out var served))
                served.SetResult();
        }
    }
}
