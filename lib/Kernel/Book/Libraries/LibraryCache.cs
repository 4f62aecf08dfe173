using System.Security.Cryptography;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Book.Libraries;

/// <summary>
/// Packages as the npm client fetched them, kept for this user, and put into books from here. What is not there and cannot be had leaves the
/// book whole: its pages then ask a server, and without one they show still figures and readable TeX.
/// </summary>
/// <param name="folder">Where packages are kept.</param>
/// <param name="client">Fetches what is missing.</param>
internal sealed class LibraryCache(string folder, INpmClient client)
{
    /// <summary>In the place that the operating system has for such files.</summary>
    public static LibraryCache OfThisUser { get; } = new(
        Path.Combine(Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
            : OperatingSystem.IsLinux() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache")
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "course-book"),
        new NpmClient());

    /// <summary>Puts libraries beside the pages of a book, as far as they can be had.</summary>
    /// <param name="needed">Which.</param>
    /// <param name="assets">The book's folder for them.</param>
    public async Task<LibraryPlaces> PlaceAsync(IReadOnlyList<NpmPackage> needed, string assets)
    {
        var missing = needed.Where(package => !Directory.Exists(Path.Combine(assets, package.FolderName)) && !IsKept(package)).ToList();
        var problem = missing.Count == 0 ? null : await FetchAsync(missing);
        foreach (var package in needed)
        {
            if (Directory.Exists(Path.Combine(assets, package.FolderName)))
                continue;
            try
            {
                if (IsKept(package))
                    Tarball.Extract(File.ReadAllBytes(FileOf(package)), package.Wants, Path.Combine(assets, package.FolderName));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                problem = e.Message;
            }
        }

        var beside = needed.Where(package => Directory.Exists(Path.Combine(assets, package.FolderName))).ToList();
        return new LibraryPlaces(beside, Sentence(beside, [.. needed.Except(beside)], problem));
    }

    private static string? Sentence(List<NpmPackage> beside, List<NpmPackage> distant, string? problem)
    {
        var sentences = new List<string>();
        if (beside.Count > 0)
            sentences.Add($"{string.Join(" and ", beside)} {(beside.Count == 1 ? "lies" : "lie")} in the book, which needs no network.");
        if (distant.Count > 0)
        {
            sentences.Add($"{string.Join(" and ", distant)} {(distant.Count == 1 ? "comes" : "come")} from a server when a page is read ({problem}); "
                + "without network figures stand still and formulas show as TeX.");
        }

        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    /// <returns>Why something is still missing, or null.</returns>
    private async Task<string?> FetchAsync(List<NpmPackage> packages)
    {
        var place = Directory.CreateTempSubdirectory("course-npm-");
        try
        {
            if (await client.PackAsync(packages, place.FullName) is { } problem)
                return problem;
            foreach (var package in packages)
            {
                // npm names the file itself: "@scope/name" loses its slash, none of ours has a scope.
                var bytes = await File.ReadAllBytesAsync(Path.Combine(place.FullName, package.FolderName + ".tgz"));
                if (!IsGenuine(package, bytes))
                    return $"what npm fetched as {package.Specification} is not the package that this version of the course knows";
                AtomicFile.Write(FileOf(package), stream => stream.Write(bytes));
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private bool IsKept(NpmPackage package) => File.Exists(FileOf(package)) && IsGenuine(package, File.ReadAllBytes(FileOf(package)));

    private static bool IsGenuine(NpmPackage package, byte[] bytes) => Convert.ToBase64String(SHA512.HashData(bytes)) == package.Integrity;

    private string FileOf(NpmPackage package) => Path.Combine(folder, package.FolderName + ".tgz");
}
