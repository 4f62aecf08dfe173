using System.Text.Json.Nodes;
using Course.Kernel.Commands;
using Course.Kernel.Install;
using Course.Kernel.Protocol;

namespace Course.Kernel.Tests.Install;

public sealed class KernelSpecTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];

    public KernelSpecTests() => _environment["JUPYTER_DATA_DIR"] = _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_installed_kernel_starts_the_built_library_and_asks_for_messages()
    {
        var (code, output, _) = Run("install");
        Assert.Equal((0, true), (code, output.StartsWith("Installed .NET (C#) as .net-csharp", StringComparison.Ordinal)));
        var folder = _folder.File("data/kernels/.net-csharp");
        var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "kernel.json")))!;
        Assert.Equal((".NET (C#)", "C#", "message"), ((string)spec["display_name"]!, (string)spec["language"]!, (string)spec["interrupt_mode"]!));
        var arguments = spec["argv"]!.AsArray().Select(a => (string)a!).ToList();
        Assert.Equal(["exec", typeof(KernelSpec).Assembly.Location, "kernel", "start", "--connection-file", "{connection_file}"], arguments.Skip(1));
        Assert.Equal(KernelHost.Environment, spec["env"]!.AsObject().ToDictionary(v => v.Key, v => (string)v.Value!));
        Assert.All(arguments.Take(1), path => Assert.True(Path.IsPathRooted(path)));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(Path.Combine(folder, "logo-64x64.png"))[..4]);
        Assert.Equal(4, Directory.GetFiles(folder).Length);

        Assert.Equal(0, Run("install").Code);
        Assert.Contains("* .net-csharp", Run("list").Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("uninstall").Code);
        Assert.False(Directory.Exists(folder));
        Assert.Contains("not installed", Run("list").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kernel_of_that_name_is_kept_unless_forced()
    {
        var theirs = _folder.Write("data/kernels/.net-csharp/kernel.json", """{"argv": ["dotnet-interactive"], "display_name": ".NET (C#)"}""");
        foreach (var verb in new[] { "install", "uninstall" })
        {
            var (code, _, error) = Run(verb);
            Assert.Equal(1, code);
            Assert.Contains("holds another kernel; --force", error, StringComparison.Ordinal);
            Assert.Contains("dotnet-interactive", File.ReadAllText(theirs), StringComparison.Ordinal);
        }

        Assert.Equal(0, Run("install", "--force").Code);
        Assert.DoesNotContain("dotnet-interactive", File.ReadAllText(theirs), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_goes_where_it_is_asked_to_under_the_name_it_is_given()
    {
        Assert.Equal(0, Run("install", "--prefix", _folder.File("usr"), "--name", "csharp-course").Code);
        Assert.True(File.Exists(_folder.File("usr/share/jupyter/kernels/csharp-course/kernel.json")));
        Assert.Contains("no Python environment is active", Run("install", "--sys-prefix").Error, StringComparison.Ordinal);
        _environment["VIRTUAL_ENV"] = _folder.File("venv");
        Assert.Equal(0, Run("install", "--sys-prefix").Code);
        Assert.True(File.Exists(_folder.File("venv/share/jupyter/kernels/.net-csharp/kernel.json")));
        Assert.Contains("cannot be the name of a kernel", Run("install", "--name", "../x").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_whose_library_has_gone_is_pointed_out()
    {
        _folder.Write("data/kernels/old/kernel.json", """{"argv": ["dotnet", "/nowhere/Course.Kernel.dll"], "display_name": "old"}""");
        Assert.Contains("cannot start: /nowhere/Course.Kernel.dll is gone", Run("list").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Kernels_of_the_whole_machine_are_looked_for_where_Jupyter_looks()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has one such folder");
        var folders = new JupyterFolders(_environment.GetValueOrDefault, _folder.File("home")).All;
        Assert.Equal(["/usr/local/share/jupyter/kernels", "/usr/share/jupyter/kernels"], folders.TakeLast(2));
    }

    private (int Code, string Output, string Error) Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var folders = new JupyterFolders(_environment.GetValueOrDefault, _folder.File("home"));
        var code = KernelCommand.Create(output, error, folders).Parse(args).Invoke();
        return (code, output.ToString(), error.ToString());
    }
}
