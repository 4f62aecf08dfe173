using Course.Kernel.Execution;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Kernel.Language;

/// <summary>
/// What an editor asks about a cell before it runs. Everything is answered from the compiler's semantic model of the cell as the next
/// one of the session, so it knows what earlier cells declared, and it can be asked while a cell runs.
/// </summary>
/// <param name="chain">The cells so far.</param>
/// <param name="folder">Where paths in directives count from.</param>
internal sealed class ScriptLanguage(SubmissionChain chain, string folder)
{
    public Completions Complete(string code, int cursor, CancellationToken cancellation)
    {
        cursor = Math.Clamp(cursor, 0, code.Length);
        return DirectiveCompletion.At(code, cursor, folder) ?? SymbolCompletion.At(Read(code, cancellation), cursor, cancellation);
    }

    public Inspection Inspect(string code, int cursor, int detail, CancellationToken cancellation)
    {
        var model = Read(code, cancellation);
        var symbols = SymbolAtCursor.Find(model, Math.Clamp(cursor, 0, code.Length), cancellation);
        return new Inspection(symbols.IsEmpty ? null : SymbolDescription.Of(symbols, model.Compilation, detail > 0));
    }

    private SemanticModel Read(string code, CancellationToken cancellation)
    {
        var tree = SubmissionChain.Parse(CellSource.Parse(code).Code, "cell");
        cancellation.ThrowIfCancellationRequested();
        return chain.ContinueSeeingAll(tree).GetSemanticModel(tree);
    }
}
