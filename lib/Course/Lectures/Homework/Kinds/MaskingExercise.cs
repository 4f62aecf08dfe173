namespace Course.Lectures;

/// <summary>A corruption that wipes out numbers at random and leaves the rest, and the original, alone.</summary>
internal sealed class MaskingExercise : Exercise
{
    private const int Count = 20_000;

    private readonly PropertyTrial<Item, Spoiled> _trial;

    public MaskingExercise(string id, int points, Variation variation) : base(id, "Masking", points)
    {
        // Nothing is 0 before it is wiped out.
        double[] clean = variation.Decimals(Count, 0.05, 0.99);
        _trial = new()
        {
            Inputs = [.. variation.Decimals(4, 0.1, 0.45).Append(0).Append(1).Append(0.7).Select(share => new Item(clean, share, variation.Seed()))],
            Describe = item => $"the share {NumberText.Of(item.Share)} of {Count} numbers",
            Fault = Fault,
        };
    }

    public Ruling Judge(Func<double[], double, Random, double[]> mask) => _trial.Judge(item =>
    {
        double[] given = [.. item.Clean];
        double[] spoiled = mask(given, item.Share, new Random(item.Seed));
        return new(spoiled, mask([.. item.Clean], item.Share, new Random(item.Seed ^ 1)), given.SequenceEqual(item.Clean));
    });

    private static string? Fault(Item item, Spoiled answer)
    {
        var (clean, share) = (item.Clean, item.Share);
        if (answer.Values is not { Length: Count } values)
            return $"your function returns {(answer.Values is null ? "null" : $"{answer.Values.Length} numbers")}; as many must come back as went in.";
        if (!answer.LeavesInput) return "your function overwrites its input; the clean item is still needed, as what the network must give back.";
        if (Enumerable.Range(0, Count).Any(i => values[i] != 0 && values[i] != clean[i])) return Changed(item, values);

        double zeros = values.Average(value => value == 0 ? 1.0 : 0), error = Math.Sqrt(share * (1 - share) / Count);
        if (Math.Abs(zeros - share) > 5 * error)
            return Math.Abs(zeros - (1 - share)) <= 5 * error ? $"{Percent(zeros)} are wiped out: you keep the share that should go."
                : $"{Percent(zeros)} are wiped out, and it must be {Percent(share)}, give or take {Percent(5 * error)}.";
        if (share is 0 or 1) return null;

        if (answer.Again is { Length: Count } && values.SequenceEqual(answer.Again))
            return "your function wipes out the same numbers for every generator; take all randomness from the one it is given.";
        double pairs = values.Zip(values.Skip(1)).Average(pair => pair is (0, 0) ? 1.0 : 0);
        return Math.Abs(pairs - share * share) <= 6 * Math.Sqrt(share * share / Count) ? null
            : $"zeros {(pairs > share * share ? "come together" : "keep away from each other")}: each number must be drawn for by itself, wherever it stands.";
    }

    private static string Changed(Item item, double[] values)
    {
        int[] kept = [.. Enumerable.Range(0, Count).Where(i => values[i] != 0)];
        if (kept.All(i => Math.Abs(values[i] * (1 - item.Share) - item.Clean[i]) < 1e-9))
            return "your function scales up what it keeps, as dropout does; masking leaves it as it is.";
        if (kept.All(i => values[i] == 1 || values[i] == item.Clean[i])) return "some numbers become 1: that is salt; masking only makes zeros.";
        int changed = kept.First(i => values[i] != item.Clean[i]);
        return $"{NumberText.Of(item.Clean[changed])} has become {NumberText.Of(values[changed])}; what is not wiped out stays as it is.";
    }

    private static string Percent(double share) => $"{NumberText.Of(Math.Round(100 * share, 2))} %";

    internal sealed record Item(double[] Clean, double Share, int Seed);

    /// <param name="Values">What came back.</param>
    /// <param name="Again">And with another generator.</param>
    /// <param name="LeavesInput">Whether the input is as it was.</param>
    internal sealed record Spoiled(double[]? Values, double[]? Again, bool LeavesInput);
}

public static partial class Check
{
    /// <summary>Masking noise.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="mask">(an item, the share to wipe out, generator for all randomness) ↦ the spoiled item.</param>
    public static void Masking(string id, Func<double[], double, Random, double[]> mask) =>
        Homework.Report<MaskingExercise>(id, exercise => exercise.Judge(mask));
}
