using static TorchSharp.torch;

namespace Course.Data;

/// <summary>
/// Makes grey images black and white: a grey value is the probability of white (Salakhutdinov and Murray 2008). Drawn once, the data are <i>statically</i>
/// binarised; drawn anew at every step they are <i>dynamically</i> binarised, and likelihoods of the two cannot be compared.
/// </summary>
public static class Binarization
{
    /// <summary>One draw, with the engine's generator: anew at every step of a training.</summary>
    /// <param name="grey">Any shape, values in [0, 1].</param>
    public static Tensor Draw(Tensor grey) => bernoulli(grey);

    /// <summary>One draw from a seed, the same each time; the engine's stream of random numbers is left as it was.</summary>
    /// <param name="grey">Any shape, values in [0, 1].</param>
    /// <param name="seed">Of the draw.</param>
    public static Tensor Draw(Tensor grey, long seed)
    {
        using var generator = new Generator((ulong)seed);
        return bernoulli(grey, generator);
    }
}
