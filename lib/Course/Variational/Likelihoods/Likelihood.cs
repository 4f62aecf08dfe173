using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// p(x|z) given what a decoder computed from z: the family of distributions that the numbers of an item have, independent of each other once z is known.
/// A module, because a family may have parameters of its own, such as one σ for all.
/// </summary>
public abstract class Likelihood : nn.Module
{
    /// <param name="name">Of the family.</param>
    protected Likelihood(string name) : base(name)
    {
    }

    /// <summary>How many numbers the decoder gives for each number of an item (P). They come one after the other along dimension 1: all first ones, then all
    /// second ones.</summary>
    public virtual int ParametersPerValue => 1;

    /// <summary>log p(x|z), summed over the numbers of an item: a log-probability where x is discrete, a log-density where it is not.</summary>
    /// <param name="parameters">[N, P · D] or [N, P · C, H, W].</param>
    /// <param name="x">[N, D] or [N, C, H, W].</param>
    /// <returns>[N], in nats.</returns>
    public abstract Tensor LogProb(Tensor parameters, Tensor x);

    /// <summary>The mean of p(x|z).</summary>
    /// <param name="parameters">[N, P · D] or [N, P · C, H, W].</param>
    /// <returns>[N, D] or [N, C, H, W].</returns>
    public abstract Tensor Mean(Tensor parameters);

    /// <summary>A draw from p(x|z), with the engine's generator.</summary>
    /// <param name="parameters">[N, P · D] or [N, P · C, H, W].</param>
    /// <returns>[N, D] or [N, C, H, W].</returns>
    public abstract Tensor Sample(Tensor parameters);
}
