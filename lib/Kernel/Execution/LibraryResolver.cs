using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Course.Kernel.Execution;

/// <summary>Finds the file behind <c>#r "…"</c> for the compiler: paths count from the notebook's folder.</summary>
internal sealed class LibraryResolver(string folder) : MetadataReferenceResolver
{
    public override bool ResolveMissingAssemblies => true;

    /// <summary>The absolute path of an existing file, or null.</summary>
    /// <param name="reference">What stands between the quotes.</param>
    /// <param name="fromFile">The script in which it stands; only a file read by <c>#load</c> is rooted.</param>
    public string? FindPath(string reference, string? fromFile = null)
    {
        if (FrameworkReferences.PathOf.TryGetValue(reference, out var known))
            return known;

        // Notebooks are written on Linux and on Windows; both spellings must work on both.
        var relative = reference.Replace('\\', '/');
        var start = Path.IsPathRooted(fromFile) ? Path.GetDirectoryName(fromFile)! : folder;
        var path = Path.GetFullPath(relative, start);
        return File.Exists(path) ? path : null;
    }

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
        FindPath(reference, baseFilePath) is { } path ? [MetadataReference.CreateFromFile(path, properties)] : [];

    /// <summary>A library's own dependencies lie beside it; the compiler asks for them when a signature mentions their types.</summary>
    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity)
    {
        // The framework's libraries have none: what lies beside the kernel is its own affair, and a cell must not compile against Roslyn by accident.
        if (definition is not PortableExecutableReference { FilePath: { } path })
            return null;
        if (FrameworkReferences.Find(referenceIdentity.Name) is { } known)
            return known;
        var beside = Path.Combine(Path.GetDirectoryName(path)!, referenceIdentity.Name + ".dll");
        return File.Exists(beside) ? MetadataReference.CreateFromFile(beside) : null;
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
