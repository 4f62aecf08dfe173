using System.Text.Json.Nodes;

namespace Course.Kernel.Tests.FrontEnds;

/// <summary>What people see: the classic Notebook in a browser, and a lecture executed by Jupyter's own tools.</summary>
public sealed class NotebookPageTests : IDisposable
{
    private readonly FrontEndPrograms _programs = new();

    public void Dispose() => _programs.Dispose();

    [Fact]
    public async Task The_classic_Notebook_runs_cells_shows_pictures_asks_interrupts_and_restarts()
    {
        RequireLibrary();
        RequireClassicNotebook();
        var notebook = _programs.Folder.Notebook("session.ipynb", "A session",
            "Console.WriteLine(\"héllo 😀\"); 6 * 7",
            $"""
            #r "{Library("Course.Engine.dll")}"
            #r "{Library("Course.dll")}"
            using Course.Plots;
            new Figure("A parabola").Line(new double[] {"{ 9, 4, 1, 0, 1, 4, 9 }"}, "y = x²")
            """,
            "new Picture(28, 28, 1, Enumerable.Range(0, 784).Select(i => (byte)(i / 4)).ToArray())",
            "Console.Write(\"Your name? \"); var name = Console.ReadLine(); \"hello \" + name",
            "Console.WriteLine(\"running\"); while (true) { }",
            "\"still \" + name");
        SetKernel(notebook);

        var (code, output) = await _programs.RunAsync("node", FrontEndPrograms.Script("notebook_browser.mjs"), notebook, "/usr/bin/chromium", Screenshots);

        Assert.True(code == 0, output);
        Assert.Equal("passed", output.Trim());
        var saved = JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!.AsArray();
        Assert.Equal("42", saved[1]!["outputs"]!.AsArray()[^1]!["data"]!["text/plain"]!.AsArray()[0]!.ToString());
    }

    [Fact]
    public async Task The_classic_Notebook_runs_the_tour_and_nothing_stays_blank()
    {
        RequireLibrary();
        RequireClassicNotebook();
        Directory.CreateSymbolicLink(_programs.Folder.File("lib"), Path.Combine(Repository, "lib"));
        var notebook = Path.Combine(Directory.CreateDirectory(_programs.Folder.File("notebooks")).FullName, "00-tour.ipynb");
        File.Copy(Path.Combine(Repository, "notebooks", "00-tour.ipynb"), notebook);
        SetKernel(notebook);
        var (code, output) = await _programs.RunAsync("node", FrontEndPrograms.Script("tour_browser.mjs"), notebook, "/usr/bin/chromium", Screenshots);
        Assert.True(code == 0, output);
        Assert.Equal("passed", output.Trim());
    }

    [Fact]
    public async Task Nbconvert_executes_a_lecture()
    {
        RequireLibrary();
        FrontEndPrograms.RequireProgram("jupyter-nbconvert", "jupyter-nbconvert");
        var executed = _programs.Folder.File("executed.ipynb");
        var (code, output) = await _programs.RunAsync("jupyter-nbconvert",
            "--to", "notebook", "--execute", "--ExecutePreprocessor.timeout=300", $"--ExecutePreprocessor.kernel_name={FrontEndPrograms.KernelName}",
            "--output", executed, Path.Combine(Repository, "notebooks", "07-vae.ipynb"));
        Assert.True(code == 0, output);
        var outputs = JsonNode.Parse(File.ReadAllText(executed))!["cells"]!.AsArray()
            .Where(cell => cell!["cell_type"]!.ToString() == "code").SelectMany(cell => cell!["outputs"]!.AsArray()).ToList();
        Assert.DoesNotContain(outputs, o => o!["output_type"]!.ToString() == "error");
        Assert.Contains(outputs, o => o!["data"]?["image/svg+xml"] is not null);
        Assert.Contains(outputs, o => o!["data"]?["image/png"] is not null);
    }

    private static string Repository { get; } = FindRepository();

    private string Screenshots => Environment.GetEnvironmentVariable("COURSE_SCREENSHOTS") ?? _programs.Folder.File("screenshots");

    private static void RequireClassicNotebook()
    {
        FrontEndPrograms.RequireProgram("jupyter-notebook", "jupyter-notebook");
        FrontEndPrograms.RequireProgram("/usr/bin/chromium", "chromium");
        FrontEndPrograms.RequireNodeModule("playwright-core");
    }

    private static string Library(string name) => Path.Combine(Repository, "lib", "Course", "bin", "Release", "net10.0", name);

    private static void RequireLibrary() =>
        Assert.SkipUnless(File.Exists(Library("Course.dll")), "needs the Release build of lib/Course; run: dotnet test -c Release");

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Course.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"There is no Course.sln above {AppContext.BaseDirectory}.");
    }

    private static void SetKernel(string notebook)
    {
        var json = JsonNode.Parse(File.ReadAllText(notebook))!;
        json["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject { ["display_name"] = "C#", ["language"] = "C#", ["name"] = FrontEndPrograms.KernelName },
        };
        File.WriteAllText(notebook, json.ToJsonString());
    }
}
