using System.ComponentModel;
using System.Diagnostics;

namespace Course.Kernel.Book.Libraries;

/// <summary>Fetches packages as files.</summary>
internal interface INpmClient
{
    /// <param name="packages">Which.</param>
    /// <param name="folder">Gets a file NAME-VERSION.tgz for each.</param>
    /// <returns>Half a sentence that says why not, or null.</returns>
    Task<string?> PackAsync(IReadOnlyList<NpmPackage> packages, string folder);
}

/// <summary>The npm client of this machine, with whatever registry, proxy and certificates its user has set up.</summary>
internal sealed class NpmClient : INpmClient
{
    // A book is not worth a long wait; the next run tries again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<string?> PackAsync(IReadOnlyList<NpmPackage> packages, string folder)
    {
        string[] npm = ["pack", .. packages.Select(package => package.Specification), "--silent", "--ignore-scripts", "--fetch-retries=0"];
        // On Windows npm is a script, and only the shell starts those.
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd", ["/c", "npm", .. npm]) : new ProcessStartInfo("npm", npm);
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError, start.RedirectStandardInput) = (folder, true, true, true);
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            using var limit = new CancellationTokenSource(Patience);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                // Else its folder could not be taken away on Windows.
                process.WaitForExit(TimeSpan.FromSeconds(2));
                return $"npm took longer than {Patience.TotalSeconds} s";
            }

            return process.ExitCode == 0 ? null : "npm could not fetch them";
        }
        catch (Win32Exception)
        {
            return "npm is not installed";
        }
    }
}
