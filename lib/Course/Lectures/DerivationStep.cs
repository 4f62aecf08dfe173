namespace Course.Lectures;

/// <summary>One line of a derivation, computed when it is first looked at.</summary>
internal sealed class DerivationStep
{
    private readonly Lazy<(Estimate? Value, string? Failure)> _outcome;

    public DerivationStep(string formula, string sentence, Func<Estimate> value)
    {
        (Formula, Sentence) = (formula, sentence);
        _outcome = new(() =>
        {
            try
            {
                return (value(), null);
            }
            catch (Exception e)
            {
                // The page shows the step as wrong, with the reason; Show() then fails the cell.
                return (null, e.Message);
            }
        });
    }

    public string Formula { get; }

    public string Sentence { get; }

    /// <summary>Null when the code failed.</summary>
    public Estimate? Value => _outcome.Value.Value;

    /// <summary>Why the code failed, or null.</summary>
    public string? Failure => _outcome.Value.Failure;
}
