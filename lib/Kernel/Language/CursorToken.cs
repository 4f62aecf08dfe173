using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Kernel.Language;

/// <summary>Where in the code the cursor stands: the word that is being typed and what comes before it.</summary>
/// <param name="Word">The identifier or keyword that the cursor is in or right after; default if there is none.</param>
/// <param name="Left">The last whole token before the word, or before the cursor.</param>
internal readonly record struct CursorToken(SyntaxToken Word, SyntaxToken Left)
{
    public static CursorToken At(SyntaxNode root, int cursor)
    {
        var token = root.FindToken(cursor);
        if (token.SpanStart >= cursor && !(token.SpanStart == cursor && IsWord(token) && !Touches(token.GetPreviousToken(), cursor)))
            token = token.GetPreviousToken();
        return IsWord(token) && token.SpanStart <= cursor && cursor <= token.Span.End
            ? new CursorToken(token, token.GetPreviousToken())
            : new CursorToken(default, token);
    }

    /// <summary>Whether the cursor is inside a comment or a literal, where nothing of the language is meant.</summary>
    public static bool IsInText(SyntaxNode root, int cursor)
    {
        var trivia = root.FindTrivia(Math.Max(0, cursor - 1), findInsideTrivia: false);
        if (trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia && trivia.SpanStart < cursor
            && (cursor < trivia.Span.End || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.Span.End == root.FullSpan.End))
            return true;

        var token = cursor > 0 ? root.FindToken(cursor - 1) : default;
        return token.SpanStart < cursor && token.Kind() switch
        {
            SyntaxKind.NumericLiteralToken => cursor <= token.Span.End,
            SyntaxKind.InterpolatedStringTextToken => cursor <= token.Span.End,
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
                or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken =>
                cursor < token.Span.End || (cursor == token.Span.End && token.ContainsDiagnostics),
            _ => false,
        };
    }

    private static bool IsWord(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsKeywordKind(token.Kind());

    private static bool Touches(SyntaxToken token, int cursor) => IsWord(token) && token.Span.End == cursor;
}
