using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Kernel.Execution;

/// <summary>
/// The cells whose declarations later cells see, oldest first. Roslyn's scripting API chains every cell to the one before and gives each
/// all references again: memory grows with the square of their number (3.4 GB after 1,000 trivial cells), and every name is looked up in
/// all of them. Here a cell that declares nothing leaves no link, references are given once, and links whose declarations have all been
/// hidden by later ones are taken out from time to time.
/// </summary>
internal sealed class SubmissionChain
{
    /// <summary>So many hidden links are tolerated before the chain is rebuilt; each costs some 50 kB and a look-up.</summary>
    private const int Slack = 24;

    private readonly CSharpCompilationOptions _options;
    // Imports are inherited; given again, every cell would look for the same eight names.
    private readonly CSharpCompilationOptions _continued;
    private readonly Dictionary<string, Submission> _owners = new(StringComparer.Ordinal);
    private readonly List<MetadataReference> _references = [];
    private readonly HashSet<MetadataReference> _inSight = [];
    // Given for the sake of others, which refer to them.
    private readonly HashSet<MetadataReference> _needed = [];
    // Cells whose declarations cannot be written down, such as variables of an anonymous type.
    private readonly HashSet<string> _whole = [];
    private List<Submission> _links = [];
    private State _state;
    private int _named;
    private int _nextCompaction = Slack;

    /// <param name="folder">Where <c>#load</c> counts from.</param>
    /// <param name="libraries">Finds what referenced libraries need in turn.</param>
    /// <param name="imports">What every cell sees without a using.</param>
    public SubmissionChain(ScriptFiles folder, MetadataReferenceResolver libraries, IEnumerable<string> imports)
    {
        _options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            usings: imports,
            optimizationLevel: OptimizationLevel.Debug,
            // A cell is small: handing it to several threads costs more than it gains.
            concurrentBuild: false,
            sourceReferenceResolver: folder,
            metadataReferenceResolver: libraries,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);
        _continued = _options.WithUsings();
        _state = Continuing(null, []);
        See(FrameworkReferences.Declaring(_options.Usings));
    }

    /// <summary>The number of cells that new ones are compiled against.</summary>
    public int Length => _links.Count;

    /// <summary>The variables that a new cell sees, with the values that they have now.</summary>
    public IEnumerable<(IFieldSymbol Variable, object? Value)> Variables =>
        from link in _links
        from variable in Submission.Declarations(link.Compilation).OfType<IFieldSymbol>()
        where ReferenceEquals(_owners.GetValueOrDefault($"variable {variable.Name}"), link)
        select (variable, link.Instance?.GetType().GetField(variable.Name)?.GetValue(link.Instance));

    /// <summary>Lets later cells use a library.</summary>
    public void Add(IEnumerable<MetadataReference> references)
    {
        var added = references.ToImmutableArray();
        // Nearly every cell: what has been prepared for it is still good.
        if (added.IsEmpty)
            return;
        var needed = FrameworkReferences.NeededBy(added).Where(library => !_inSight.Contains(FrameworkReferences.InSight(library)!) && _needed.Add(library));
        added = added.AddRange(needed);
        _references.AddRange(added);
        _state = Continuing(_state.Last, _state.Pending.AddRange(added));
    }

    /// <summary>
    /// The text as the next cell, to be run. It sees the libraries of the framework that declare something in a namespace that it or an earlier cell
    /// imports. All that it could want besides has a longer name, which is not found: then ask again for <see cref="ContinueSeeingAll"/>.
    /// </summary>
    public CSharpCompilation Continue(SyntaxTree cell)
    {
        var continued = Continue(_state.Frame.Value, cell);
        var imported = continued.SyntaxTrees.SelectMany(tree => tree.GetCompilationUnitRoot().Usings)
            .Select(import => import.NamespaceOrType.WithoutTrivia().ToString().Replace("global::", "", StringComparison.Ordinal));
        return See(FrameworkReferences.Declaring(imported)) ? Continue(_state.Frame.Value, cell) : continued;
    }

    /// <summary>The text as the next cell, in sight of the whole framework. May be called from any thread, and while a cell runs; it leaves no trace.</summary>
    public CSharpCompilation ContinueSeeingAll(SyntaxTree cell) => Continue(_state.FullView.Value, cell);

    private static CSharpCompilation Continue(CSharpCompilation frame, SyntaxTree cell)
    {
        var options = frame.Options
            .WithOptimizationLevel(RunsOnce(cell) ? OptimizationLevel.Debug : OptimizationLevel.Release)
            // A twentieth of a small cell's compilation goes into saying that it may be unsafe.
            .WithAllowUnsafe(cell.ToString().Contains("unsafe", StringComparison.Ordinal));
        return frame.WithOptions(options).AddSyntaxTrees(cell);
    }

    /// <summary>Lets later cells see more of the framework.</summary>
    /// <param name="references">Libraries of <see cref="FrameworkReferences.All"/>.</param>
    /// <returns>Whether there are any that were not in sight before.</returns>
    public bool See(IEnumerable<MetadataReference> references)
    {
        var added = references.Where(_inSight.Add).ToImmutableArray();
        Add(added);
        return added.Length > 0;
    }

    /// <summary>While nobody waits: binds the references of the next cell, which would begin with that.</summary>
    public void Prepare() => _ = _state.Frame.Value;

    private State Continuing(CSharpCompilation? last, ImmutableArray<MetadataReference> pending)
    {
        var number = ++_named;
        var frame = new Lazy<CSharpCompilation>(() =>
        {
            var frame = CSharpCompilation.CreateScriptCompilation(
                $"cell-{number}",
                syntaxTree: null,
                pending,
                (last is null ? _options : _continued).WithScriptClassName($"{Submission.ClassName}{number}"),
                last,
                returnType: typeof(object));
            return Bound(frame);
        });
        return new State(last, pending, frame, new Lazy<CSharpCompilation>(() => Bound(frame.Value.AddReferences(FrameworkReferences.All))));
    }

    private static CSharpCompilation Bound(CSharpCompilation frame)
    {
        // Asking for any type binds the references.
        _ = frame.ObjectType;
        return frame;
    }

    /// <summary>
    /// Whether each line of the cell runs at most once. Such a cell is marked as one not to be optimised: compiling it to machine code takes longer
    /// than running it, and the runtime has no quick first tier for code that it may have to unload.
    /// </summary>
    private static bool RunsOnce(SyntaxTree cell) => !cell.GetRoot().DescendantNodes().Any(node => node
        is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or GotoStatementSyntax or BaseTypeDeclarationSyntax
        || Submission.IsRunLater(node));

    public static SyntaxTree Parse(string code, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(code, System.Text.Encoding.UTF8), CellCode.ParseOptions, path);

    /// <summary>The cells that new ones may refer to, by the names of their assemblies.</summary>
    public IReadOnlyDictionary<string, Assembly> Code =>
        _links.Where(link => link.Code is not null).ToDictionary(link => link.Compilation.AssemblyName!, link => link.Code!);

    /// <summary>The variables of an earlier cell by its class; null if nothing can name them any more.</summary>
    public object? VariablesOf(Type submission) => _links.Find(link => link.Instance?.GetType() == submission)?.Instance;

    /// <summary>Makes the declarations of a cell that has run visible to later ones.</summary>
    public void Append(Submission cell)
    {
        if (cell.Keys.Count == 0)
            return;
        _links.Add(cell);
        foreach (var key in cell.Keys)
        {
            if (_owners.TryGetValue(key, out var earlier))
                earlier.Hide(key);
            _owners[key] = cell;
        }

        _state = Continuing(cell.Compilation, []);
        if (_links.Count >= _nextCompaction)
        {
            Compact();
            _nextCompaction = 2 * _links.Count + Slack;
        }
    }

    /// <summary>Takes the hidden links out. Where a stub would mean something else than its cell, the cell stays as it is.</summary>
    private void Compact()
    {
        while (Needed() is var needed && needed.Count < _links.Count)
        {
            var (links, misunderstood) = Rebuild(needed);
            if (misunderstood is null)
            {
                _links = links;
                _state = Continuing(links[^1].Compilation, []);
                foreach (var link in links)
                {
                    foreach (var key in link.Keys.Where(key => _owners[key].Compilation.AssemblyName == link.Compilation.AssemblyName))
                        _owners[key] = link;
                }

                return;
            }

            // Nothing is lost but memory if even the whole text is not understood without what was left out.
            if (!_whole.Add(misunderstood.Compilation.AssemblyName!))
                return;
        }
    }

    private (List<Submission> Links, Submission? Misunderstood) Rebuild(IReadOnlyList<(Submission Link, string? Stub)> needed)
    {
        List<Submission> links = [];
        foreach (var (link, stub) in needed)
        {
            var own = link.Compilation.SyntaxTrees[^1];
            var compilation = CSharpCompilation.CreateScriptCompilation(
                link.Compilation.AssemblyName!,
                stub is null ? own : Parse(stub, own.FilePath),
                links.Count == 0 ? _references : [],
                link.Compilation.Options.WithUsings(links.Count == 0 ? _options.Usings : []),
                links.Count == 0 ? null : links[^1].Compilation,
                returnType: typeof(object));
            if (!Agrees(compilation, link.Compilation))
                return ([], link);
            links.Add(link.With(compilation));
        }

        return (links, null);
    }

    // The compiler refuses to continue after a cell with errors.
    private static bool Agrees(CSharpCompilation compilation, CSharpCompilation original) =>
        compilation.GetDiagnostics().All(d => d.Severity != DiagnosticSeverity.Error) && SubmissionStub.Matches(compilation, original);

    /// <summary>The visible links and those whose names their declarations mention, oldest first, each with its stub.</summary>
    private List<(Submission Link, string? Stub)> Needed()
    {
        List<(Submission, string?)> needed = [];
        HashSet<string> wanted = [];
        for (var i = _links.Count - 1; i >= 0; i--)
        {
            var link = _links[i];
            var names = Submission.Declarations(link.Compilation).Select(symbol => symbol.Name).ToHashSet();
            if (!link.IsVisible && !names.Overlaps(wanted))
                continue;

            var text = _whole.Contains(link.Compilation.AssemblyName!) ? null : SubmissionStub.Of(link.Compilation);
            needed.Add((link, text));
            // What this cell declares satisfies the later ones; what it mentions must come from itself or from before.
            wanted.ExceptWith(names);
            var root = text is null ? link.Compilation.SyntaxTrees[^1].GetRoot() : CSharpSyntaxTree.ParseText(text, CellCode.ParseOptions).GetRoot();
            wanted.UnionWith(root.DescendantNodes().OfType<SimpleNameSyntax>().Select(name => name.Identifier.ValueText).Where(n => !names.Contains(n)));
        }

        needed.Reverse();
        return needed;
    }

    /// <summary>What the next cell is compiled against; replaced as a whole, so that other threads never see half of a change.</summary>
    /// <param name="Last">The cell before.</param>
    /// <param name="Pending">Libraries that it did not know.</param>
    /// <param name="Frame">The next cell without its text.</param>
    /// <param name="FullView">The same in sight of the whole framework.</param>
    private sealed record State(
        CSharpCompilation? Last, ImmutableArray<MetadataReference> Pending, Lazy<CSharpCompilation> Frame, Lazy<CSharpCompilation> FullView);
}
