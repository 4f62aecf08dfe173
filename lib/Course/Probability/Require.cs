using System.Globalization;
using System.Runtime.CompilerServices;

namespace Course.Probability;

/// <summary>What parameters of distributions must be; the message names the parameter and shows the value.</summary>
internal static class Require
{
    // Sums of a few thousand rounded numbers stay within this; a forgotten outcome does not.
    private const double SumTolerance = 1e-9;

    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) ? value : throw new ArgumentException($"The {name} is {Text(value)}; it must be a finite number.");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) && value > 0 ? value : throw new ArgumentException($"The {name} is {Text(value)}; it must be a finite number above 0.");

    public static double Probability(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and <= 1 ? value : throw new ArgumentException($"The {name} is {Text(value)}; a probability lies between 0 and 1.");

    /// <summary>A copy of some numbers ≥ 0 that sum to 1.</summary>
    public static double[] Probabilities(IEnumerable<double> values, string name)
    {
        double[] copy = NotNegative(values, name);
        double sum = copy.Sum();
        return Math.Abs(sum - 1) <= SumTolerance
            ? copy
            : throw new ArgumentException($"The {name} sum to {Text(sum)}; they must sum to 1.");
    }

    /// <summary>A copy of one or more finite numbers ≥ 0.</summary>
    public static double[] NotNegative(IEnumerable<double> values, string name)
    {
        double[] copy = [.. values];
        if (copy.Length == 0) throw new ArgumentException($"There are no {name}; one or more are needed.");
        int bad = Array.FindIndex(copy, value => !(value >= 0 && double.IsFinite(value)));
        return bad < 0 ? copy : throw new ArgumentException($"Number {bad} of the {name} is {Text(copy[bad])}; it must be a finite number from 0 up.");
    }

    public static void Length(int actual, int expected, string what)
    {
        if (actual != expected) throw new ArgumentException($"There are {actual} {what}, but {expected} are needed.");
    }

    /// <summary>A number as messages show it: all its digits, in every country the same.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
