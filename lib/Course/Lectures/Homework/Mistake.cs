namespace Course.Lectures;

/// <summary>A mistake that many make, as data: what it would answer, and what helps whoever made it.</summary>
/// <typeparam name="T">What an answer is computed from.</typeparam>
/// <param name="Name">Short, for tests and tables: "nats for bits".</param>
/// <param name="Answer">The numbers that this mistake leads to.</param>
/// <param name="Hint">What is wrong and why, with the numbers at hand, as a sentence; it does not give the answer away.</param>
internal sealed record Mistake<T>(string Name, Func<T, double[]> Answer, Func<T, string> Hint)
{
    public Mistake(string name, Func<T, double> answer, Func<T, string> hint) : this(name, input => [answer(input)], hint)
    {
    }

    public Mistake(string name, Func<T, double> answer, string hint) : this(name, answer, _ => hint)
    {
    }

    public Mistake(string name, Func<T, double[]> answer, string hint) : this(name, answer, _ => hint)
    {
    }
}
