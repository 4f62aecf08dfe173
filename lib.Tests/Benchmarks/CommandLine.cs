using System.Globalization;

namespace Course.Benchmarks;

/// <summary>What can be asked for.</summary>
internal static class CommandLine
{
    private const string Usage = """
        course [workload …] [--rounds N] [--threads N] [--seconds S] [--steps N] [--markdown]
            Runs the workloads (all, unless some are named) here and, where Python has PyTorch, there, in turn, and prints one table.
            --rounds    how often each of both runs (3)
            --threads   threads of each (2)
            --seconds   timed stretch of a row in one round (4)
            --steps     most timed steps of a row in one round (2000)
            --markdown  print the table as Markdown
        measure <workload> [--threads N] [--seconds S] [--steps N]
            Runs one workload here and prints a line of JSON per row.
        endurance [steps]
            A million small training steps (or as many as given) in dispose scopes, and whether memory stays flat.
        """;

    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            switch (args)
            {
                case ["course", ..]: Compare(args[1..]); return 0;
                case ["measure", var name, ..]: Comparison.Measure(Named(name), BudgetOf(args[2..])); return 0;
                case ["endurance"]: return Endurance.Run(1_000_000);
                case ["endurance", var steps] when int.TryParse(steps, out var count): return Endurance.Run(count);
                default: throw new ArgumentException("What shall be run?");
            }
        }
        catch (ArgumentException e)
        {
            Console.Error.WriteLine(e.Message);
            Console.Error.WriteLine(Usage);
            Console.Error.WriteLine($"Workloads: {string.Join(", ", Workload.All.Select(w => w.Name))}");
            return 2;
        }
    }

    private static void Compare(string[] args)
    {
        var budget = BudgetOf(args);
        var rounds = (int)(Option(args, "--rounds") ?? 3);
        var names = args.Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && (i == 0 || !TakesNumber(args[i - 1]))).ToArray();
        var workloads = names.Length == 0 ? Workload.All : [.. names.Select(Named)];
        List<Comparison> rows = [];
        foreach (var workload in workloads)
        {
            Console.Error.WriteLine($"{workload.Name} …");
            rows.AddRange(Comparison.Of(workload, budget, rounds));
        }
        if (PyTorch.Interpreter is null) Console.WriteLine("No Python with PyTorch was found (Debian: python3-torch): only our own numbers are shown.");
        ComparisonTable.Write(Console.Out, rows, args.Contains("--markdown"));
    }

    private static Budget BudgetOf(string[] args)
    {
        var budget = new Budget((int)(Option(args, "--threads") ?? 2));
        return budget with { Seconds = Option(args, "--seconds") ?? budget.Seconds, Steps = (int)(Option(args, "--steps") ?? budget.Steps) };
    }

    private static Workload Named(string name) =>
        Workload.All.FirstOrDefault(w => w.Name == name) ?? throw new ArgumentException($"There is no workload '{name}'.");

    private static bool TakesNumber(string option) => option is "--rounds" or "--threads" or "--seconds" or "--steps";

    private static double? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        if (at < 0) return null;
        return at + 1 < args.Length && double.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw new ArgumentException($"{name} needs a positive number.");
    }
}
