using System.Text;
using Course.Kernel.Display;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

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
        typeof(DisplayFunctions).FullName!,
    ];

    private readonly SessionOutput _output;
    private readonly LibraryResolver _libraries;
    private readonly InteractiveAssemblyLoader _loader = new();
    private readonly ScriptOptions _options;
    private ScriptState<object>? _state;

    /// <param name="folder">The notebook's folder: <c>#r</c> and <c>#load</c> count from here.</param>
    /// <param name="output">Receives everything that the cells show.</param>
    public ScriptSession(string folder, SessionOutput output)
    {
        ConsoleCapture.Install();
        _output = output;
        _libraries = new LibraryResolver(folder);
        _options = ScriptOptions.Default
            .WithReferences(FrameworkReferences.All)
            .WithImports(Imports)
            .WithMetadataResolver(_libraries)
            .WithSourceResolver(new SourceFileResolver([], folder))
            // Line numbers in exceptions, at no cost in speed.
            .WithEmitDebugInformation(true)
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithFileEncoding(Encoding.UTF8);
    }

    /// <summary>Runs one cell; what it shows goes to the output, why it failed is returned (null if it did not).</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="number">The cell's execution count, which error messages name.</param>
    /// <param name="cancellation">Heeded until the cell's code starts; a cell that ends after it counts as never run.</param>
    public async Task<CellFailure?> RunAsync(string code, int number, CancellationToken cancellation = default)
    {
        _output.Enter();
        var path = CellStackTrace.PathOf(number);

        var (paths, missing) = CellDirectives.Read(code, _libraries, cancellation);
        if (missing.Count > 0)
            return CellFailure.DoesNotCompile(missing);

        var script = Continue(code, path, paths.SelectMany(LibraryNeighbours.Of).Except(paths).Distinct());
        var errors = CellCode.Errors(script.Compile(cancellation), path);
        if (errors.Count > 0)
            return CellFailure.DoesNotCompile(errors);

        try
        {
            foreach (var library in paths)
                _loader.RegisterDependency(LibraryLoader.Load(library));
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            return CellFailure.DoesNotCompile([new CellProblem(null, null, e.Message)]);
        }

        var state = _state is null
            ? await script.RunAsync(null, catchException: static _ => true, cancellation)
            : await script.RunFromAsync(_state, catchException: static _ => true, cancellation);
        // A cell that was given up must not come back over those that ran since.
        cancellation.ThrowIfCancellationRequested();
        _state = state;
        if (_state.Exception is { } thrown)
            return CellStackTrace.Describe(thrown, number);

        Show(_state.ReturnValue, script, path);
        return null;
    }

    private Script<object> Continue(string code, string path, IEnumerable<string> neighbours)
    {
        var options = _options.WithFilePath(path).AddReferences(neighbours.Select(library => MetadataReference.CreateFromFile(library)));
        return _state is null
            ? CSharpScript.Create(code, options, assemblyLoader: _loader)
            : _state.Script.ContinueWith(code, options);
    }

    private void Show(object? value, Script script, string path)
    {
        // A handle is there for its Update; what it stands for has been shown already.
        if (value is DisplayedValue || !CellCode.EndsInValue(script, path))
            return;
        _output.Publish(new ResultProduced(MimeBundle.Of(value)));
    }
}
