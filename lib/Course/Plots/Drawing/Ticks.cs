using System.Globalization;

namespace Course.Plots.Drawing;

/// <summary>A mark on an axis; without a label it is a small one between labelled ones.</summary>
internal readonly record struct Tick(double Value, string? Label);

/// <summary>Chooses round values along an axis, and writes them.</summary>
internal static class Ticks
{
    /// <summary>Ticks inside a range, at most about <paramref name="most"/> of them labelled.</summary>
    public static IReadOnlyList<Tick> Choose((double Low, double High) range, bool log, int most) =>
        log ? Logarithmic(range.Low, range.High, Math.Max(most, 2)) : Linear(range.Low, range.High, Math.Max(most, 2));

    private static List<Tick> Linear(double low, double high, int most)
    {
        double step = RoundStep((high - low) / most);
        // A range between two multiples, with few ticks asked for: rather a tick too many than an axis without a scale.
        while (step > 0 && Math.Floor(high / step + 1e-9) - Math.Ceiling(low / step - 1e-9) < 1) step = RoundStep(step / 2.6);
        double first = Math.Ceiling(low / step - 1e-9), last = Math.Floor(high / step + 1e-9);
        var values = new List<double>();
        // Multiples of the step, not a running sum: no 0.30000000000000004. A range below the numbers' resolution yields one tick.
        for (double k = first; k <= last && values.Count <= 2 * most; k++) values.Add(k * step + 0.0);
        var labels = Write(values, step);
        return values.Select((value, i) => new Tick(value, labels[i])).ToList();
    }

    private static List<Tick> Logarithmic(double low, double high, int most)
    {
        double from = Math.Log10(low), to = Math.Log10(high);
        int first = (int)Math.Ceiling(from - 1e-9), last = (int)Math.Floor(to + 1e-9);
        if (last - first < 1)
        {
            // Less than two powers of ten in sight: round values in between, and if even those are few, a linear choice.
            var between = Between(low, high, first - 1, last + 1, [1, 2, 5]);
            return between.Count >= 3 ? between.ConvertAll(value => new Tick(value, Plain(value))) : Linear(low, high, most);
        }
        int stride = Math.Max(1, (int)Math.Ceiling((last - first + 1.0) / most));
        bool plain = first >= -3 && last <= 4;
        var ticks = new List<Tick>();
        for (int power = first; power <= last; power += stride) ticks.Add(
            new(Math.Pow(10, power), plain ? Plain(Math.Pow(10, power)) : "10" + Superscript(power)));
        if (stride == 1 && last - first <= 6)
            ticks.AddRange(Between(low, high, first - 1, last, [2, 3, 4, 5, 6, 7, 8, 9]).ConvertAll(value => new Tick(value, null)));
        return ticks;
    }

    private static List<double> Between(double low, double high, int firstPower, int lastPower, double[] factors)
    {
        var values = new List<double>();
        for (int power = firstPower; power <= lastPower; power++)
            foreach (double factor in factors)
                if (factor * Math.Pow(10, power) is var value && value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) values.Add(value);
        return values;
    }

    /// <summary>1, 2 or 5 times a power of ten, at least as large as asked.</summary>
    public static double RoundStep(double atLeast)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        double factor = atLeast / power;
        return power * (factor <= 1 + 1e-9 ? 1 : factor <= 2 + 1e-9 ? 2 : factor <= 5 + 1e-9 ? 5 : 10);
    }

    /// <summary>Writes values that are a step apart with the same number of decimals, and no more than they need.</summary>
    private static string[] Write(List<double> values, double step)
    {
        double largest = values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        int power = largest > 0 ? (int)Math.Floor(Math.Log10(largest) + 1e-9) : 0;
        int stepPower = (int)Math.Floor(Math.Log10(step) + 1e-9);
        // From a million up, or from a ten-thousandth down, zeros are harder to count than a power of ten is to read.
        if (power is >= 6 or <= -4)
        {
            int digits = Math.Clamp(power - stepPower, 0, 12);
            return values.Select(value => value == 0 ? "0"
                : Fixed(value / Math.Pow(10, power), digits) + "×10" + Superscript(power)).ToArray();
        }
        int decimals = Math.Clamp(-stepPower, 0, 12);
        return values.Select(value => Fixed(value, decimals)).ToArray();
    }

    private static string Fixed(double value, int decimals) =>
        value.ToString("F" + decimals, CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Plain(double value) => value.ToString("G12", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Superscript(int power) =>
        string.Concat(power.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));
}
