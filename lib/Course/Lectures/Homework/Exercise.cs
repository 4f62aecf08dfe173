namespace Course.Lectures;

/// <summary>One question of a homework, with all that is needed to check an answer.</summary>
public abstract class Exercise
{
    private protected Exercise(string id, string title, int points) => (Id, Title, Points) = (id, title, points);

    /// <summary>How the homework numbers it: "1.3".</summary>
    public string Id { get; }

    /// <summary>What it is about.</summary>
    public string Title { get; }

    /// <summary>What a right answer earns; a wrong one costs nothing.</summary>
    public int Points { get; }
}
