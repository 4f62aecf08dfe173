using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Kernel.Execution;

/// <summary>A cell that has run and left something that later cells can name.</summary>
internal sealed class Submission
{
    private readonly HashSet<string> _hidden = [];

    /// <param name="compilation">What later cells are compiled against.</param>
    /// <param name="instance">The object whose fields are the cell's variables; null where the cell had only usings.</param>
    /// <param name="context">Keeps the cell's code loaded.</param>
    public Submission(CSharpCompilation compilation, object? instance, SubmissionContext? context)
    {
        Compilation = compilation;
        Instance = instance;
        Context = context;
        Keys = KeysOf(compilation);
    }

    /// <summary>What later cells are compiled against; a declaration-only one once the chain has been compacted.</summary>
    public CSharpCompilation Compilation { get; }

    public object? Instance { get; private set; }

    public SubmissionContext? Context { get; }

    /// <summary>Whether a new cell could still name something of this one.</summary>
    public bool IsVisible => _hidden.Count < Keys.Count;

    /// <summary>
    /// What the cell declares, one text for each thing that a later cell can hide by declaring it again: variables by name, types by
    /// name and arity, methods by signature, usings by their text.
    /// </summary>
    public IReadOnlySet<string> Keys { get; }

    /// <summary>Whether the cell occupies a place in the array through which the compiler hands earlier cells to a new one.</summary>
    public bool HasSlot => HasCode(Compilation);

    /// <summary>Roslyn's own rule for who gets a slot (<c>Compilation.HasCodeToEmit</c>).</summary>
    public static bool HasCode(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.Any(tree => tree.GetCompilationUnitRoot().Members.Count > 0);

    /// <summary>What the compilation adds to the names that later cells see.</summary>
    public static IEnumerable<ISymbol> Declarations(CSharpCompilation compilation) =>
        compilation.ScriptClass?.GetMembers().Where(m => m is { CanBeReferencedByName: true, IsImplicitlyDeclared: false }) ?? [];

    public Submission With(CSharpCompilation compilation)
    {
        var same = new Submission(compilation, Instance, Context);
        same._hidden.UnionWith(_hidden);
        return same;
    }

    /// <summary>
    /// A later cell has declared the same. Without anything to be named by, the variables' values are given up at once:
    /// a model that is trained anew must not have to share the memory with its predecessor.
    /// </summary>
    public void Hide(string key)
    {
        _hidden.Add(key);
        if (!IsVisible)
            Instance = null;
    }

    private static HashSet<string> KeysOf(CSharpCompilation compilation)
    {
        HashSet<string> keys = [];
        foreach (var symbol in Declarations(compilation))
        {
            keys.Add(symbol switch
            {
                INamedTypeSymbol type => $"type {type.MetadataName}",
                IMethodSymbol method => $"method {method.MetadataName}`{method.Arity}({string.Join(", ", method.Parameters.Select(p => p.ToDisplayString()))})",
                _ => $"variable {symbol.Name}",
            });
        }

        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var import in tree.GetCompilationUnitRoot().Usings)
                keys.Add(import.WithoutTrivia().NormalizeWhitespace().ToString());
        }

        return keys;
    }
}
