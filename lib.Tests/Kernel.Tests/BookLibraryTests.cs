using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Course.Kernel.Book.Libraries;

namespace Course.Kernel.Tests;

public sealed class BookLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_npm_fetches_is_checked_kept_and_put_beside_the_pages()
    {
        var archive = Archive(("package/lib.js", "code"), ("package/LICENSE", "free"), ("package/README.md", "unwanted"));
        var package = Package(archive);
        var client = new FakeNpm(archive);

        var cache = new LibraryCache(_folder.File("cache"), client);
        await cache.PlaceAsync([package], _folder.File("first/assets"));
        await cache.PlaceAsync([package], _folder.File("second/assets"));

        Assert.Equal(1, client.Calls);
        foreach (var book in new[] { "first", "second" })
        {
            Assert.Equal(["LICENSE", "lib.js"],
                Directory.GetFiles(_folder.File($"{book}/assets/lib-1.2.3")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_package_that_is_not_the_one_known_is_not_kept()
    {
        var cache = new LibraryCache(_folder.File("cache"), new FakeNpm(Archive(("package/lib.js", "other code"))));
        var places = await cache.PlaceAsync([Package(Archive(("package/lib.js", "code")))], _folder.File("assets"));
        Assert.Contains("lib@1.2.3 is not the package that this version of the course knows", places.Sentence, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("assets")));
        Assert.False(Directory.Exists(_folder.File("cache")));
    }

    [Fact]
    public void Pages_without_a_library_beside_them_ask_a_server_and_check_what_it_sends()
    {
        var attributes = new LibraryPlaces([], null).Of(NpmPackage.Katex).ToAttributes();
        const string Server = "https://cdn.jsdelivr.net/npm/katex@0.16.47/dist/";
        Assert.Contains($" data-script=\"{Server}katex.min.js\" data-script-integrity=\"sha512-eDHx", attributes, StringComparison.Ordinal);
        Assert.Contains($" data-style=\"{Server}katex.min.css\" data-style-integrity=\"sha512-kI2+", attributes, StringComparison.Ordinal);
        var local = new LibraryPlaces([NpmPackage.Plotly], null).Of(NpmPackage.Plotly).ToAttributes();
        Assert.Equal(" data-script=\"assets/plotly.js-dist-min-3.7.0/plotly.min.js\"", local);
    }

    [Theory]
    [InlineData("npm is not installed")]
    [InlineData("npm took longer than 20 s")]
    public async Task Without_the_npm_client_the_terminal_says_what_pages_do_instead(string problem)
    {
        var cache = new LibraryCache(_folder.File("cache"), new FakeNpm(problem));
        var places = await cache.PlaceAsync([NpmPackage.Katex, NpmPackage.Plotly], _folder.File("assets"));
        Assert.Equal(
            $"KaTeX 0.16.47 and Plotly.js 3.7.0 come from a server when a page is read ({problem}); "
            + "without network figures stand still and formulas show as TeX.",
            places.Sentence);
        Assert.Empty(places.Beside);
    }

    [Fact]
    public async Task A_book_without_formulas_and_figures_needs_nothing()
    {
        var client = new FakeNpm("never asked");
        Assert.Null((await new LibraryCache(_folder.File("cache"), client).PlaceAsync([], _folder.File("assets"))).Sentence);
        Assert.Equal(0, client.Calls);
    }

    [Theory]
    [InlineData("package/../../escaped.js")]
    [InlineData("package//etc/escaped.js")]
    public void An_archive_cannot_write_outside_its_folder(string path)
    {
        var e = Assert.Throws<InvalidDataException>(() => Tarball.Extract(Archive((path, "x")), _ => true, _folder.File("out")));
        Assert.Contains("leads out of its folder", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_damaged_archive_leaves_nothing()
    {
        Assert.Throws<InvalidDataException>(() => Tarball.Extract([1, 2, 3], _ => true, _folder.File("out")));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private static NpmPackage Package(byte[] archive) =>
        new("Lib", "lib", "1.2.3", Convert.ToBase64String(SHA512.HashData(archive)), new("lib.js", ""), null);

    private static byte[] Archive(params (string Path, string Text)[] files)
    {
        var bytes = new MemoryStream();
        using (var tar = new TarWriter(new GZipStream(bytes, CompressionLevel.Fastest)))
        {
            foreach (var (path, text) in files)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }

        return bytes.ToArray();
    }

    /// <summary>Gives one archive for every package, or a reason why not.</summary>
    private sealed class FakeNpm(byte[]? archive, string? problem) : INpmClient
    {
        public FakeNpm(byte[] archive) : this(archive, null)
        {
        }

        public FakeNpm(string problem) : this(null, problem)
        {
        }

        public int Calls { get; private set; }

        public Task<string?> PackAsync(IReadOnlyList<NpmPackage> packages, string folder)
        {
            Calls++;
            foreach (var package in archive is null ? [] : packages)
                File.WriteAllBytes(Path.Combine(folder, package.FolderName + ".tgz"), archive!);
            return Task.FromResult(problem);
        }
    }
}
