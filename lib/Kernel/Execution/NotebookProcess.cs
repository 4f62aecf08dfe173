using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Course.Kernel.Execution;

/// <summary>
/// Cells that run in a process of their own, seen from its owner: whatever a cell does to its process (exit, stack overflow,
/// running out of memory) ends that notebook and nothing else.
/// </summary>
internal sealed class NotebookProcess : ICellSession
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);

    private readonly Process _process;
    private readonly RequestPipe _requests;
    private readonly Stream _reports;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<WorkerReport?>> _waiting = new();
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private volatile ICellListener? _listener;
    private CancellationToken _cell;
    private int _lastId;
    private string? _killedFor;

    private NotebookProcess(Process process, Stream requests, Stream reports)
    {
        _process = process;
        _requests = new RequestPipe(requests);
        _reports = reports;
        process.Exited += (_, _) => _exited.TrySetResult();
        process.EnableRaisingEvents = true;
        new Thread(Read) { IsBackground = true, Name = "reports" }.UnsafeStart();
        _reading = EndedAsync();
    }

    /// <summary>Done when the process has ended, whoever ended it.</summary>
    public Task Ended => _reading;

    /// <summary>Starts the process in the notebook's folder.</summary>
    /// <param name="folder">Becomes the current directory of the cells.</param>
    /// <param name="environment">What differs in their environment from this process's; null takes a variable away.</param>
    /// <param name="escaped">Receives lines printed past <see cref="Console"/>, for example by native code.</param>
    public static NotebookProcess Start(string folder, IReadOnlyDictionary<string, string?> environment, Action<StreamWritten> escaped)
    {
        var requests = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var reports = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
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
        start.ArgumentList.Add(requests.GetClientHandleAsString());
        start.ArgumentList.Add(reports.GetClientHandleAsString());
        foreach (var (name, value) in environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => { if (e.Data is { } line) escaped(new StreamWritten("stdout", line + "\n")); };
        process.ErrorDataReceived += (_, e) => { if (e.Data is { } line) escaped(new StreamWritten("stderr", line + "\n")); };
        process.Start();
        // Processes that a cell starts inherit stdin; they find its end there, and not the requests to this one.
        process.StandardInput.Close();
        requests.DisposeLocalCopyOfClientHandle();
        reports.DisposeLocalCopyOfClientHandle();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new NotebookProcess(process, requests, reports);
    }

    public async Task<CellFailure?> ExecuteAsync(CellRequest request, ICellListener listener, CancellationToken cancellation = default)
    {
        (_listener, _cell) = (listener, cancellation);
        var report = await AskAsync(id => new WorkerRequest.Execute(id, request), cancellation);
        return report is WorkerReport.Executed executed ? executed.Failure : await DescribeEndAsync(cancellation);
    }

    public async Task<Evaluation> EvaluateAsync(string expression, CancellationToken cancellation = default) =>
        await AskAsync(id => new WorkerRequest.Evaluate(id, expression), cancellation) is WorkerReport.Evaluated evaluated
            ? evaluated.Answer
            : new Evaluation(null, await DescribeEndAsync(cancellation));

    public async Task<Completions> CompleteAsync(string code, int cursor, CancellationToken cancellation = default) =>
        await AskAsync(id => new WorkerRequest.Complete(id, code, cursor), cancellation) is WorkerReport.Completed completed
            ? completed.Answer
            : Completions.None(cursor);

    public async Task<Inspection> InspectAsync(string code, int cursor, int detail, CancellationToken cancellation = default) =>
        await AskAsync(id => new WorkerRequest.Inspect(id, code, cursor, detail), cancellation) is WorkerReport.Inspected inspected
            ? inspected.Answer
            : new Inspection(null);

    public async Task<Completeness> CheckCompletenessAsync(string code, CancellationToken cancellation = default) =>
        await AskAsync(id => new WorkerRequest.CheckCompleteness(id, code), cancellation) is WorkerReport.CompletenessChecked completeness
            ? completeness.Answer
            : new Completeness(Completeness.Unknown);

    public void Interrupt() => _requests.Send(new WorkerRequest.Interrupt());

    /// <summary>Ends the process, and with it the cell that runs.</summary>
    /// <param name="reason">Completes "The cell stopped the kernel: …".</param>
    public void Kill(string reason)
    {
        _killedFor = reason;
        Kill();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await EndAsync(CancellationToken.None);
        await _requests.DisposeAsync();
        _process.Dispose();
    }

    private void Kill()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
    }

    /// <returns>The answer, or null if the process ended without one.</returns>
    private async Task<WorkerReport?> AskAsync(Func<int, WorkerRequest> request, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _lastId);
        // Whoever waits goes on with the thread that reads: waking another takes longer than what follows.
        var answer = new TaskCompletionSource<WorkerReport?>();
        _waiting[id] = answer;
        try
        {
            _requests.Send(request(id));
            if (_reading.IsCompleted)
                answer.TrySetResult(null);
            return await answer.Task.WaitAsync(cancellation);
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    private void Read()
    {
        // Closed by the thread that reads from it: to close it from another one would wait for the end of the read, which somebody else may put off.
        using var reports = _reports;
        try
        {
            while (WorkerChannel.Read(reports, WorkerJson.Default.WorkerReport) is { } report)
                Take(report);
        }
        catch (Exception e)
        {
            // On a thread of its own it would end this process, and the front ends' sockets with it.
            if (!_exited.Task.IsCompleted)
                Kill($"its process said something that could not be passed on ({e.Message}), so it was ended");
        }
        finally
        {
            _read.SetResult();
        }
    }

    private void Take(WorkerReport report)
    {
        if (report is WorkerReport.Shown shown)
            _listener?.Seen(shown.Event);
        else if (report is WorkerReport.InputWanted wanted)
            _ = AnswerInputAsync(wanted);
        else if (_waiting.TryGetValue(report.Id, out var answer))
            answer.TrySetResult(report);
    }

    private async Task EndedAsync()
    {
        // A process that a cell has started inherits the pipe and may hold it open after its parent is gone.
        if (await Task.WhenAny(_read.Task, _exited.Task) == _exited.Task)
            await Task.WhenAny(_read.Task, Task.Delay(Grace));
        await EndAsync(CancellationToken.None);
        foreach (var answer in _waiting.Values)
            answer.TrySetResult(null);
    }

    private async Task AnswerInputAsync(WorkerReport.InputWanted wanted)
    {
        try
        {
            var line = await (_listener ?? throw new NotSupportedException("Nobody listens.")).ReadLineAsync(wanted.Prompt, _cell);
            _requests.Send(new WorkerRequest.AnswerInput(wanted.Id, line, null));
        }
        catch (NotSupportedException e)
        {
            _requests.Send(new WorkerRequest.AnswerInput(wanted.Id, null, e.Message));
        }
        catch (OperationCanceledException)
        {
            // Interrupted; the cell itself knows.
        }
    }

    private async Task<CellFailure> DescribeEndAsync(CancellationToken cancellation)
    {
        await EndAsync(cancellation);
        return CellFailure.Stopped(CellFailure.ProcessEnded, _killedFor ?? $"the process ended with code {_process.ExitCode}{Meaning(_process.ExitCode)}");
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
    public static string DotnetHost
    {
        get
        {
            var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
            var host = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
            return File.Exists(host) ? host : "dotnet";
        }
    }
}
