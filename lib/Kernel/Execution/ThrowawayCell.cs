using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Kernel.Execution;

/// <summary>
/// A cell of which nothing is wanted but that it comes first: for the first code in a context the runtime sets up heaps for types, stubs and machine code.
/// </summary>
internal static class ThrowawayCell
{
    private static readonly Lazy<byte[]> Image = new(Compile);

    /// <summary>While nobody waits: compiles it, once for all contexts.</summary>
    public static void Prepare() => _ = Image.Value;

    /// <summary>Runs it in a context; does nothing before it has been compiled.</summary>
    public static void RunIn(AssemblyLoadContext context)
    {
        if (!Image.IsValueCreated)
            return;
        var submission = context.LoadFromStream(new MemoryStream(Image.Value)).GetType(Submission.ClassName, throwOnError: true)!;
        LoadedCell.Prepare(submission);
        _ = LoadedCell.Of(submission, static _ => null).Run();
    }

    private static byte[] Compile()
    {
        MemoryStream image = new();
        CSharpCompilation.CreateScriptCompilation(
            "throwaway",
            SubmissionChain.Parse("var x = 1;", ""),
            [FrameworkReferences.Find(typeof(object).Assembly.GetName().Name!)!.WithAliases([])],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, scriptClassName: Submission.ClassName),
            returnType: typeof(object)).Emit(image);
        return image.ToArray();
    }
}
