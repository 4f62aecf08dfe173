using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Kernel.Execution;

/// <summary>A cell that has run and left something that later cells can name.</summary>
internal sealed class Submission
{
    /// <summary>How the class that the compiler makes of a cell is called, but for its number. No name in C# can begin so.</summary>
    public const string ClassName = "Submission#";

    private readonly HashSet<string> _hidden = [];

    /// <param name="compilation">What later cells are compiled against.</param>
    /// <param name="instance">The object whose fields are the cell's variables; null where the cell had only usings.</param>
    /// <param name="code">The compiled cell, loaded; null where there was nothing to run.</param>
    public Submission(CSharpCompilation compilation, object? instance, Assembly? code)
    {
        Compilation = compilation;
        Instance = instance;
        Code = code;
        Keys = KeysOf(compilation);
    }

    /// <summary>What later cells are compiled against; a declaration-only one once the chain has been compacted.</summary>
    public CSharpCompilation Compilation { get; }

    public object? Instance { get; private set; }

    /// <summary>Held so that later cells can be loaded that refer to it.</summary>
    public Assembly? Code { get; }

    /// <summary>Whether a new cell could still name something of this one.</summary>
    public bool IsVisible => _hidden.Count < Keys.Count;

    /// <summary>
    /// What the cell declares, one text for each thing that a later cell can hide by declaring it again: variables by name, types by
    /// name and arity, methods by signature, usings by their text.
    /// </summary>
    public IReadOnlySet<string> Keys { get; }

    /// <summary>Whether there is something to run, by Roslyn's own rule (<c>Compilation.HasCodeToEmit</c>).</summary>
    public static bool HasCode(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.Any(tree => tree.GetCompilationUnitRoot().Members.Count > 0);

    /// <summary>Whether the type is the class that the compiler made of a cell.</summary>
    public static bool IsClassOf(Type type) => type.Name.StartsWith(ClassName, StringComparison.Ordinal);

    /// <summary>What the compilation adds to the names that later cells see.</summary>
    public static IEnumerable<ISymbol> Declarations(CSharpCompilation compilation) =>
        compilation.ScriptClass?.GetMembers().Where(m => m is { CanBeReferencedByName: true, IsImplicitlyDeclared: false }) ?? [];

    public Submission With(CSharpCompilation compilation)
    {
        var same = new Submission(compilation, Instance, Code);
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

    /// <summary>Whether the node is code that others may run after the cell, and as often as they like.</summary>
    public static bool IsRunLater(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax
        or MethodDeclarationSyntax or BasePropertyDeclarationSyntax;

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
