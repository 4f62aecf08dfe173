using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Kernel.Tests;

public sealed class LibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        // The libraries stay loaded, which Windows takes for use.
        if (!OperatingSystem.IsWindows())
            _folder.Dispose();
    }

    [Fact]
    public async Task A_library_is_found_from_the_notebooks_folder_and_its_dependency_beside_it()
    {
        var below = Compile("KernelTestsBelow", "namespace Below { public class Base { public int Seven => 7; } }");
        Compile("KernelTestsAbove", "namespace Above { public class Derived : Below.Base { } }", below);

        var cells = new Cells(_folder.File("notebooks"));
        await cells.ValueAsync("#r \"../lib/KernelTestsAbove.dll\"\nusing Above;");
        Assert.Equal("7", await cells.ValueAsync("new Derived().Seven"));
        // One process, one copy: a second context would mean a second set of statics.
        Assert.Equal("Default", await cells.ValueAsync(
            "System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(typeof(Derived).Assembly).Name"));
    }

    [Fact]
    public async Task A_cell_may_use_the_types_of_what_its_library_was_built_against()
    {
        var below = Compile("KernelTestsEngine", "namespace Engine { public class Number { public int Seven => 7; } }");
        Compile("KernelTestsModels", "namespace Models { public class Model : Engine.Number { } }", below);

        var cells = new Cells(_folder.File("notebooks"));
        await cells.ValueAsync("#r \"../lib/KernelTestsModels.dll\"\nusing Engine;\nusing Models;");
        Assert.Equal("7", await cells.ValueAsync("Number number = new Model();\nnumber.Seven"));
    }

    [Fact]
    public async Task What_a_library_registers_when_it_is_loaded_is_there_before_a_cell_uses_it()
    {
        Compile("KernelTestsRegistering", "static class Start { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Up() => "
            + "System.AppDomain.CurrentDomain.SetData(\"registered\", \"yes\"); }");
        await new Cells(_folder.File("notebooks")).ValueAsync("#r \"../lib/KernelTestsRegistering.dll\"");
        Assert.Equal("yes", AppDomain.CurrentDomain.GetData("registered"));
    }

    [Fact]
    public async Task A_library_that_is_not_there_is_answered_with_the_build_command()
    {
        var failure = await new Cells(_folder.Path).RunAsync("// The library of the lectures.\n#r \"../lib/Course/bin/Release/net10.0/Course.dll\"");
        Assert.Equal(
            "line 2, column 1: #r \"../lib/Course/bin/Release/net10.0/Course.dll\" names a library that does not exist yet; "
            + "build it first with: dotnet build -c Release",
            Assert.Single(failure!.Problems).ToString());
    }

    [Fact]
    public async Task A_file_that_is_no_library_fails_its_cell_and_not_the_session()
    {
        _folder.Write("text.dll", "not a library");
        var cells = new Cells(_folder.Path);
        Assert.NotNull(await cells.RunAsync("#r \"text.dll\""));
        Assert.Equal("1", await cells.ValueAsync("1"));
    }

    [Fact]
    public async Task A_script_is_loaded_from_the_notebooks_folder()
    {
        _folder.Write("lib/part.csx", "int FromFile() => 8;");
        Assert.Equal("8", await new Cells(_folder.Path).ValueAsync("#load \"lib/part.csx\"\nFromFile()"));
    }

    private string Compile(string name, string code, params string[] references)
    {
        Directory.CreateDirectory(_folder.File("lib"));
        Directory.CreateDirectory(_folder.File("notebooks"));
        var path = _folder.File($"lib/{name}.dll");
        var compilation = CSharpCompilation.Create(name,
            [CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location), .. references.Select(r => MetadataReference.CreateFromFile(r))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var result = compilation.Emit(path, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }
}
