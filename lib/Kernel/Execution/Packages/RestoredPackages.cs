using System.Text.Json.Serialization;

namespace Course.Kernel.Execution.Packages;

/// <summary>What a set of requested packages came to, with everything that they depend on.</summary>
/// <param name="Packages">Every package of the set.</param>
/// <param name="Frameworks">Shared frameworks that they need besides .NET itself.</param>
internal sealed record RestoredPackages(IReadOnlyList<RestoredPackage> Packages, IReadOnlyList<string> Frameworks)
{
    /// <summary>Whether everything is still on the disk; people do clear their package folders.</summary>
    [JsonIgnore]
    public bool IsThere => Packages.All(p => Directory.Exists(p.Folder) && p.Compile.Concat(p.Runtime).Concat(p.Native).All(File.Exists));
}

/// <param name="Name">Its id.</param>
/// <param name="Version">The one that was chosen.</param>
/// <param name="Folder">Where it lies unpacked.</param>
/// <param name="Compile">Libraries to compile against.</param>
/// <param name="Runtime">Libraries to load, for this system and processor.</param>
/// <param name="Native">Native libraries, for this system and processor.</param>
internal sealed record RestoredPackage(
    string Name,
    string Version,
    string Folder,
    IReadOnlyList<string> Compile,
    IReadOnlyList<string> Runtime,
    IReadOnlyList<string> Native);

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(RestoredPackages))]
internal sealed partial class RestoredPackagesJson : JsonSerializerContext;
