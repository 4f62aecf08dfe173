using System.Globalization;

namespace Course.Lectures;

/// <summary>Numbers within a sentence: six digits at most, with the signs of print.</summary>
internal static class NumberText
{
    public static string Of(double value) => value switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        _ => value.ToString("G6", CultureInfo.InvariantCulture).Replace('-', '−'),
    };

    public static string Of(IEnumerable<double> values) => $"({string.Join(", ", values.Select(Of))})";
}
