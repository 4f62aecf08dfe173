namespace Course.Lectures;

/// <summary>An input at which the answer can be known without computing, and which formulas that are nearly right get wrong.</summary>
/// <param name="Input">The input.</param>
/// <param name="Because">Why the answer is what it is there, as a sentence.</param>
internal sealed record LimitCase<T>(T Input, string Because);
