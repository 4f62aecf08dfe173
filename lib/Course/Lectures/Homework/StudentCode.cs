namespace Course.Lectures;

/// <summary>Calls what a student wrote. Whatever it throws is part of the answer, but for the interruption of the cell.</summary>
internal static class StudentCode
{
    /// <summary>Judges an answer; a stub that throws <see cref="NotImplementedException"/> is none yet.</summary>
    public static Ruling Judge(Func<Ruling> judge)
    {
        try
        {
            return judge();
        }
        catch (NotImplementedException)
        {
            return Ruling.Unanswered;
        }
        catch (AnswerException e)
        {
            return Ruling.Wrong(e.Message);
        }
    }

    /// <summary>What a function answers.</summary>
    /// <param name="function">The student's.</param>
    /// <param name="input">What it is given.</param>
    /// <param name="described">The input in words.</param>
    /// <exception cref="AnswerException">It throws.</exception>
    public static TAnswer Ask<TInput, TAnswer>(Func<TInput, TAnswer> function, TInput input, string? described)
    {
        try
        {
            return function(input);
        }
        catch (Exception e) when (e is not (NotImplementedException or OperationCanceledException))
        {
            throw new AnswerException($"With {described} your function throws {e.GetType().Name}: {e.Message}");
        }
    }
}

/// <summary>A student's function cannot be asked, or answers with something that is no answer at all.</summary>
/// <param name="message">Why, as a sentence.</param>
internal sealed class AnswerException(string message) : Exception(message);
