using System.Globalization;

namespace Course.Lectures;

/// <summary>
/// Puts an answer to the test. It must be right on inputs drawn from the student's seed, at limit cases, and have the properties that the right one
/// has; if it is not, the sentence says why, by the mistake that leads to exactly these values where it is a known one.
/// </summary>
/// <typeparam name="T">What the answer is computed from.</typeparam>
internal sealed class Trial<T>
{
    // Where the right value is 0, rounding leaves a little.
    private const double Rounding = 1e-9;

    /// <summary>What the answer is computed from; one for a number, many for a function.</summary>
    public required IReadOnlyList<T> Inputs { get; init; }

    /// <summary>The right answer.</summary>
    public required Func<T, double[]> Right { get; init; }

    /// <summary>An input in words, "μ = 1.5, σ² = 4"; null for a number, whose input the student knows.</summary>
    public Func<T, string>? Describe { get; init; }

    /// <summary>Tried after the inputs, in this order.</summary>
    public IReadOnlyList<LimitCase<T>> Limits { get; init; } = [];

    /// <summary>The first that fits all inputs is named.</summary>
    public IReadOnlyList<Mistake<T>> Mistakes { get; init; } = [];

    /// <summary>Each returns what is wrong with an answer as a sentence, or null.</summary>
    public IReadOnlyList<Func<Func<T, double[]>, string?>> Properties { get; init; } = [];

    /// <summary>The right value by a road that needs no formula, such as Monte Carlo, to hold a wrong value against; null if there is none.</summary>
    public Func<T, Estimate>? Independent { get; init; }

    /// <summary>How far a value may be off, relative to the right one.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Judges a function.</summary>
    /// <param name="answer">The student's; whatever it throws is part of the answer, but for the interruption of the cell.</param>
    public Ruling Judge(Func<T, double[]> answer) => StudentCode.Judge(() => JudgeValues(input => Ask(answer, input)));

    /// <summary>Judges a number, or several that belong together.</summary>
    /// <param name="answer">The student's; null for none yet.</param>
    public Ruling Judge(params double?[] answer) =>
        answer.Any(value => value is null) ? Ruling.Unanswered : Judge(_ => [.. answer.Select(value => value!.Value)]);

    private Ruling JudgeValues(Func<T, double[]> answer)
    {
        double[][] values = [.. Inputs.Select(answer)];
        for (int i = 0; i < Inputs.Count; i++)
            if (!Agree(values[i], Right(Inputs[i]))) return Ruling.Wrong(Explain(Inputs[i], values, values[i], answer));

        foreach (var limit in Limits)
            if (answer(limit.Input) is var value && !Agree(value, Right(limit.Input)))
                return Ruling.Wrong($"With {Describe?.Invoke(limit.Input)} your function gives {Shown(value)}. {limit.Because}");

        return Violation(answer) is { } violation ? Ruling.Wrong(violation) : Ruling.Passed(Praise());
    }

    private string Explain(T input, double[][] values, double[] value, Func<T, double[]> answer)
    {
        foreach (var mistake in Mistakes)
            if (Inputs.Select((each, i) => Agree(values[i], mistake.Answer(each))).All(agrees => agrees)) return mistake.Hint(input);
        if (Describe is null)
            return !value.All(double.IsFinite) ? $"The answer is {Shown(value)}, and it must be a finite number."
                : Violation(answer) ?? (IsCoarse(value, Right(input)) ? $"{Shown(value)} is rounded too coarsely: give more digits." : null)
                ?? $"{Shown(value)} it is not, and no common mistake leads there: derive it once more.";
        string given = $"With {Describe(input)} your function gives {Shown(value)}";
        double[] right = Right(input);
        if (value.Any(double.IsNaN)) return $"{given}, which is no number: look for 0/0, ∞ − ∞ or the logarithm of a negative number.";
        if (value.Any(double.IsInfinity) && right.All(double.IsFinite)) return $"{given}, and it must be finite: look for a division by 0 or a logarithm of 0.";
        if (Violation(answer) is { } violation) return violation;
        if (Independent is not null) return $"{given}, but by another road, {Words(Independent(input))}.";
        int off = Enumerable.Range(0, right.Length).First(k => !Close(value[k], right[k]));
        return $"{given}{(right.Length > 1 ? $"; number {off + 1} of it" : "; that")} is too {(value[off] > right[off] ? "large" : "small")}.";
    }

    private string? Violation(Func<T, double[]> answer) => Properties.Select(property => property(answer)).FirstOrDefault(sentence => sentence is not null);

    private double[] Ask(Func<T, double[]> answer, T input)
    {
        double[]? value = StudentCode.Ask(answer, input, Describe?.Invoke(input));
        int length = Right(input).Length;
        if (value is null) throw new AnswerException($"With {Describe?.Invoke(input)} your function returns null.");
        return value.Length == length ? value
            : throw new AnswerException($"With {Describe?.Invoke(input)} your function returns {value.Length} numbers instead of {length}.");
    }

    private string Praise() =>
        Describe is null ? "" : $"Right on {Inputs.Count + Limits.Count} inputs{(Limits.Count > 0 ? ", limit cases among them" : "")}.";

    private bool Agree(double[] value, double[] wanted) => value.Length == wanted.Length && value.Zip(wanted).All(pair => Close(pair.First, pair.Second));

    private bool Close(double value, double wanted) =>
        value.Equals(wanted) || (double.IsFinite(wanted) && Math.Abs(value - wanted) <= Tolerance * Math.Abs(wanted) + Rounding);

    /// <summary>Whether a value is the right one but for rounding to three decimals or fewer.</summary>
    private bool IsCoarse(double[] value, double[] right) => value.Zip(right).All(pair =>
        Close(pair.First, pair.Second) || Enumerable.Range(0, 4).Any(decimals => Close(pair.First, Math.Round(pair.Second, decimals))));

    private static string Shown(double[] value) => value.Length == 1 ? NumberText.Of(value[0]) : NumberText.Of(value);

    private static string Words(Estimate estimate)
    {
        string error = estimate.StandardError > 0 ? string.Create(CultureInfo.InvariantCulture, $" ± {estimate.StandardError:G1}") : "";
        return $"{estimate.Road}, it is {NumberText.Of(Math.Round(estimate.Value, 4))}{error}";
    }
}
