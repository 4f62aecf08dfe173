using System.Globalization;

namespace Course.Training;

/// <summary>A loss became NaN or infinite. It is thrown before the step changes the parameters, so the model is still as it was.</summary>
public sealed class NonFiniteLossException : Exception
{
    /// <param name="step">The step, from 0.</param>
    /// <param name="losses">The loss and its terms, by name.</param>
    public NonFiniteLossException(long step, IReadOnlyDictionary<string, double> losses)
        : base($"The loss of step {step} is not finite ({string.Join(", ", losses.Select(l => $"{l.Key} {l.Value.ToString("g6", CultureInfo.InvariantCulture)}"))}). " +
               "The parameters were not changed; try a smaller learning rate or clip the gradients.")
    {
        Step = step;
        Losses = losses;
    }

    /// <summary>The step, from 0.</summary>
    public long Step { get; }

    /// <summary>The loss and its terms, by name.</summary>
    public IReadOnlyDictionary<string, double> Losses { get; }
}
