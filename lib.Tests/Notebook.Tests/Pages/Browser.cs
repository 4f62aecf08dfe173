using System.ComponentModel;
using System.Diagnostics;

namespace Course.Notebook.Tests.Pages;

/// <summary>Headless Chromium, driven through npm's playwright-core, or the test is skipped where one of them is missing.</summary>
internal static class Browser
{
    private const string Chromium = "/usr/bin/chromium";

    public static void Require(params string[] modules)
    {
        Assert.SkipUnless(File.Exists(Chromium), "needs Debian's chromium; .ci/run installs it");
        foreach (var module in modules)
        {
            Assert.SkipUnless(
                Environment.GetEnvironmentVariable("COURSE_FRONT_ENDS") is { } folder && Directory.Exists(Path.Combine(folder, "node_modules", module)),
                $"needs npm's {module} in the folder that COURSE_FRONT_ENDS names; .ci/run installs it");
        }
    }

    /// <summary>Runs one check of book_browser.mjs, which exits with 0 and prints "passed", or says what is wrong.</summary>
    /// <param name="check">Its name.</param>
    /// <param name="book">The folder of the book.</param>
    public static async Task CheckAsync(string check, string book)
    {
        using var process = Start("node", Path.Combine(AppContext.BaseDirectory, "Pages", "book_browser.mjs"), check, book, Chromium);
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, await output + await error);
        Assert.Equal("passed", (await output).Trim());
    }

    private static Process Start(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("needs Node");
            throw;
        }
    }
}
