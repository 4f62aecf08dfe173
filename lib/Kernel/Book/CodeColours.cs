using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Kernel.Book;

/// <summary>
/// C# to coloured HTML by the compiler's own parser: no second grammar to keep up with the language. Without binding, what
/// is a type is a guess by position and capital letter, good enough for reading.
/// </summary>
internal static class CodeColours
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Preview, kind: SourceCodeKind.Script);

    public static string ToHtml(string code)
    {
        var html = new StringBuilder();
        var root = CSharpSyntaxTree.ParseText(code, Script).GetRoot();
        foreach (var token in root.DescendantTokens())
        {
            Append(html, token.LeadingTrivia);
            Append(html, token.Text, ClassOf(token));
            Append(html, token.TrailingTrivia);
        }

        return html.ToString();
    }

    private static void Append(StringBuilder html, SyntaxTriviaList trivia)
    {
        foreach (var piece in trivia)
        {
            var style = piece.IsDirective ? "d" : IsComment(piece) ? "c" : null;
            Append(html, piece.ToFullString(), style);
        }
    }

    private static void Append(StringBuilder html, string text, string? style)
    {
        if (text.Length == 0)
            return;
        var escaped = WebUtility.HtmlEncode(text);
        html.Append(style is null ? escaped : $"<span class=\"{style}\">{escaped}</span>");
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or
        SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    private static string? ClassOf(SyntaxToken token)
    {
        if (token.IsKeyword() || token.IsContextualKeyword() || token is { Text: "var" or "await" })
            return "k";
        return token.Kind() switch
        {
            SyntaxKind.NumericLiteralToken => "n",
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
                or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken
                or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.SingleLineRawStringLiteralToken
                or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken
                or SyntaxKind.InterpolatedMultiLineRawStringStartToken or SyntaxKind.InterpolatedRawStringEndToken => "s",
            SyntaxKind.IdentifierToken => ClassOfName(token),
            _ => null,
        };
    }

    private static string? ClassOfName(SyntaxToken token)
    {
        var name = token.Parent;
        if (name is BaseTypeDeclarationSyntax or TypeParameterSyntax or ConstructorDeclarationSyntax)
            return "t";
        if (name is MethodDeclarationSyntax or LocalFunctionStatementSyntax || IsCalled(name))
            return "f";
        var isMember = name?.Parent is MemberAccessExpressionSyntax access && access.Name == name;
        return name is SimpleNameSyntax && !isMember && token.Text is [>= 'A' and <= 'Z', ..] ? "t" : null;
    }

    private static bool IsCalled(SyntaxNode? name) => name?.Parent switch
    {
        InvocationExpressionSyntax call => call.Expression == name,
        MemberAccessExpressionSyntax access => access.Name == name && access.Parent is InvocationExpressionSyntax,
        _ => false,
    };
}
