namespace Course.Lectures;

/// <summary>A verdict and the sentence that goes with it.</summary>
internal readonly record struct Ruling(Verdict Verdict, string Message)
{
    public static Ruling Unanswered { get; } = new(Verdict.Unanswered, "Not answered yet.");

    public static Ruling Wrong(string message) => new(Verdict.Wrong, message);

    public static Ruling Passed(string message) => new(Verdict.Passed, message);

    /// <summary>Of an exercise with several parts: an open part leaves it open, then the first wrong part decides.</summary>
    /// <param name="parts">What each part is called, and its ruling.</param>
    public static Ruling OfParts(params IReadOnlyList<(string Name, Ruling Ruling)> parts)
    {
        if (parts.Any(part => part.Ruling.Verdict == Verdict.Unanswered)) return Unanswered;
        foreach (var (name, ruling) in parts)
            if (ruling.Verdict == Verdict.Wrong) return Wrong($"The {name}: {ruling.Message}");
        return Passed(string.Join(' ', parts.Where(part => part.Ruling.Message.Length > 0).Select(part => $"The {part.Name}: {part.Ruling.Message}")));
    }
}
