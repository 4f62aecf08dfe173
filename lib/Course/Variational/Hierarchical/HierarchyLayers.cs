using Course.Autoencoders;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// The fully connected networks between an item and z₁, between z₁ and z₂, …, with one hidden layer each. Batch normalisation is what lets several levels learn
/// at once (Sønderby et al. 2016); the decoder of the image does without.
/// </summary>
internal static class HierarchyLayers
{
    /// <summary>From an item to z₁, from z₁ to z₂, …</summary>
    public static GaussianEncoder[] Upward(int inputs, int[] hidden, int[] latents)
    {
        Require(hidden, latents);
        return [.. latents.Select((size, level) => Between(level == 0 ? inputs : latents[level - 1], hidden[level], size))];
    }

    /// <summary>From z₂ to z₁, from z₃ to z₂, …</summary>
    public static GaussianEncoder[] Downward(int[] hidden, int[] latents)
    {
        Require(hidden, latents);
        return [.. latents.SkipLast(1).Select((size, level) => Between(latents[level + 1], hidden[level + 1], size))];
    }

    /// <summary>From z₁ to the parameters of an item.</summary>
    public static nn.Module<Tensor, Tensor> Decoder(int inputs, int[] hidden, int[] latents, Likelihood? likelihood) =>
        Perceptron.Of([latents[0], hidden[0], (likelihood?.ParametersPerValue ?? 1) * inputs]);

    /// <summary>A hidden layer with batch normalisation and ReLU.</summary>
    public static nn.Module<Tensor, Tensor> Hidden(int inputs, int units) => nn.Sequential(nn.Linear(inputs, units), nn.BatchNorm1d(units), nn.ReLU());

    private static GaussianEncoder Between(int inputs, int hidden, int latents) => new(Hidden(inputs, hidden), hidden, latents);

    private static void Require(int[] hidden, int[] latents)
    {
        if (latents.Length == 0 || hidden.Length != latents.Length)
            throw new ArgumentException($"A hierarchy of {latents.Length} levels with {hidden.Length} hidden layers cannot be built; "
                + "give as many hidden layers as levels, one or more.");
    }
}
