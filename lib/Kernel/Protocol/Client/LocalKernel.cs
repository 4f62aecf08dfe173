using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Course.Kernel.Execution;
using Course.Kernel.Protocol.Messages;

namespace Course.Kernel.Protocol.Client;

/// <summary>A kernel process of this program on this machine, started as a front end would start it.</summary>
internal sealed class LocalKernel : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(60);

    private readonly string _folder;

    private LocalKernel(Process process, string folder, ConnectionFile connection) => (Process, _folder, Connection) = (process, folder, connection);

    public Process Process { get; }

    /// <summary>With the ports at which it listens.</summary>
    public ConnectionFile Connection { get; }

    /// <param name="folder">Becomes the current directory of the cells.</param>
    /// <param name="profile">Becomes their COURSE_PROFILE; null leaves the environment as it is.</param>
    /// <param name="logged">Receives the lines of the kernel's log.</param>
    /// <param name="cancellation">Stops waiting, and the kernel.</param>
    /// <exception cref="CourseException">It ended instead of listening.</exception>
    public static async Task<LocalKernel> StartAsync(string folder, string? profile, Action<string> logged, CancellationToken cancellation)
    {
        var own = Directory.CreateTempSubdirectory("course-kernel-").FullName;
        var file = Path.Combine(own, "connection.json");
        // Ports of 0: the kernel chooses free ones and writes them back, which no other process can take in between.
        new ConnectionFile { Key = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) }.Write(file);

        var start = new ProcessStartInfo(NotebookProcess.DotnetHost)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["exec", typeof(LocalKernel).Assembly.Location, .. KernelHost.Arguments, file])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in KernelHost.Environment)
            start.Environment[name] = value;
        if (profile is not null)
            start.Environment["COURSE_PROFILE"] = profile;
        if (!OperatingSystem.IsWindows())
            start.Environment["JPY_PARENT_PID"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var process = new Process { StartInfo = start };
        process.ErrorDataReceived += (_, e) => { if (e.Data is { } line) logged(line); };
        process.Start();
        process.BeginErrorReadLine();

        var kernel = new LocalKernel(process, own, ConnectionFile.Read(file));
        try
        {
            var waited = Stopwatch.StartNew();
            while (kernel.Connection.LeavesPortsOpen)
            {
                if (process.HasExited || waited.Elapsed > MostPatience)
                    throw new CourseException("The kernel did not start; its last lines say why.");
                await Task.Delay(Poll, cancellation);
                kernel = new LocalKernel(process, own, ConnectionFile.Read(file));
            }

            return kernel;
        }
        catch
        {
            await kernel.DisposeAsync();
            throw;
        }
    }

    /// <summary>A session of cells in a kernel of its own.</summary>
    /// <inheritdoc cref="StartAsync"/>
    public static async Task<WireSession> StartSessionAsync(string folder, string? profile, Action<string> logged, CancellationToken cancellation)
    {
        var kernel = await StartAsync(folder, profile, logged, cancellation);
        try
        {
            return new WireSession(await KernelClient.ConnectAsync(kernel.Connection, cancellation), kernel);
        }
        catch
        {
            await kernel.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
        Process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
