using System.Diagnostics;
using System.Globalization;
using Course.Kernel.Cells;
using Course.Kernel.Display;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using DisplayedValue = Microsoft.DotNet.Interactive.DisplayedValue;
using InteractiveKernel = Microsoft.DotNet.Interactive.Kernel;

namespace Course.Kernel.Execution;

/// <summary>
/// C# cells run one after the other, each seeing what the earlier ones left: variables, functions, types, usings, libraries.
/// Not to be called for two cells at once.
/// </summary>
internal sealed class ScriptSession
{
    // What a cell sees in .NET Interactive, and no more: a notebook must run in both.
    private static readonly string[] Imports =
    [
        "System",
        "System.Text",
        "System.Collections",
        "System.Collections.Generic",
        "System.Threading.Tasks",
        "System.Linq",
        typeof(InteractiveKernel).FullName!,
        typeof(DisplayFunctions).FullName!,
    ];

    private readonly SessionOutput _output;
    private readonly DirectiveInterpreter _directives;
    private readonly CellThread _thread = new();
    // Not a thread of the pool: when those have nothing to do they spin for a while, on a core that others need.
    private readonly CellThread _ahead = new();

    /// <param name="folder">The notebook's folder: <c>#r</c> and <c>#load</c> count from here.</param>
    /// <param name="output">Receives everything that the cells show.</param>
    /// <param name="packages">Where restored packages are remembered; null for the user's own folder.</param>
    public ScriptSession(string folder, SessionOutput output, string? packages = null)
    {
        NotebookOfSession.Install();
        _output = output;
        var libraries = new LibraryResolver(folder);
        var scripts = new ScriptFiles(folder);
        Chain = new SubmissionChain(scripts, libraries, Imports);
        _directives = new DirectiveInterpreter(folder, libraries, scripts, Chain, packages);
    }

    /// <summary>The cells so far as the compiler sees them.</summary>
    public SubmissionChain Chain { get; }

    /// <summary>Runs one cell; what it shows goes to the output, why it failed is returned (null if it did not).</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="number">The cell's execution count, which error messages name.</param>
    /// <param name="interrupt">Stops the cell.</param>
    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    public Task<CellFailure?> RunAsync(string code, int number, CancellationToken interrupt = default) =>
        RunAsync(new CellRequest(number, code), interrupt);

    /// <inheritdoc cref="RunAsync(string, int, CancellationToken)"/>
    /// <param name="cell">The cell.</param>
    /// <param name="interrupt">Stops the cell.</param>
    /// <param name="isAwaitedBriefly">See <see cref="CellThread.RunAsync"/>.</param>
    public Task<CellFailure?> RunAsync(CellRequest cell, CancellationToken interrupt = default, bool isAwaitedBriefly = false) =>
        _thread.RunAsync(() => RunPartsAsync(cell, interrupt), isAwaitedBriefly);

    /// <summary>While nobody waits: has done what every cell would begin with. Not here, where whoever has just been answered gets to work.</summary>
    public void Prepare() => Ahead(() =>
    {
        Chain.Prepare();
        ThrowawayCell.Prepare();
    });

    private void Ahead(Action work) => _ = _ahead.RunAsync(() =>
    {
        work();
        return Task.FromResult(true);
    });

    private async Task<CellFailure?> RunPartsAsync(CellRequest cell, CancellationToken interrupt)
    {
        _output.Enter();
        ConsoleCapture.Install();
        using var clock = cell.IsTimed ? new CellClock() : null;
        foreach (var part in CellPart.Split(cell.Code))
        {
            if (await RunPartAsync(part, cell, interrupt) is { } failure)
                return failure;
        }

        if (clock is not null)
            _output.Publish(new TimeSpent(clock.Seconds));
        return null;
    }

    /// <summary>The value of an expression as forms to show; leaves no trace in the session.</summary>
    public Task<Evaluation> EvaluateAsync(string expression, CancellationToken interrupt) => _thread.RunAsync(() => EvaluateHereAsync(expression, interrupt));

    private async Task<Evaluation> EvaluateHereAsync(string expression, CancellationToken interrupt)
    {
        new SessionOutput(static _ => { }).Enter();
        const string Path = "expression";
        var cell = Compile(expression, Path, interrupt);
        if (cell.Errors.Count > 0)
            return new Evaluation(null, CellFailure.DoesNotCompile(cell.Errors));
        try
        {
            return new Evaluation(MimeBundle.Of(Load(cell) is { } loaded ? await CellRun.RunAsync(loaded.Run, _output, interrupt) : null), null);
        }
        catch (Exception e) when (e is not OperationCanceledException || !interrupt.IsCancellationRequested)
        {
            return new Evaluation(null, CellStackTrace.Describe(e, 0));
        }
    }

    private async Task<CellFailure?> RunPartAsync(CellPart part, CellRequest cell, CancellationToken interrupt)
    {
        if (!part.IsCode)
        {
            if (!cell.CompilesOnly)
                part.Show();
            return null;
        }

        var source = CellSource.Parse(part.Text);
        var prepared = await _directives.ObeyAsync(source, text => RunAsync(cell with { Code = text, IsTimed = false }, interrupt), interrupt);
        if (prepared.Failure is { } failure)
            return failure;

        var clock = Stopwatch.GetTimestamp();
        // Back there, should a package have had to be waited for.
        failure = await _thread.RunAsync(() => RunCodeAsync(source.Code, cell, interrupt));
        if (prepared.IsTimed && failure is null)
            InteractiveKernel.display(string.Create(CultureInfo.InvariantCulture, $"Wall time: {Stopwatch.GetElapsedTime(clock).TotalMilliseconds:0.0} ms"));
        return failure;
    }

    private async Task<CellFailure?> RunCodeAsync(string code, CellRequest request, CancellationToken interrupt)
    {
        CompiledCell cell;
        LoadedCell? loaded;
        using (CellClock.Phase(CellClock.Compile))
        {
            if (!request.CompilesOnly)
                Ahead(SubmissionContext.Prepare);
            cell = Compile(code, CellStackTrace.PathOf(request.Number), interrupt);
            if (cell.Errors.Count > 0)
                return CellFailure.DoesNotCompile(cell.Errors);
            loaded = request.CompilesOnly ? null : Load(cell);
        }

        if (loaded is null)
        {
            Chain.Append(new Submission(cell.Compilation, null, null));
            return null;
        }

        try
        {
            var value = await CellRun.RunAsync(loaded.Run, _output, interrupt);
            // A handle is there for its Update; what it stands for has been shown already.
            if (value is not DisplayedValue && CellCode.ShowsValue(value, cell.Compilation, cell.Tree))
                _output.Publish(new ResultProduced(MimeBundle.Of(value)));
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !interrupt.IsCancellationRequested)
        {
            return CellStackTrace.Describe(e, request.Number, cell.Symbols is null ? LineNumbers.Of(cell.Compilation, loaded.Code) : null);
        }
        finally
        {
            // Also after a failure: what the cell declared before it failed stays.
            Chain.Append(new Submission(cell.Compilation, loaded.TakeVariables(cell.Tree), loaded.Code));
        }
    }

    private CompiledCell Compile(string code, string path, CancellationToken cancellation)
    {
        var written = SubmissionChain.Parse(code, path);
        var guarded = LoopGuards.Insert(written);
        var cell = Emit(Chain.Continue(guarded), guarded);
        if (cell.Errors.Count > 0)
        {
            cell = Emit(Chain.ContinueSeeingAll(guarded), guarded);
            if (cell.Errors.Count == 0)
                cell = EmitSeeing(FrameworkReferences.UsedBy(cell.Image)) ?? cell;
        }

        // Errors are told in the columns of what was written.
        return cell.Errors.Count > 0 && guarded != written ? Emit(Chain.ContinueSeeingAll(written), written) : cell;

        // What it is made of is what it and later cells see from now on.
        CompiledCell? EmitSeeing(IEnumerable<MetadataReference> used)
        {
            Chain.See(used);
            if (Emit(Chain.Continue(guarded), guarded) is { Errors.Count: 0 } seeing)
                return seeing;
            Chain.See(FrameworkReferences.All);
            return null;
        }

        CompiledCell Emit(CSharpCompilation compilation, SyntaxTree tree)
        {
            var image = new MemoryStream();
            var symbols = LineNumbers.MayBeReadBy(compilation) ? new MemoryStream() : null;
            var result = LineNumbers.Emit(compilation, image, symbols, cancellation);
            image.Position = 0;
            if (symbols is not null)
                symbols.Position = 0;
            return new CompiledCell(compilation, tree, image, symbols, CellCode.Errors(result.Diagnostics, tree));
        }
    }

    /// <returns>Null where there is nothing but usings and comments.</returns>
    private LoadedCell? Load(CompiledCell cell)
    {
        if (!Submission.HasCode(cell.Compilation))
            return null;

        var code = SubmissionContext.Load(cell.Image, cell.Symbols, Chain.Code);
        var submission = code.GetType(cell.Compilation.ScriptClass!.MetadataName, throwOnError: true)!;
        Ahead(() => LoadedCell.Prepare(submission));
        return LoadedCell.Of(submission, Chain.VariablesOf);
    }

    private sealed record CompiledCell(
        CSharpCompilation Compilation, SyntaxTree Tree, MemoryStream Image, Stream? Symbols, IReadOnlyList<CellProblem> Errors);
}
