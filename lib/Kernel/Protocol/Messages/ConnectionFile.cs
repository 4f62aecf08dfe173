using System.Text.Json;
using System.Text.Json.Serialization;
using Course.Kernel.Notebooks;
using Course.Kernel.Protocol.Zmtp;

namespace Course.Kernel.Protocol.Messages;

/// <summary>The file in which a front end tells a kernel where to listen and how to sign. A port of 0 leaves the choice to the kernel.</summary>
/// <remarks>Settable, not init-only: those would lose their defaults in generated deserialization.</remarks>
internal sealed record ConnectionFile
{
    public const string HmacSha256 = "hmac-sha256";

    [JsonPropertyName("transport")]
    public string Transport { get; set; } = "tcp";

    [JsonPropertyName("ip")]
    public string Ip { get; set; } = "127.0.0.1";

    [JsonPropertyName("shell_port")]
    public int ShellPort { get; set; }

    [JsonPropertyName("iopub_port")]
    public int IopubPort { get; set; }

    [JsonPropertyName("stdin_port")]
    public int StdinPort { get; set; }

    [JsonPropertyName("control_port")]
    public int ControlPort { get; set; }

    [JsonPropertyName("hb_port")]
    public int HeartbeatPort { get; set; }

    /// <summary>The shared secret as text; empty for messages without signatures.</summary>
    [JsonPropertyName("key")]
    public string Key { get; set; } = "";

    [JsonPropertyName("signature_scheme")]
    public string SignatureScheme { get; set; } = HmacSha256;

    [JsonPropertyName("kernel_name")]
    public string? KernelName { get; set; }

    /// <summary>The front end wants to know the ports that the kernel chose.</summary>
    [JsonIgnore]
    public bool LeavesPortsOpen => Transport == "tcp" && (ShellPort == 0 || IopubPort == 0 || StdinPort == 0 || ControlPort == 0 || HeartbeatPort == 0);

    /// <exception cref="CourseException">The file is absent or cannot be used.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllBytes(path), ConnectionJson.Default.ConnectionFile)
                ?? throw new CourseException($"{path}: the connection file is empty.");
            if (file.Key.Length > 0 && file.SignatureScheme != HmacSha256)
                throw new CourseException($"{path}: the signature scheme \"{file.SignatureScheme}\" is not supported; it must be {HmacSha256}.");
            return file;
        }
        catch (JsonException e)
        {
            throw new CourseException($"{path}: this is no connection file: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CourseException($"The connection file cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Readable by its owner alone: the key lets its reader run code.</summary>
    public void Write(string path) => AtomicFile.Write(path, stream =>
    {
        if (!OperatingSystem.IsWindows() && stream is FileStream file)
            File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        JsonSerializer.Serialize(stream, this, ConnectionJson.Default.ConnectionFile);
    });

    public ZmtpEndpoint Endpoint(int port) => ZmtpEndpoint.Of(Transport, Ip, port);
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(ConnectionFile))]
internal sealed partial class ConnectionJson : JsonSerializerContext;
