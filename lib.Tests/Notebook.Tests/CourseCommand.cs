using System.Diagnostics;
using System.Text;

namespace Course.Notebook.Tests;

/// <summary>The program itself, in a process of its own, as a reader starts it.</summary>
internal sealed class CourseCommand : IDisposable
{
    private readonly StringBuilder _output = new();

    private CourseCommand(Process process) => Process = process;

    public Process Process { get; }

    /// <summary>What it wrote so far, errors included.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <param name="folder">Current directory.</param>
    /// <param name="datasets">Value of COURSE_DATASETS; null for none.</param>
    /// <param name="arguments">After the program's name.</param>
    public static CourseCommand Start(string folder, string? datasets, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Course.Kernel.dll") },
            Environment = { ["COURSE_DATASETS"] = datasets },
        };
        start.Environment.Remove("COURSE_PROFILE");
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var command = new CourseCommand(Process.Start(start)!);
        command.Process.OutputDataReceived += command.Collect;
        command.Process.ErrorDataReceived += command.Collect;
        command.Process.BeginOutputReadLine();
        command.Process.BeginErrorReadLine();
        return command;
    }

    public static async Task<(int Code, string Output)> RunAsync(string folder, string? datasets, params string[] arguments)
    {
        using var command = Start(folder, datasets, arguments);
        await command.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (command.Process.ExitCode, command.Output);
    }

    public void Dispose()
    {
        if (!Process.HasExited) Process.Kill(entireProcessTree: true);
        Process.Dispose();
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        lock (_output) _output.AppendLine(line.Data);
    }
}
