using System.IO.Compression;
using System.Runtime.InteropServices;
using Course.Kernel.Execution;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Kernel.Tests;

/// <summary>Packages from a folder that the test fills; no other source is asked.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LiveCells _cells;

    public PackageTests()
    {
        Directory.CreateDirectory(_folder.File("feed"));
        Directory.CreateDirectory(_folder.File("other"));
        _folder.Write("nuget.config", """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
            </configuration>
            """);
        _cells = Session();
    }

    public void Dispose()
    {
        // The libraries stay loaded, which Windows takes for use.
        if (!OperatingSystem.IsWindows())
            _folder.Dispose();
    }

    [Fact]
    public async Task A_package_is_restored_with_what_it_depends_on_and_remembered()
    {
        Pack("KernelTests.Below", "1.0.0", "namespace Below { public class Seven { public static int Value => 7; } }");
        Pack("KernelTests.Above", "1.2.0", "namespace Above { public class Eight { public static int Value => 8; } }", dependency: ("KernelTests.Below", "1.0.0"));
        Assert.Equal("15", await _cells.ValueAsync("#r \"nuget: KernelTests.Above, 1.2.0\"\nusing Above; using Below;\nEight.Value + Seven.Value"));
        // Asked again, in this session or another, nothing needs to be restored: not even the feed is there any more.
        Directory.Delete(_folder.File("feed"), recursive: true);
        Assert.Equal("8", await _cells.ValueAsync("#r \"nuget:kerneltests.above,1.2.0\"\nAbove.Eight.Value"));
        Assert.Equal("7", await Session().ValueAsync("#r \"nuget: KernelTests.Above, 1.2.0\"\nBelow.Seven.Value"));
    }

    [Fact]
    public async Task Packages_of_a_session_must_agree()
    {
        Pack("KernelTests.Shared", "1.0.0", "public class Shared { }");
        Pack("KernelTests.Shared", "2.0.0", "public class Shared { }");
        Pack("KernelTests.User", "1.0.0", "public class User { }", dependency: ("KernelTests.Shared", "2.0.0"));
        await _cells.ValueAsync("#r \"nuget: KernelTests.Shared, 1.0.0\"");
        Assert.Contains("KernelTests.Shared 1.0.0 is in use in this session; restart the kernel to use version 2.0.0.",
            (await _cells.RunAsync("#r \"nuget: KernelTests.Shared, 2.0.0\""))!.Message, StringComparison.Ordinal);
        var failure = await _cells.RunAsync("#r \"nuget: KernelTests.User, 1.0.0\"");
        Assert.Contains("KernelTests.Shared", failure!.Message, StringComparison.Ordinal);
        Assert.Equal("1", await _cells.ValueAsync("1"));
    }

    [Theory]
    [InlineData("#r \"nuget: KernelTests.Absent, 1.0.0\"", "Unable to find package KernelTests.Absent.")]
    [InlineData("#r \"nuget: KernelTests.Old, 9.0.0\"", "Unable to find package KernelTests.Old with version (>= 9.0.0).")]
    [InlineData("#i \"nuget:https://127.0.0.1:9/index.json\"\n#r \"nuget: KernelTests.Absent2, 1.0.0\"", "A package source cannot be reached:")]
    [InlineData("#r \"nuget:\"", "is not of the form #r \"nuget: Name, Version\"")]
    [InlineData("#i \"nuget:missing-folder\"", "names a folder that does not exist")]
    public async Task What_cannot_be_restored_is_told_in_one_sentence(string code, string message)
    {
        Pack("KernelTests.Old", "1.0.0", "public class Old { }");
        var failure = await _cells.RunAsync(code);
        Assert.Contains(message, Assert.Single(failure!.Problems).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.DoesNotMatch(@"\w Check the name", failure.Message);
        Assert.DoesNotContain(_folder.Path + "/packages.csproj", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_source_can_be_added()
    {
        Pack("KernelTests.Elsewhere", "1.0.0", "public class Elsewhere { public const int One = 1; }", feed: "other");
        Assert.Equal("1", await _cells.ValueAsync("#i \"nuget:other\"\n#r \"nuget: KernelTests.Elsewhere\"\nElsewhere.One"));
    }

    [Fact]
    public async Task Native_libraries_of_this_system_are_found()
    {
        var name = OperatingSystem.IsWindows() ? "kerneltestsnative.dll" : OperatingSystem.IsMacOS() ? "libkerneltestsnative.dylib" : "libkerneltestsnative.so";
        Pack("KernelTests.Native", "1.0.0", """
            public class Native
            {
                [System.Runtime.InteropServices.DllImport("kerneltestsnative")] public static extern int nothing();
            }
            """, files: ($"runtimes/{RuntimeInformation.RuntimeIdentifier}/native/{name}", "no library, but found"));
        // It is found, read, and refused by the system, which names the file that it was given.
        var failure = await _cells.RunAsync("#r \"nuget: KernelTests.Native, 1.0.0\"\nNative.nothing()");
        Assert.Contains(Path.Combine("kerneltests.native", "1.0.0", "runtimes"), failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_extension_runs_its_script_and_its_library_if_it_can_be_loaded()
    {
        var interactive = Compile("Microsoft.DotNet.Interactive", """
            namespace Microsoft.DotNet.Interactive
            {
                public class Kernel { }
                public interface IKernelExtension { System.Threading.Tasks.Task OnLoadAsync(Kernel kernel); }
            }
            """);
        var extension = Compile("KernelTests.Extension.Notebooks", """
            public class Extension : Microsoft.DotNet.Interactive.IKernelExtension
            {
                public System.Threading.Tasks.Task OnLoadAsync(Microsoft.DotNet.Interactive.Kernel kernel)
                {
                    System.Console.WriteLine("loaded with " + kernel.GetType().Name);
                    return System.Threading.Tasks.Task.CompletedTask;
                }
            }
            """, interactive);
        const string Folder = "interactive-extensions/dotnet/";
        Pack("KernelTests.Bare", "1.0.0", "public class Bare { }", copies: [($"{Folder}KernelTests.Extension.Notebooks.dll", extension)]);
        Pack("KernelTests.Whole", "1.0.0", "public class Whole { }",
            files: ($"{Folder}extension.dib", "#!csharp\nusing System.IO;\nvar fromExtension = 5;\n#!markdown\n# not code"),
            copies: [($"{Folder}KernelTests.Extension.Notebooks.dll", extension), ($"{Folder}Microsoft.DotNet.Interactive.dll", interactive)]);

        await _cells.ValueAsync("#r \"nuget: KernelTests.Bare, 1.0.0\"");
        Assert.Contains("The extension KernelTests.Extension.Notebooks.dll of KernelTests.Bare was not loaded: it needs Microsoft.DotNet.Interactive, which is not there.",
            _cells.Text("stderr"), StringComparison.Ordinal);
        Assert.Equal("5 Stream", await _cells.ValueAsync("#r \"nuget: KernelTests.Whole, 1.0.0\"\n$\"{fromExtension} {typeof(Stream).Name}\""));
        Assert.Contains("loaded with Kernel", _cells.Text("stdout"), StringComparison.Ordinal);
    }

    private LiveCells Session() => new(_folder.Path, _folder.File("cache"));

    private string Compile(string name, string code, params string[] references)
    {
        Directory.CreateDirectory(_folder.File("built"));
        var path = _folder.File($"built/{name}.dll");
        var result = CSharpCompilation.Create(name,
            [CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken)],
            [.. FrameworkReferences.PathOf.Values.Where(path => !path.EndsWith("Course.Kernel.Cells.dll", StringComparison.Ordinal)).Concat(references).Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(path, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }

    private void Pack(
        string name, string version, string code, (string Name, string Version)? dependency = null, string feed = "feed",
        (string Path, string Text)? files = null, (string Path, string File)[]? copies = null)
    {
        var needed = dependency is var (id, at) ? $"<dependency id=\"{id}\" version=\"{at}\" />" : "";
        using var package = ZipFile.Open(_folder.File($"{feed}/{name}.{version}.nupkg"), ZipArchiveMode.Create);
        Write($"{name}.nuspec", $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{name}</id><version>{version}</version><authors>tests</authors><description>For a test.</description>
                <dependencies><group targetFramework="net8.0">{needed}</group></dependencies>
              </metadata>
            </package>
            """);
        package.CreateEntryFromFile(Compile(name, code), $"lib/net8.0/{name}.dll");
        if (files is var (path, text))
            Write(path, text);
        foreach (var (target, file) in copies ?? [])
            package.CreateEntryFromFile(file, target);

        void Write(string entry, string content)
        {
            using var writer = new StreamWriter(package.CreateEntry(entry).Open());
            writer.Write(content);
        }
    }
}
