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
        FrontEndPrograms.RequireLibrary();
        RequireClassicNotebook();
        var notebook = _programs.Folder.Notebook("session.ipynb", "A session",
            "Console.WriteLine(\"héllo 😀\"); 6 * 7",
            $"""
            #r "{FrontEndPrograms.Library("Course.Engine.dll")}"
            #r "{FrontEndPrograms.Library("Course.dll")}"
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
        FrontEndPrograms.RequireLibrary();
        RequireClassicNotebook();
        var notebook = _programs.CopyLecture(Path.Combine(FrontEndPrograms.Repository, "notebooks", "00-tour.ipynb"));
        SetKernel(notebook);
        var (code, output) = await _programs.RunAsync("node", FrontEndPrograms.Script("tour_browser.mjs"), notebook, "/usr/bin/chromium", Screenshots);
        Assert.True(code == 0, output);
        Assert.Equal("passed", output.Trim());
    }

    [Fact]
    public async Task Nbconvert_executes_a_lecture()
    {
        FrontEndPrograms.RequireLibrary();
        FrontEndPrograms.RequireProgram("jupyter-nbconvert", "jupyter-nbconvert");
        var executed = _programs.Folder.File("executed.ipynb");
        var (code, output) = await _programs.RunAsync("jupyter-nbconvert",
            "--to", "notebook", "--execute", "--ExecutePreprocessor.timeout=300", $"--ExecutePreprocessor.kernel_name={FrontEndPrograms.KernelName}",
            "--output", executed, Path.Combine(FrontEndPrograms.Repository, "notebooks", "00-tour.ipynb"));
        Assert.True(code == 0, output);
        var outputs = JsonNode.Parse(File.ReadAllText(executed))!["cells"]!.AsArray()
            .Where(cell => cell!["cell_type"]!.ToString() == "code").SelectMany(cell => cell!["outputs"]!.AsArray()).ToList();
        Assert.DoesNotContain(outputs, o => o!["output_type"]!.ToString() == "error");
        Assert.Contains(outputs, o => o!["data"]?["image/svg+xml"] is not null);
        Assert.Contains(outputs, o => o!["data"]?["image/png"] is not null);
    }

    private string Screenshots => Environment.GetEnvironmentVariable("COURSE_SCREENSHOTS") ?? _programs.Folder.File("screenshots");

    private static void RequireClassicNotebook()
    {
        FrontEndPrograms.RequireProgram("jupyter-notebook", "jupyter-notebook");
        FrontEndPrograms.RequireProgram("/usr/bin/chromium", "chromium");
        FrontEndPrograms.RequireNodeModule("playwright-core");
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
