using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

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
    public static Measurement Run(string workload, int threads, int steps)
    {
        var start = new ProcessStartInfo(Interpreter!)
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "pytorch", workload + ".py"),
                threads.ToString(CultureInfo.InvariantCulture), steps.ToString(CultureInfo.InvariantCulture),
            },
            Environment =
            {
                ["ATEN_CPU_CAPABILITY"] = System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? "avx512" : "avx2",
                ["OPENBLAS_CORETYPE"] = System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? "SkylakeX" : "Haswell",
                ["MALLOC_TRIM_THRESHOLD_"] = "1000000000", ["MALLOC_MMAP_THRESHOLD_"] = "1000000000", ["MALLOC_TOP_PAD_"] = "268435456",
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"pytorch/{workload}.py ended with code {process.ExitCode}.");
        return JsonSerializer.Deserialize<Measurement>(output, JsonSerializerOptions.Web)!;
    }
}
