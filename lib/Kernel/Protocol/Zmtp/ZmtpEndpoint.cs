using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Course.Kernel.Protocol.Zmtp;

/// <summary>Where a socket listens: an address and a port, or a Unix domain socket (<c>ipc</c>).</summary>
internal sealed record ZmtpEndpoint(EndPoint Address)
{
    /// <summary>As Jupyter's connection files describe it.</summary>
    /// <param name="transport"><c>tcp</c> or <c>ipc</c>.</param>
    /// <param name="ip">An address, <c>localhost</c> or <c>*</c>; for ipc the beginning of a path.</param>
    /// <param name="port">0 lets the system choose one (tcp only); for ipc the end of the path.</param>
    /// <exception cref="CourseException">There is no such transport or address.</exception>
    public static ZmtpEndpoint Of(string transport, string ip, int port) => transport switch
    {
        "tcp" when port is >= 0 and <= 65535 => new ZmtpEndpoint(new IPEndPoint(AddressOf(ip), port)),
        "tcp" => throw new CourseException($"{port} is no port; it must lie between 0 and 65535."),
        "ipc" => new ZmtpEndpoint(new UnixDomainSocketEndPoint(string.Create(CultureInfo.InvariantCulture, $"{ip}-{port}"))),
        _ => throw new CourseException($"The transport \"{transport}\" is not supported; it must be tcp or ipc."),
    };

    /// <summary>The port, or that of the name for ipc.</summary>
    public int Port => Address is IPEndPoint ip ? ip.Port : int.Parse(Address.ToString()!.Split('-')[^1], CultureInfo.InvariantCulture);

    /// <exception cref="CourseException">Somebody else listens there, or the address is not of this machine.</exception>
    public Socket Listen()
    {
        var socket = NewSocket();
        try
        {
            if (Address is UnixDomainSocketEndPoint)
                File.Delete(Address.ToString()!);
            socket.Bind(Address);
            socket.Listen(ZmtpLimits.ConnectionsPerSocket);
            return socket;
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new CourseException($"Cannot listen at {Address}: {e.Message}.", e);
        }
    }

    /// <exception cref="SocketException">Nobody listens there.</exception>
    public async Task<Stream> ConnectAsync(CancellationToken cancellation)
    {
        var socket = NewSocket();
        try
        {
            await socket.ConnectAsync(Address, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IPAddress AddressOf(string ip) => ip switch
    {
        "" or "localhost" => IPAddress.Loopback,
        "*" => IPAddress.Any,
        _ => IPAddress.TryParse(ip, out var address) ? address : throw new CourseException($"\"{ip}\" is no IP address to listen at."),
    };

    private Socket NewSocket() => Address is IPEndPoint
        ? new Socket(Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }
        : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
}
