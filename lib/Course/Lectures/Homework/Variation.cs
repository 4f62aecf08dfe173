using Course.Data;

namespace Course.Lectures;

/// <summary>
/// The numbers of one exercise, drawn from a student's seed: the same on every platform, and independent of all other exercises, so that one that
/// is added or changed leaves the others as they are.
/// </summary>
/// <param name="seed">The student's.</param>
/// <param name="name">Of what is drawn: "hw1/1.4". The same seed and name give the same numbers.</param>
internal sealed class Variation(long seed, string name)
{
    private CounterRandom _random = new((ulong)seed, Stream(name), 0);

    /// <summary>A whole number.</summary>
    /// <param name="low">Smallest.</param>
    /// <param name="high">Largest.</param>
    public int Whole(int low, int high) => low + _random.Below(high - low + 1);

    /// <summary>A number with so many decimals, so that it can be copied onto paper and is the same double everywhere.</summary>
    /// <param name="low">Smallest.</param>
    /// <param name="high">Largest.</param>
    /// <param name="decimals">0 to 6.</param>
    public double Decimal(double low, double high, int decimals = 2)
    {
        double steps = Math.Pow(10, decimals);
        return Whole((int)Math.Round(low * steps), (int)Math.Round(high * steps)) / steps;
    }

    /// <summary>So many numbers with so many decimals.</summary>
    public double[] Decimals(int count, double low, double high, int decimals = 2) =>
        [.. Enumerable.Range(0, count).Select(_ => Decimal(low, high, decimals))];

    /// <summary>Probabilities in hundredths, none below 0.02, that sum to 1.</summary>
    /// <param name="count">2 to 10.</param>
    public double[] Probabilities(int count)
    {
        int[] parts = [.. Enumerable.Repeat(2, count)];
        for (int left = 100 - 2 * count; left > 0; left--) parts[Favoured(count)]++;
        return [.. parts.Select(part => part / 100.0)];
    }

    /// <summary>So many of something.</summary>
    public T[] Many<T>(int count, Func<Variation, T> draw) => [.. Enumerable.Range(0, count).Select(_ => draw(this))];

    /// <summary>A seed for draws in double precision.</summary>
    public int Seed() => Whole(0, int.MaxValue - 1);

    // The smaller of two, so that probabilities differ from each other clearly; where they are large differs with the seed.
    private int Favoured(int count) => (Math.Min(Whole(0, count - 1), Whole(0, count - 1)) + (_turn ??= Whole(0, count - 1))) % count;

    private int? _turn;

    // FNV-1a (Fowler, Noll, Vo): string.GetHashCode differs from run to run.
    private static ulong Stream(string name)
    {
        ulong hash = 0xcbf29ce484222325;
        foreach (char c in name) hash = (hash ^ c) * 0x100000001b3;
        return hash;
    }
}
