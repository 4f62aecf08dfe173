using System.Runtime.InteropServices;
using Course.Kernel.Protocol.Messages;

namespace Course.Kernel.Protocol;

/// <summary><c>course kernel start</c>: the process that a front end starts.</summary>
internal static class KernelHost
{
    /// <summary>The arguments with which a kernelspec starts this; understood before the command line is, which takes longer than all the rest.</summary>
    public static readonly string[] Arguments = ["kernel", "start", "--connection-file"];

    /// <summary>
    /// What the kernelspec sets for this process, and this process takes away from the one that runs the cells: the runtime reads them before any code of
    /// ours can say so. Without them all works, a little slower.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> Environment = new Dictionary<string, string>
    {
        // Messages are handled by the thread that waits for all sockets, up to the first thing that is not there yet, instead of by a thread of the pool
        // that it would wake for each. Nothing that handles a message waits in another way, so nobody else's is held up.
        ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
        // The runtime's own number of calls (hexadecimal) before a method is compiled anew: what passes messages on is small, and done with that after a
        // few dozen cells. The process of the cells has reasons to wait longer (Kernel.csproj).
        ["DOTNET_TC_CallCountThreshold"] = "1E",
    };

    /// <param name="file">The connection file.</param>
    /// <param name="error">Receives log lines, which front ends show in their terminals.</param>
    /// <returns>0 after a shutdown; 1 if the kernel could not start.</returns>
    public static async Task<int> RunAsync(string file, TextWriter error)
    {
        var log = TextWriter.Synchronized(error);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var connection = ConnectionFile.Read(file);
            await using var session = new RestartingSession(Directory.GetCurrentDirectory());
            await using var server = new KernelServer(connection, session, line => log.WriteLine("course kernel: " + line));
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
            {
                // The kernelspec asks for messages; Ctrl-C in a terminal that the kernel was started from means the same.
                signal.Cancel = true;
                server.Interrupt();
            });
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                ended.TrySetResult();
            });
            server.Start();
            if (connection.LeavesPortsOpen)
                server.Connection.Write(file);
            using var end = new CancellationTokenSource();
            _ = new Rehearsal(server, session).RunAsync(end.Token);
            await Task.WhenAny(server.ShutDown, ParentProcess.EndedAsync(), ended.Task);
            await end.CancelAsync();
            return 0;
        }
        catch (CourseException e)
        {
            await log.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
