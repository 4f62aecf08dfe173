using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Kernel.Language;

/// <summary>The keywords that make sense where the cursor stands, as far as the token before tells.</summary>
internal static class Keywords
{
    private static readonly string[] Types =
        ["bool", "byte", "char", "decimal", "double", "dynamic", "float", "int", "long", "nint", "object", "sbyte", "short", "string", "uint", "ulong", "ushort"];

    private static readonly string[] Values =
        ["async", "await", "checked", "default", "delegate", "false", "nameof", "new", "null", "sizeof", "stackalloc", "static", "switch", "this", "throw", "true", "typeof", "unchecked"];

    private static readonly string[] Statements =
    [
        "abstract", "break", "case", "catch", "class", "const", "continue", "do", "else", "enum", "event", "finally", "fixed", "for", "foreach", "goto", "if",
        "interface", "internal", "lock", "out", "override", "params", "private", "protected", "public", "readonly", "record", "ref", "return", "sealed",
        "struct", "try", "unsafe", "using", "var", "virtual", "void", "while", "yield",
    ];

    // After a value comes an operator.
    private static readonly string[] Operators = ["and", "as", "in", "is", "not", "or", "switch", "when", "where", "with"];

    public static IEnumerable<string> After(SyntaxToken left) => left.Kind() switch
    {
        SyntaxKind.None or SyntaxKind.SemicolonToken or SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken or SyntaxKind.ColonToken => [.. Types, .. Values, .. Statements],
        // A bracket may end a value or the head of a statement.
        SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => [.. Types, .. Values, .. Statements, .. Operators],
        SyntaxKind.OpenParenToken or SyntaxKind.CommaToken => [.. Types, .. Values, "in", "out", "params", "ref", "var"],
        SyntaxKind.IdentifierToken or SyntaxKind.NumericLiteralToken or SyntaxKind.StringLiteralToken => Operators,
        SyntaxKind.IsKeyword => [.. Types, "not", "null"],
        _ when SyntaxFacts.IsKeywordKind(left.Kind()) => [.. Types, .. Values, .. Statements],
        _ => [.. Types, .. Values],
    };
}
