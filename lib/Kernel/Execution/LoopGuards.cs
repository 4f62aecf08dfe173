using Course.Kernel.Cells;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Kernel.Execution;

/// <summary>
/// Puts a look at <see cref="Interruption"/> into every loop of a cell. The compiler has an instrumentation of its own for this
/// (<c>InstrumentationKind.ModuleCancellation</c>), but it also replaces every token that the cell passes to a function.
/// </summary>
/// <remarks>
/// The loops of a <c>finally</c> are left alone: they tidy up after the interrupt. Lines stay where they are, columns do not.
/// </remarks>
internal sealed class LoopGuards : CSharpSyntaxRewriter
{
    private static readonly StatementSyntax Guard = SyntaxFactory.ParseStatement($"global::{typeof(Interruption).FullName}.{nameof(Interruption.Check)}();");

    private LoopGuards()
    {
    }

    /// <returns>The same tree if there is nothing to guard.</returns>
    public static SyntaxTree Insert(SyntaxTree cell)
    {
        var root = (CSharpSyntaxNode)cell.GetRoot();
        var guarded = (CSharpSyntaxNode)new LoopGuards().Visit(root);
        return ReferenceEquals(guarded, root) ? cell : CSharpSyntaxTree.Create(guarded, CellCode.ParseOptions, cell.FilePath, cell.Encoding);
    }

    public override SyntaxNode VisitWhileStatement(WhileStatementSyntax node) => node.WithStatement(Guarded(node.Statement));

    public override SyntaxNode VisitDoStatement(DoStatementSyntax node) => node.WithStatement(Guarded(node.Statement));

    public override SyntaxNode VisitForStatement(ForStatementSyntax node) => node.WithStatement(Guarded(node.Statement));

    public override SyntaxNode VisitForEachStatement(ForEachStatementSyntax node) => node.WithStatement(Guarded(node.Statement));

    public override SyntaxNode VisitForEachVariableStatement(ForEachVariableStatementSyntax node) => node.WithStatement(Guarded(node.Statement));

    public override SyntaxNode VisitGotoStatement(GotoStatementSyntax node) => SyntaxFactory.Block(Guard, node);

    public override SyntaxNode VisitFinallyClause(FinallyClauseSyntax node) => node;

    // A block of its own around the body: the body may be a block, a single statement or nothing but a semicolon.
    private BlockSyntax Guarded(StatementSyntax body) => SyntaxFactory.Block(Guard, (StatementSyntax)Visit(body));
}
