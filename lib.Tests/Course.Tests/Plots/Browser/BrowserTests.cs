using System.ComponentModel;
using System.Diagnostics;
using Course.Plots;
using Course.Tests.Data;

namespace Course.Tests.Plots.Browser;

/// <summary>What a browser makes of figures: Plotly's own check of the JSON, and the text of the drawings in a real font.</summary>
public class BrowserTests
{
    private const string Chromium = "/usr/bin/chromium";

    [Fact]
    public async Task Plotly_finds_no_fault_in_any_figure_and_no_text_lies_over_another()
    {
        RequireBrowser();
        using var folder = new TemporaryFolder();
        // For people to look at: Plotly's drawing, the SVG's and the PNG's.
        string[] screenshots = Environment.GetEnvironmentVariable("COURSE_SCREENSHOTS") is { } path ? [Path.Combine(path, "figures")] : [];
        foreach (var (name, chart) in FigureSamples.All)
        {
            File.WriteAllText(folder.File(name + ".json"), chart.ToJson());
            chart.SaveSvg(folder.File(name + ".svg"));
            foreach (string pictures in screenshots) chart.SavePng(Path.Combine(pictures, name + ".png.png"), scale: 1);
        }

        var (code, output) = await RunAsync("node",
            [Path.Combine(AppContext.BaseDirectory, "Plots", "Browser", "figures.mjs"), folder.Path, Chromium, .. screenshots]);

        Assert.True(code == 0, output);
        Assert.Equal("passed", output.Trim());
    }

    private static void RequireBrowser()
    {
        string? modules = Environment.GetEnvironmentVariable("COURSE_FRONT_ENDS") is { } folder ? Path.Combine(folder, "node_modules") : null;
        foreach (string module in (string[])["playwright-core", "plotly.js-dist-min"])
            Assert.SkipUnless(modules is not null && Directory.Exists(Path.Combine(modules, module)),
                $"needs npm's {module} in the folder that COURSE_FRONT_ENDS names; .ci/run installs it");
        Assert.SkipUnless(File.Exists(Chromium), "needs Debian's chromium; .ci/run installs it");
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("needs Node; .ci/run installs it");
            return default;
        }
        using (process)
        {
            var cancellation = TestContext.Current.CancellationToken;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output + await error);
        }
    }
}
