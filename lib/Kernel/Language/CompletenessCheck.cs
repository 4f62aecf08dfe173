using Course.Kernel.Execution;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Kernel.Language;

/// <summary>Whether a piece of code could run as it stands, is the beginning of something, or is wrong whatever follows.</summary>
internal static class CompletenessCheck
{
    private const int IndentWidth = 4;

    public static Completeness Of(string code)
    {
        var tree = SubmissionChain.Parse(CellSource.Parse(code).Code, "cell");
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return new Completeness(Completeness.Incomplete, Indent(tree));
        return new Completeness(tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error) ? Completeness.Invalid : Completeness.Complete);
    }

    /// <summary>One step for every bracket that is still open.</summary>
    private static string Indent(SyntaxTree tree)
    {
        var depth = 0;
        foreach (var token in tree.GetRoot().DescendantTokens().Where(t => !t.IsMissing))
        {
            depth += token.Kind() switch
            {
                SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
                SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
                _ => 0,
            };
        }

        return new string(' ', IndentWidth * Math.Max(0, depth));
    }
}
