using Course.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// Lets a density describe whole numbers: to level k = 0 … K − 1 it adds noise u ~ q(u|x) from [0, 1), so that y = (k + u)/K fills [0, 1).
/// The probability of k is the density's mass on its cell, P(x) = ∫ p(k + u) du, and therefore log P(x) ≥ E_q[log p(k + u) − log q(u|x)]
/// (Theis, van den Oord and Bethge 2016; Ho et al., <i>Flow++</i>, 2019, section 3.1): a bound on a probability, which no density of raw levels gives.
/// </summary>
public abstract class Dequantizer : nn.Module
{
    /// <param name="name">Of the noise.</param>
    /// <param name="levels">Grey levels (K), 2 or more.</param>
    protected Dequantizer(string name, int levels) : base(name)
    {
        if (levels < 2) throw new ArgumentOutOfRangeException(nameof(levels), $"{levels} grey levels were asked for; there must be 2 or more.");
        Levels = levels;
    }

    /// <summary>Grey levels of the data (K).</summary>
    public int Levels { get; }

    /// <summary>One draw of the noise.</summary>
    /// <param name="x">Items [N, …], rounded to the nearest of k/(K − 1).</param>
    /// <returns>y = (k + u)/K, of the shape of the items, in [0, 1]; and log q(u|x), [N], in nats.</returns>
    public (Tensor y, Tensor logDensity) Draw(Tensor x)
    {
        var (u, logDensity) = Noise(x);
        return ((GreyLevels.Number(x, Levels) + u) / Levels, logDensity);
    }

    /// <summary>A lower bound on log P(x), from one draw.</summary>
    /// <param name="x">Items [N, …], rounded to the nearest of k/(K − 1).</param>
    /// <param name="logDensity">log p(y) of items in [0, 1], or a lower bound on it: [N, …] to [N].</param>
    /// <returns>[N], in nats; never above 0 in the mean.</returns>
    public Tensor Bound(Tensor x, Func<Tensor, Tensor> logDensity)
    {
        var (y, noise) = Draw(x);
        return logDensity(y) - Stretch(x) - noise;
    }

    /// <summary>What a density loses when its cells are stretched from width 1/K to width 1: D log K, in nats.</summary>
    internal double Stretch(Tensor x) => x.numel() / x.shape[0] * Math.Log(Levels);

    /// <summary>u ~ q(u|x), of the shape of the items, and its log q(u|x), [N].</summary>
    protected abstract (Tensor u, Tensor logDensity) Noise(Tensor x);
}
