using System.Globalization;
using System.Text.Json;

namespace Course.Benchmarks;

/// <summary>One row of the table: the best of all rounds of both engines.</summary>
/// <param name="Ours">This engine.</param>
/// <param name="Theirs">PyTorch; null where there is none.</param>
internal sealed record Comparison(Measurement Ours, Measurement? Theirs)
{
    /// <summary>Runs a workload in both engines in turn, each time in a fresh process, and keeps the best of each row.</summary>
    public static IReadOnlyList<Comparison> Of(Workload workload, Budget budget, int rounds)
    {
        List<Measurement> ours = [], theirs = [];
        for (var round = 0; round < rounds; round++)
        {
            ours.AddRange(Parse(OwnProcess.Run(
                ["measure", workload.Name, "--threads", Text(budget.Threads), "--seconds", Text(budget.Seconds), "--steps", Text(budget.Steps)])));
            if (PyTorch.Interpreter is not null) theirs.AddRange(Parse(PyTorch.Run(workload.Name, budget)));
        }
        var peers = theirs.ToLookup(m => m.Row);
        return [.. ours.GroupBy(m => m.Row).Select(row => new Comparison(Best(row)!, Best(peers[row.Key])))];
    }

    /// <summary>Measures a workload here and writes one line of JSON per row.</summary>
    public static void Measure(Workload workload, Budget budget)
    {
        TorchSharp.torch.set_num_threads(budget.Threads);
        TorchSharp.torch.manual_seed(0);
        foreach (var row in workload.Run(budget)) Console.WriteLine(JsonSerializer.Serialize(row, JsonSerializerOptions.Web));
    }

    /// <summary>The fastest step and the least median, which may come from different rounds; all else from the round of that median.</summary>
    private static Measurement? Best(IEnumerable<Measurement> rounds)
    {
        var all = rounds.ToList();
        return all.MinBy(m => m.Median) is { } best ? best with { Min = all.Min(m => m.Min), Limit = all.Max(m => m.Limit) } : null;
    }

    private static IEnumerable<Measurement> Parse(string lines) =>
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Measurement>(line, JsonSerializerOptions.Web)!);

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
