using System.Globalization;
using Course.Benchmarks;

// dotnet run -c Release --project lib.Tests/Benchmarks -- course [--rounds N] [--threads N] [--steps N]
// Runs each workload here and in PyTorch (where Python has it) in turn, A B A B, and prints fastest times and their ratio.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not ["course", ..])
{
    Console.Error.WriteLine("usage: course [--rounds N] [--threads N] [--steps N]");
    return 2;
}
int Option(string name, int otherwise) => Array.IndexOf(args, "--" + name) is var at and > 0 && at + 1 < args.Length
    ? int.Parse(args[at + 1], CultureInfo.InvariantCulture)
    : otherwise;
var (rounds, threads, steps) = (Option("rounds", 3), Option("threads", 2), Option("steps", 300));

List<Measurement> ours = [], theirs = [];
for (var round = 0; round < rounds; round++)
{
    ours.Add(MlpVae.Run(threads, steps));
    if (PyTorch.Interpreter is not null) theirs.Add(PyTorch.Run("mlp_vae", threads, steps));
}
if (PyTorch.Interpreter is null) Console.WriteLine("No Python with PyTorch was found (python3-torch): only our own times are shown.");

Console.WriteLine($"| mlp_vae, {threads} threads, {rounds} rounds | fastest ms | median ms | CPU/wall | first loss |");
Console.WriteLine("| --- | --- | --- | --- | --- |");
foreach (var group in new[] { ours, theirs }.Where(g => g.Count > 0))
{
    Console.WriteLine(
        $"| {group[0].Engine} | {group.Min(m => m.Min):F3} | {group.Min(m => m.Median):F3} | {group.Max(m => m.CpuPerWall):F2} | {group[0].FirstLoss:F4} |");
}
if (theirs.Count > 0)
    Console.WriteLine($"| ratio | {ours.Min(m => m.Min) / theirs.Min(m => m.Min):F2} | {ours.Min(m => m.Median) / theirs.Min(m => m.Median):F2} | | |");
return 0;
