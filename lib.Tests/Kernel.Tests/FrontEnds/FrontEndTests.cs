using System.Diagnostics;
using Course.Kernel.Install;
using Course.Kernel.Protocol.Client;

namespace Course.Kernel.Tests.FrontEnds;

/// <summary>
/// Programs that people use, against the built kernel. They need what <c>.ci/run</c> installs: Debian's python3-jupyter-client,
/// python3-jupyter-kernel-test and python3-nbclient, and npm's zeromq in the folder that COURSE_FRONT_ENDS names.
/// </summary>
public sealed class FrontEndTests : IDisposable
{
    private const string Name = "course-under-test";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Jupyters_own_test_suite_passes()
    {
        Require("jupyter_kernel_test", "python3-jupyter-kernel-test");
        var (code, output) = await PythonAsync("kernel_test.py");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task A_client_built_on_pyzmq_runs_asks_interrupts_restarts_and_ends_it()
    {
        Require("jupyter_client", "python3-jupyter-client");
        var (code, output) = await PythonAsync("client_test.py");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Nbclient_executes_a_notebook()
    {
        Require("nbclient", "python3-nbclient");
        var notebook = _folder.Notebook("a.ipynb", "A", "Console.WriteLine(\"one\"); 2", "await Task.Delay(1); \"three\"");
        var (code, output) = await PythonAsync("notebook_test.py", notebook);
        Assert.True(code == 0, output);
        Assert.Equal("[\"one\\n\", \"2\"]\n[\"three\"]", output.Trim());
    }

    [Fact]
    public async Task The_zeromq_library_of_VS_Code_talks_to_it()
    {
        var modules = Environment.GetEnvironmentVariable("COURSE_FRONT_ENDS");
        Assert.SkipUnless(modules is not null && Directory.Exists(Path.Combine(modules, "node_modules", "zeromq")),
            "needs npm's zeromq in the folder that COURSE_FRONT_ENDS names; .ci/run installs it");
        await using var kernel = await LocalKernel.StartAsync(_folder.Path, null, _ => { }, Cancellation);
        var file = _folder.File("connection.json");
        kernel.Connection.Write(file);
        var (code, output) = await RunAsync("node", Script("zeromq_test.mjs"), file);
        Assert.True(code == 0, output);
        Assert.Equal("[\"ok\",\"héllo 😀\\n\",\"300000\"]", output.Trim());
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "FrontEnds", name);

    private static void Require(string module, string package)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", $"import {module}"]) { RedirectStandardError = true });
            python!.WaitForExit();
            Assert.SkipUnless(python.ExitCode == 0, $"needs Debian's {package}; .ci/run installs it");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"needs Python and {package}; .ci/run installs them where it can");
        }
    }

    private Task<(int Code, string Output)> PythonAsync(string script, params string[] arguments)
    {
        KernelSpec.Install(JupyterFolders.Under(_folder.Path), Name, force: false);
        return RunAsync("/usr/bin/python3", [Script(script), .. arguments]);
    }

    private async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
            Environment =
            {
                ["JUPYTER_PATH"] = Path.Combine(_folder.Path, "share", "jupyter"),
                ["JUPYTER_RUNTIME_DIR"] = _folder.File("runtime"),
                ["KERNEL_NAME"] = Name,
            },
        })!;
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await error);
    }
}
