namespace Course.Lectures;

/// <summary>What a check says of an answer.</summary>
public enum Verdict
{
    /// <summary>Right in every respect that was tried.</summary>
    Passed,

    /// <summary>An answer, but not the right one.</summary>
    Wrong,

    /// <summary>No answer yet: the stub as it was handed out.</summary>
    Unanswered,
}
