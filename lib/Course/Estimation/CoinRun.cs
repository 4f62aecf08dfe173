namespace Course.Estimation;

/// <summary>A few flips in a row of one coin.</summary>
/// <param name="Heads">How many showed heads, 0 to <paramref name="Flips"/>.</param>
/// <param name="Flips">How many there were, 1 or more.</param>
public readonly record struct CoinRun(int Heads, int Flips)
{
    /// <summary>How many showed tails.</summary>
    public int Tails => Flips - Heads;
}
