using System.ComponentModel;
using System.Diagnostics;
using Course.Kernel.Install;

namespace Course.Kernel.Tests.FrontEnds;

/// <summary>Runs the scripts of this folder with the built kernel installed under a name of its own, or skips the test where a program is missing.</summary>
internal sealed class FrontEndPrograms : IDisposable
{
    public const string Python = "/usr/bin/python3";
    public const string KernelName = "course-under-test";

    private readonly TemporaryFolder _folder = new();

    public static string Repository { get; } = Commands.Repository.Find(AppContext.BaseDirectory)!.Folder;

    public TemporaryFolder Folder => _folder;

    /// <summary>Where npm's packages are; null if the variable is not set.</summary>
    public static string? NodeModules =>
        Environment.GetEnvironmentVariable("COURSE_FRONT_ENDS") is { } folder ? Path.Combine(folder, "node_modules") : null;

    /// <summary>A file of the library that lectures load.</summary>
    public static string Library(string name) => Path.Combine(Repository, "lib", "Course", "bin", "Release", "net10.0", name);

    public static void RequireLibrary() =>
        Assert.SkipUnless(File.Exists(Library("Course.dll")), "needs the Release build of lib/Course; run: dotnet test -c Release");

    public static void RequireModule(string module, string package) =>
        Assert.SkipUnless(Succeeds(Python, "-c", $"import {module}"), $"needs Debian's {package}; .ci/run installs it");

    public static void RequireProgram(string program, string package) =>
        Assert.SkipUnless(Succeeds(program, "--version"), $"needs {program} (Debian's {package}); .ci/run installs it");

    public static void RequireNodeModule(string module) => Assert.SkipUnless(
        NodeModules is { } modules && Directory.Exists(Path.Combine(modules, module)) && Succeeds("node", "--version"),
        $"needs Node and npm's {module} in the folder that COURSE_FRONT_ENDS names; .ci/run installs it");

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "FrontEnds", name);

    /// <summary>A copy of a lecture that finds its library and weights, away from the checkpoints of other runs.</summary>
    public string CopyLecture(string lecture)
    {
        var notebooks = Directory.CreateDirectory(_folder.File("notebooks")).FullName;
        Link(_folder.File("lib"), "lib");
        Link(Path.Combine(notebooks, "weights"), "notebooks", "weights");
        var copy = Path.Combine(notebooks, Path.GetFileName(lecture));
        File.Copy(lecture, copy);
        return copy;
    }

    /// <summary>Runs a program that finds the kernel as <see cref="KernelName"/>.</summary>
    /// <returns>Its exit code and what it printed; of a failed one also its errors.</returns>
    public async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        KernelSpec.Install(JupyterFolders.Under(_folder.Path), KernelName, force: false);
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
            Environment =
            {
                ["JUPYTER_PATH"] = Path.Combine(_folder.Path, "share", "jupyter"),
                ["JUPYTER_RUNTIME_DIR"] = _folder.File("runtime"),
                ["JUPYTER_CONFIG_DIR"] = _folder.File("config"),
                ["IPYTHONDIR"] = _folder.File("ipython"),
                ["KERNEL_NAME"] = KernelName,
                ["COURSE_PROFILE"] = "quick",
            },
        })!;
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await error);
    }

    public void Dispose() => _folder.Dispose();

    private static void Link(string path, params string[] target)
    {
        if (!Path.Exists(path))
            Directory.CreateSymbolicLink(path, Path.Combine([Repository, .. target]));
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
