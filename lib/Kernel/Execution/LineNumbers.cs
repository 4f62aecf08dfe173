using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace Course.Kernel.Execution;

/// <summary>
/// The lines of a cell that its compiled code stands for, made only when they are asked for: to write them down with every cell takes a third of the
/// time in which a small one is compiled, and few fail.
/// </summary>
internal sealed class LineNumbers
{
    private static readonly EmitOptions Portable = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private readonly Assembly _code;
    private readonly MetadataReader _symbols;

    private LineNumbers(Assembly code, MetadataReader symbols) => (_code, _symbols) = (code, symbols);

    /// <summary>
    /// Whether the runtime has to know them while the cell runs: something in it may write down where it is (a <c>catch</c>, a stack trace), or may be
    /// on its way when a later cell fails (functions and types). Of any other cell they are wanted only where it fails, by this kernel.
    /// </summary>
    public static bool MayBeReadBy(CSharpCompilation cell) =>
        // What comes from files is not looked through.
        cell.SyntaxTrees is not [var only] || only.GetRoot().DescendantNodes().Any(node => node
            is BaseTypeDeclarationSyntax or CatchClauseSyntax
            // The one expression that is compiled to something else when nobody asks for its lines.
            or SwitchExpressionSyntax
            or SimpleNameSyntax { Identifier.ValueText: nameof(Environment.StackTrace) or nameof(StackFrame) }
            || Submission.IsRunLater(node));

    /// <summary>Compiles the cell once more, now with its lines.</summary>
    /// <param name="cell">A cell that has been compiled without an error.</param>
    /// <param name="code">The same, loaded.</param>
    public static LineNumbers Of(CSharpCompilation cell, Assembly code)
    {
        MemoryStream symbols = new();
        Emit(cell, new MemoryStream(), symbols, CancellationToken.None);
        symbols.Position = 0;
        return new LineNumbers(code, MetadataReaderProvider.FromPortablePdbStream(symbols).GetMetadataReader());
    }

    /// <summary>Compiles a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="image">Receives the code.</param>
    /// <param name="symbols">Receives the lines; null for none.</param>
    /// <param name="cancellation">Stops the compiler.</param>
    public static EmitResult Emit(CSharpCompilation cell, Stream image, Stream? symbols, CancellationToken cancellation) =>
        cell.Emit(image, symbols, options: Portable, cancellationToken: cancellation);

    /// <summary>The line of the cell on which the frame stands, or null if it is not one of the cell's.</summary>
    public int? LineOf(StackFrame frame)
    {
        if (frame.GetMethod() is not { } method || method.Module.Assembly != _code)
            return null;
        var handle = (MethodDefinitionHandle)MetadataTokens.Handle(method.MetadataToken);
        SequencePoint? last = null;
        foreach (var point in _symbols.GetMethodDebugInformation(handle).GetSequencePoints())
        {
            if (point.Offset > frame.GetILOffset())
                break;
            if (!point.IsHidden)
                last = point;
        }

        return last?.StartLine;
    }
}
