using Course.Kernel.Protocol.Client;

namespace Course.Kernel.Tests.FrontEnds;

/// <summary>
/// Programs that people use, against the built kernel. They need what <c>.ci/run</c> installs: Debian's Jupyter packages, and npm's zeromq in
/// the folder that COURSE_FRONT_ENDS names.
/// </summary>
public sealed class FrontEndTests : IDisposable
{
    private readonly FrontEndPrograms _programs = new();

    public void Dispose() => _programs.Dispose();

    [Fact]
    public async Task Jupyters_own_test_suite_passes()
    {
        FrontEndPrograms.RequireModule("jupyter_kernel_test", "python3-jupyter-kernel-test");
        var (code, output) = await PythonAsync("kernel_test.py");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task A_client_built_on_pyzmq_runs_asks_interrupts_restarts_and_ends_it()
    {
        FrontEndPrograms.RequireModule("jupyter_client", "python3-jupyter-client");
        var (code, output) = await PythonAsync("client_test.py");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Nbclient_executes_a_notebook()
    {
        FrontEndPrograms.RequireModule("nbclient", "python3-nbclient");
        var notebook = _programs.Folder.Notebook("a.ipynb", "A", "Console.WriteLine(\"one\"); 2", "await Task.Delay(1); \"three\"");
        var (code, output) = await PythonAsync("notebook_test.py", notebook);
        Assert.True(code == 0, output);
        Assert.Equal("[\"one\\n\", \"2\"]\n[\"three\"]", output.Trim());
    }

    public static TheoryData<string> Lectures =>
        [.. Directory.GetFiles(Path.Combine(FrontEndPrograms.Repository, "notebooks"), "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Lectures))]
    public async Task Nbclient_executes_a_lecture_with_a_cell_of_parameters_as_papermill_puts_it(string lecture)
    {
        FrontEndPrograms.RequireModule("nbclient", "python3-nbclient");
        FrontEndPrograms.RequireLibrary();
        // All together take two minutes, and each has been run once already by the tests of notebooks.
        Assert.SkipUnless(
            lecture.StartsWith("00", StringComparison.Ordinal) || Environment.GetEnvironmentVariable("CI") == "true", "set CI=true to have nbclient execute every lecture");
        var copy = _programs.CopyLecture(Path.Combine(FrontEndPrograms.Repository, "notebooks", lecture));
        var (code, output) = await PythonAsync("notebook_test.py", copy, "var givenFromOutside = 3;\ngivenFromOutside + 1");
        Assert.True(code == 0, output);
        Assert.Contains("[\"4\"]", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_zeromq_library_of_VS_Code_talks_to_it()
    {
        FrontEndPrograms.RequireNodeModule("zeromq");
        await using var kernel = await LocalKernel.StartAsync(_programs.Folder.Path, null, _ => { }, TestContext.Current.CancellationToken);
        var file = _programs.Folder.File("connection.json");
        kernel.Connection.Write(file);
        var (code, output) = await _programs.RunAsync("node", FrontEndPrograms.Script("zeromq_test.mjs"), file);
        Assert.True(code == 0, output);
        Assert.Equal("[\"ok\",\"héllo 😀\\n\",\"300000\"]", output.Trim());
    }

    [Fact]
    public async Task Jupyter_console_runs_cells_interrupts_and_answers_a_question()
    {
        FrontEndPrograms.RequireModule("pexpect", "python3-pexpect");
        FrontEndPrograms.RequireProgram("jupyter-console", "jupyter-console");
        var (code, output) = await PythonAsync("console_test.py");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Jupyter_run_sends_a_script_and_shows_what_it_prints()
    {
        FrontEndPrograms.RequireProgram("jupyter-run", "jupyter-client");
        var script = _programs.Folder.Write("a.cs", "var x = 20; Console.WriteLine(x + 1);");
        var (code, output) = await _programs.RunAsync("jupyter-run", "--kernel", FrontEndPrograms.KernelName, script);
        Assert.True(code == 0, output);
        Assert.Equal("21", output.Trim());
    }

    private Task<(int Code, string Output)> PythonAsync(string script, params string[] arguments) =>
        _programs.RunAsync(FrontEndPrograms.Python, [FrontEndPrograms.Script(script), .. arguments]);
}
