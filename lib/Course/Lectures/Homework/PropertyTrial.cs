namespace Course.Lectures;

/// <summary>
/// Puts an answer to the test where many are right: none is compared, but each must have what was asked for, on inputs drawn from the student's seed
/// and in cases where nearly right answers fail.
/// </summary>
/// <typeparam name="TInput">What the answer is computed from.</typeparam>
/// <typeparam name="TAnswer">What it is.</typeparam>
internal sealed class PropertyTrial<TInput, TAnswer>
{
    /// <summary>Tried in this order; the first that fails is named.</summary>
    public required IReadOnlyList<TInput> Inputs { get; init; }

    /// <summary>An input in words, "12 scores and 5 % allowed".</summary>
    public required Func<TInput, string> Describe { get; init; }

    /// <summary>What is wrong with the answer to an input, as the rest of a sentence that begins with the input; null for nothing.</summary>
    public required Func<TInput, TAnswer, string?> Fault { get; init; }

    /// <summary>Judges a function.</summary>
    /// <param name="answer">The student's; whatever it throws is part of the answer, but for the interruption of the cell.</param>
    public Ruling Judge(Func<TInput, TAnswer> answer) => StudentCode.Judge(() =>
    {
        foreach (var input in Inputs)
            if (Fault(input, StudentCode.Ask(answer, input, Describe(input))) is { } fault) return Ruling.Wrong($"With {Describe(input)}, {fault}");
        return Ruling.Passed($"Right on {Inputs.Count} inputs.");
    });
}
