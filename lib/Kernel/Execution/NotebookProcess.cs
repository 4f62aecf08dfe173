using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Course.Kernel.Execution;

/// <summary>
/// A process of its own for one notebook, seen from the runner: whatever a cell does to its process (exit, stack overflow,
/// running out of memory) ends that notebook and nothing else.
/// </summary>
internal sealed class NotebookProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);

    private readonly Process _process;
    private readonly StreamReader _events;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NotebookProcess(Process process, StreamReader events)
    {
        _process = process;
        _events = events;
        process.Exited += (_, _) => _exited.TrySetResult();
        process.EnableRaisingEvents = true;
    }

    /// <summary>Starts the process in the notebook's folder.</summary>
    /// <param name="folder">Becomes the current directory of the cells.</param>
    /// <param name="profile">Becomes their COURSE_PROFILE.</param>
    /// <param name="escaped">Receives lines printed past <see cref="Console"/>, for example by native code.</param>
    public static NotebookProcess Start(string folder, string profile, Action<string> escaped)
    {
        var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        var start = new ProcessStartInfo(DotnetHost)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(NotebookProcess).Assembly.Location);
        start.ArgumentList.Add(NotebookWorker.Verb);
        start.ArgumentList.Add(pipe.GetClientHandleAsString());
        start.Environment["COURSE_PROFILE"] = profile;

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => { if (e.Data is { } line) escaped(line); };
        process.ErrorDataReceived += (_, e) => { if (e.Data is { } line) escaped(line); };
        process.Start();
        pipe.DisposeLocalCopyOfClientHandle();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new NotebookProcess(process, new StreamReader(pipe));
    }

    /// <summary>Runs one cell; its events go to <paramref name="seen"/> as they happen.</summary>
    /// <returns>Why it failed, or null if it ended well.</returns>
    public async Task<CellFailure?> RunAsync(CellRequest request, Action<CellEvent> seen, CancellationToken cancellation)
    {
        try
        {
            var line = JsonSerializer.Serialize(request, ChannelJson.Default.CellRequest);
            await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellation);
            await _process.StandardInput.FlushAsync(cancellation);
        }
        catch (IOException)
        {
            // The process is gone; its exit code says more than the broken pipe.
            return await EndedAsync(cancellation);
        }

        while (await NextAsync(cancellation) is { } happening)
        {
            if (happening is CellFinished finished)
                return finished.Failure;
            seen(happening);
        }

        return await EndedAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await EndAsync(CancellationToken.None);
        _events.Dispose();
        _process.Dispose();
    }

    private async Task<CellEvent?> NextAsync(CancellationToken cancellation)
    {
        var reading = _events.ReadLineAsync(cancellation).AsTask();
        // A process that a cell has started inherits the pipe and may hold it open after its parent is gone.
        if (!reading.IsCompleted && await Task.WhenAny(reading, _exited.Task) == _exited.Task)
            await Task.WhenAny(reading, Task.Delay(Grace, cancellation));
        cancellation.ThrowIfCancellationRequested();
        if (!reading.IsCompleted || await reading is not { } line)
            return null;

        try
        {
            return JsonSerializer.Deserialize(line, ChannelJson.Default.CellEvent);
        }
        catch (JsonException)
        {
            // A line cut short by the end of the process.
            return null;
        }
    }

    private async Task<CellFailure> EndedAsync(CancellationToken cancellation)
    {
        await EndAsync(cancellation);
        var message = $"the process ended with code {_process.ExitCode}{Meaning(_process.ExitCode)}";
        return new CellFailure(CellFailure.ProcessEnded, message, [new CellProblem(null, null, message)], [message]);
    }

    /// <summary>
    /// Waits for the end, and a moment for what was printed last. The framework's own wait lasts until stdout closes, which
    /// a process that a cell has started may hold open for hours.
    /// </summary>
    private async Task EndAsync(CancellationToken cancellation)
    {
        await _exited.Task.WaitAsync(cancellation);
        await Task.WhenAny(_process.WaitForExitAsync(cancellation), Task.Delay(Grace, cancellation));
    }

    // Unix reports a signal as 128 + its number; the two that .NET and the system use are worth a word.
    private static string Meaning(int code) => code switch
    {
        134 => " (aborted: an unhandled exception in a thread of its own, or a stack overflow)",
        137 => " (killed, perhaps for lack of memory)",
        139 => " (segmentation fault in native code)",
        _ => "",
    };

    /// <summary>The host that runs this process, so that the child finds the same runtime wherever .NET is installed.</summary>
    private static string DotnetHost
    {
        get
        {
            var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
            var host = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
            return File.Exists(host) ? host : "dotnet";
        }
    }
}
