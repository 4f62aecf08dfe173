using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Course.Kernel.Execution;

/// <summary>
/// The inside of a notebook process: requests arrive on one pipe, reports leave on another (<see cref="WorkerChannel"/>). Stdin is empty
/// and stdout and stderr carry nothing but what escapes <see cref="Console"/>, such as the prints of native libraries.
/// </summary>
internal sealed class NotebookWorker : ICellListener
{
    /// <summary>The hidden first argument that makes a process a worker; the handles of the two pipes follow.</summary>
    public const string Verb = "notebook-process";

    private readonly Stream _requests;
    private readonly Stream _reports;
    private readonly Lock _writing = new();
    private readonly StreamBatch _batch;
    private readonly ScriptCellSession _session = new(Directory.GetCurrentDirectory()) { IsAwaitedBriefly = true };
    private readonly Practice _practice = new(Directory.GetCurrentDirectory());
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _prompts = new();
    private int _lastPrompt;

    private NotebookWorker(Stream requests, Stream reports)
    {
        _requests = requests;
        _reports = reports;
        _batch = new StreamBatch(happening => Tell(new WorkerReport.Shown(happening)));
    }

    public static int Run(string requestsHandle, string reportsHandle)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        // Ctrl-C in a terminal goes to every process of its group; this one is stopped by its owner alone.
        using var interrupts = PosixSignalRegistration.Create(PosixSignal.SIGINT, static signal => signal.Cancel = true);

        using var requests = new AnonymousPipeClientStream(PipeDirection.In, requestsHandle);
        using var reports = new AnonymousPipeClientStream(PipeDirection.Out, reportsHandle);
        new NotebookWorker(requests, reports).Run();
        return 0;
    }

    public void Seen(CellEvent happening) => _batch.Add(happening);

    public async Task<string> ReadLineAsync(InputPrompt prompt, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _lastPrompt);
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _prompts[id] = answer;
        try
        {
            // What was printed before the question must be there to read when it is asked.
            _batch.Flush();
            Tell(new WorkerReport.InputWanted(id, prompt));
            return await answer.Task.WaitAsync(cancellation);
        }
        finally
        {
            _prompts.TryRemove(id, out _);
        }
    }

    private void Run()
    {
        SessionOutput.OfProcess = _session.Output;
        SessionInput.OfProcess = _session.Input;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => _batch.Flush();
        // The compiler takes a second to be read and jitted; better now than with the first cell.
        _session.WarmUp();
        while (WorkerChannel.Read(_requests, WorkerJson.Default.WorkerRequest) is { } request)
        {
            switch (request)
            {
                case WorkerRequest.Interrupt:
                    _session.Interrupt();
                    break;
                case WorkerRequest.AnswerInput answer:
                    Answer(answer);
                    break;
                case WorkerRequest.Execute execute:
                    // Not on another thread: an interrupt may follow at once and must find the cell.
                    _ = ExecuteAsync(execute);
                    break;
                default:
                    _ = Task.Run(async () => Tell(await AnswerAsync(request)));
                    break;
            }
        }

        // The owner is gone, and nobody wants the rest of a cell that may be running.
        Environment.Exit(0);
    }

    private async Task<WorkerReport> AnswerAsync(WorkerRequest request)
    {
        var id = request.Id;
        switch (request)
        {
            case WorkerRequest.Evaluate ask:
                return new WorkerReport.Evaluated(id, await _session.EvaluateAsync(ask.Expression));
            case WorkerRequest.Complete ask:
                return new WorkerReport.Completed(id, await _session.CompleteAsync(ask.Code, ask.Cursor));
            case WorkerRequest.Inspect ask:
                return new WorkerReport.Inspected(id, await _session.InspectAsync(ask.Code, ask.Cursor, ask.Detail));
            case WorkerRequest.CheckCompleteness ask:
                return new WorkerReport.CompletenessChecked(id, await _session.CheckCompletenessAsync(ask.Code));
            default:
                throw new InvalidOperationException($"{request.GetType().Name} has no answer.");
        }
    }

    private async Task ExecuteAsync(WorkerRequest.Execute request)
    {
        _practice.Stop();
        _batch.Begin();
        var failure = await _session.ExecuteAsync(request.Cell, this);
        _batch.End();
        Tell(new WorkerReport.Executed(request.Id, failure));
        _session.Prepare();
        _practice.Start();
    }

    private void Answer(WorkerRequest.AnswerInput answer)
    {
        if (!_prompts.TryGetValue(answer.Id, out var prompt))
            return;
        if (answer.Line is not null)
            prompt.TrySetResult(answer.Line);
        else
            prompt.TrySetException(new NotSupportedException(answer.Refusal));
    }

    private void Tell(WorkerReport report)
    {
        lock (_writing)
            WorkerChannel.Write(_reports, report, WorkerJson.Default.WorkerReport);
    }
}
