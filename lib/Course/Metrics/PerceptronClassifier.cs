using Course.Autoencoders;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Metrics;

/// <summary>A classifier with one hidden layer, for pixels or codes: small enough to be the same in every arm of a comparison.</summary>
public sealed class PerceptronClassifier : nn.Module<Tensor, Tensor>
{
    // Named, because a module inside another registers its fields by itself, under their names.
    [ComponentName(Name = "layers")]
    private readonly Sequential _layers;

    /// <param name="inputs">Numbers of an item (D).</param>
    /// <param name="hidden">Units of the hidden layer.</param>
    /// <param name="classes">How many (C), 2 or more.</param>
    public PerceptronClassifier(int inputs = 784, int hidden = 400, int classes = 10) : base(nameof(PerceptronClassifier))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        (Inputs, Classes) = (inputs, classes);
        _layers = Perceptron.Of([inputs, hidden, classes]);
        register_module("layers", _layers);
    }

    /// <summary>Numbers of an item (D).</summary>
    public int Inputs { get; }

    /// <summary>Number of classes (C).</summary>
    public int Classes { get; }

    /// <summary>Logits of the classes.</summary>
    /// <param name="input">[N, D].</param>
    /// <returns>[N, C].</returns>
    public override Tensor forward(Tensor input) => _layers.call(input);

    /// <summary>Share of items classified wrongly, without gradients: 0 to 1.</summary>
    /// <param name="items">[N, D].</param>
    /// <param name="labels">[N], int64.</param>
    public double ErrorRate(Tensor items, Tensor labels)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        return call(items).argmax(1).ne(labels).to(float32).mean().ToDouble();
    }
}
