using System.Globalization;
using System.IO.Pipes;
using System.Text.Json;

namespace Course.Kernel.Execution;

/// <summary>
/// The inside of a notebook process: cells arrive as JSON lines on stdin, events leave as JSON lines on a pipe of their own.
/// Stdout and stderr carry nothing but what escapes <see cref="Console"/>, such as the prints of native libraries.
/// </summary>
internal static class NotebookWorker
{
    /// <summary>The hidden first argument that makes a process a worker; the second is the pipe's handle.</summary>
    public const string Verb = "notebook-process";

    public static async Task<int> RunAsync(string pipeHandle)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        await using var pipe = new AnonymousPipeClientStream(PipeDirection.Out, pipeHandle);
        await using var events = new StreamWriter(pipe) { NewLine = "\n", AutoFlush = true };
        void Send(CellEvent happening) => events.WriteLine(JsonSerializer.Serialize(happening, ChannelJson.Default.CellEvent));

        using var requests = new StreamReader(Console.OpenStandardInput());
        // The channel is not for the cells; Console.ReadLine() in one must not swallow the next.
        Console.SetIn(TextReader.Null);

        var output = SessionOutput.OfProcess = new SessionOutput(Send);
        var session = new ScriptSession(Directory.GetCurrentDirectory(), output);
        var next = requests.ReadLineAsync();
        while (await next is { } line)
        {
            var request = JsonSerializer.Deserialize(line, ChannelJson.Default.CellRequest)!;
            // Read on while the cell runs: the end of the stream means that the runner is gone, and nobody wants the rest.
            next = requests.ReadLineAsync();
            _ = next.ContinueWith(static t => { if (t is not { IsCompletedSuccessfully: true, Result: not null }) Environment.Exit(0); },
                TaskContinuationOptions.ExecuteSynchronously);
            var failure = await Task.Run(() => session.RunAsync(request.Code, request.Number));
            output.Publish(new CellFinished(failure));
        }

        return 0;
    }
}
