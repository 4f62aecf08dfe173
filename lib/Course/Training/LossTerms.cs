using TorchSharp;
using static TorchSharp.torch;

namespace Course.Training;

/// <summary>What a training step minimises, and the named terms that it is made of.</summary>
public sealed class LossTerms
{
    /// <summary>Name of the total in <see cref="ToNumbers"/>.</summary>
    public const string TotalName = "loss";

    private readonly (string Name, Tensor Value)[] _terms;

    /// <param name="total">The loss, a 0-d tensor that gradients flow from.</param>
    /// <param name="terms">Its parts, 0-d tensors, for display.</param>
    public LossTerms(Tensor total, params (string name, Tensor value)[] terms) => (Total, _terms) = (total, terms);

    /// <summary>The loss.</summary>
    public Tensor Total { get; }

    /// <summary>The total (under "loss") and the terms as numbers, in order.</summary>
    public IReadOnlyDictionary<string, double> ToNumbers()
    {
        var numbers = new Dictionary<string, double> { [TotalName] = Total.ToDouble() };
        foreach (var (name, value) in _terms) numbers[name] = value.ToDouble();
        return numbers;
    }
}
