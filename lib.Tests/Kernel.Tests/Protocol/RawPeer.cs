using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Course.Kernel.Protocol.Zmtp;

namespace Course.Kernel.Tests.Protocol;

/// <summary>A ZMTP peer written from RFC 23 alone, byte by byte, so that it can also do what no honest peer does.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;

    private RawPeer(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RawPeer> ConnectAsync(ZmtpEndpoint endpoint)
    {
        var socket = endpoint.Address is IPEndPoint
            ? new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(endpoint.Address, Cancellation);
        return new RawPeer(socket);
    }

    /// <summary>Connects and finishes the handshake.</summary>
    public static async Task<RawPeer> OpenAsync(ZmtpEndpoint endpoint, string type, string identity = "")
    {
        var peer = await ConnectAsync(endpoint);
        await peer.SendAsync(Greeting());
        await peer.SendAsync(Ready(type, identity));
        Assert.Equal(64, (await peer.ReadAsync(64)).Length);
        var (flags, body) = await peer.ReadFrameAsync();
        Assert.Equal(4, flags);
        Assert.StartsWith("\u0005READY", Encoding.Latin1.GetString(body), StringComparison.Ordinal);
        return peer;
    }

    public static byte[] Greeting(byte major = 3, string mechanism = "NULL")
    {
        byte[] greeting = [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, major, 1, .. new byte[52]];
        Encoding.ASCII.GetBytes(mechanism).CopyTo(greeting, 12);
        return greeting;
    }

    public static byte[] Ready(string type, string identity = "") =>
        Frame(4, [5, .. "READY"u8, .. Property("Socket-Type", type), .. Property("Identity", identity)]);

    public static byte[] Command(string name, params byte[] data) => Frame(4, [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. data]);

    public static byte[] Frame(byte flags, byte[] body)
    {
        if (body.Length < 256)
            return [flags, (byte)body.Length, .. body];
        var length = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, body.Length);
        return [(byte)(flags | 2), .. length, .. body];
    }

    public async Task SendAsync(params byte[] bytes) => await _stream.WriteAsync(bytes, Cancellation);

    public async Task SendMessageAsync(params byte[][] frames)
    {
        for (var i = 0; i < frames.Length; i++)
            await SendAsync(Frame((byte)(i + 1 < frames.Length ? 1 : 0), frames[i]));
    }

    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, Cancellation);
        return bytes;
    }

    public async Task<(byte Flags, byte[] Body)> ReadFrameAsync()
    {
        var flags = (await ReadAsync(1))[0];
        var length = (flags & 2) != 0 ? BinaryPrimitives.ReadInt64BigEndian(await ReadAsync(8)) : (await ReadAsync(1))[0];
        return ((byte)(flags & ~2), await ReadAsync((int)length));
    }

    public async Task<byte[][]> ReadMessageAsync()
    {
        List<byte[]> frames = [];
        while (true)
        {
            var (flags, body) = await ReadFrameAsync();
            frames.Add(body);
            if ((flags & 1) == 0)
                return [.. frames];
        }
    }

    /// <summary>Reads until the other side closes the connection.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(all, Cancellation);
        }
        catch (IOException)
        {
            // Closed with bytes of ours unread.
        }

        return all.ToArray();
    }

    public void Dispose() => _stream.Dispose();

    private static byte[] Property(string name, string value)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. length, .. Encoding.ASCII.GetBytes(value)];
    }
}
