using System.Diagnostics;

namespace Course.Benchmarks;

/// <summary>This program once more: a workload gets a process of its own, so that its peak memory is its own and the other engine sleeps.</summary>
internal static class OwnProcess
{
    /// <returns>What it wrote to its standard output.</returns>
    public static string Run(IEnumerable<string> arguments)
    {
        var host = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [typeof(OwnProcess).Assembly.Location] : [];
        return Output(new ProcessStartInfo(host, [.. program, .. arguments]));
    }

    /// <summary>Runs a program to its end.</summary>
    public static string Output(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with code {process.ExitCode}.");
    }
}
