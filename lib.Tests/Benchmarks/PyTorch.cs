using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;

namespace Course.Benchmarks;

/// <summary>The peer: the PyTorch script of a workload, run by the Python that has PyTorch.</summary>
internal static class PyTorch
{
    /// <summary>The first of the usual interpreters that can import torch, or null.</summary>
    public static string? Interpreter { get; } = new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(python =>
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import torch"]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    /// <summary>Runs <c>pytorch/{workload}.py</c> with the settings that make Debian's build fast: see README.md.</summary>
    /// <returns>One line of JSON per row.</returns>
    public static string Run(string workload, Budget budget)
    {
        var wide = Vector512.IsHardwareAccelerated;
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "pytorch", workload + ".py"),
            "--threads", budget.Threads.ToString(CultureInfo.InvariantCulture),
            "--seconds", budget.Seconds.ToString(CultureInfo.InvariantCulture),
            "--steps", budget.Steps.ToString(CultureInfo.InvariantCulture),
        ];
        return OwnProcess.Output(new ProcessStartInfo(Interpreter!, arguments)
        {
            Environment =
            {
                ["ATEN_CPU_CAPABILITY"] = wide ? "avx512" : "avx2",
                ["OPENBLAS_CORETYPE"] = wide ? "SkylakeX" : "Haswell",
                ["MALLOC_TRIM_THRESHOLD_"] = "33554432", ["MALLOC_MMAP_THRESHOLD_"] = "1000000000", ["MALLOC_TOP_PAD_"] = "268435456",
            },
        });
    }
}
