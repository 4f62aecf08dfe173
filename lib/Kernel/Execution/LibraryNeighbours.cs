using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Course.Kernel.Execution;

/// <summary>
/// The libraries that a library was built against and that lie beside it. A cell that loads it may use their types as if it had
/// named them: which engine lies beside the course's library is a matter of how that was built, not of the notebook.
/// </summary>
internal static class LibraryNeighbours
{
    /// <param name="library">An existing file.</param>
    /// <returns>Absolute paths; none for a file that is no .NET library.</returns>
    public static IReadOnlyList<string> Of(string library)
    {
        using var file = File.OpenRead(library);
        using var image = new PEReader(file);
        try
        {
            if (!image.HasMetadata)
                return [];
            var metadata = image.GetMetadataReader();
            return
            [
                .. metadata.AssemblyReferences
                    .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
                    .Select(name => Path.Combine(Path.GetDirectoryName(library)!, name + ".dll"))
                    .Where(File.Exists),
            ];
        }
        catch (BadImageFormatException)
        {
            return []; // the compiler says it better
        }
    }
}
