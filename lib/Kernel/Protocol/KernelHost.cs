using System.Runtime.InteropServices;
using Course.Kernel.Protocol.Messages;
using Course.Kernel.Protocol.Zmtp;

namespace Course.Kernel.Protocol;

/// <summary><c>course kernel start</c>: the process that a front end starts.</summary>
internal static class KernelHost
{
    /// <summary>The arguments with which a kernelspec starts this; understood before the command line is, which takes longer than all the rest.</summary>
    public static readonly string[] Arguments = ["kernel", "start", "--connection-file"];

    /// <param name="file">The connection file.</param>
    /// <param name="error">Receives log lines, which front ends show in their terminals.</param>
    /// <returns>0 after a shutdown; 1 if the kernel could not start.</returns>
    public static async Task<int> RunAsync(string file, TextWriter error)
    {
        InlineCompletions.Prefer();
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
            await Task.WhenAny(server.ShutDown, ParentProcess.EndedAsync(), ended.Task);
            return 0;
        }
        catch (CourseException e)
        {
            await log.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
