using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>Ways to spoil an item before a denoising autoencoder sees it. Random numbers come from the engine's generator.</summary>
public static class Corruption
{
    /// <summary>x + σ ε with ε ~ N(0, I); may leave [0, 1].</summary>
    /// <param name="deviation">σ ≥ 0.</param>
    public static Func<Tensor, Tensor> Gaussian(double deviation)
    {
        if (!(deviation >= 0)) throw new ArgumentOutOfRangeException(nameof(deviation), $"The deviation of the noise is {deviation}; it must be 0 or more.");
        return x => x + deviation * randn_like(x);
    }

    /// <summary>Each number becomes 0 or 1, evenly, with the given probability.</summary>
    /// <param name="share">0 to 1.</param>
    public static Func<Tensor, Tensor> SaltAndPepper(double share)
    {
        RequireShare(share);
        return x =>
        {
            var u = rand_like(x);
            return x.masked_fill(u < share / 2, 0).masked_fill(u > 1 - share / 2, 1);
        };
    }

    /// <summary>Each number becomes 0 with the given probability (Vincent et al. 2008).</summary>
    /// <param name="share">0 to 1.</param>
    public static Func<Tensor, Tensor> Masking(double share)
    {
        RequireShare(share);
        return x => x.masked_fill(rand_like(x) < share, 0);
    }

    /// <summary>
    /// Each item is spoiled in one of several ways, drawn evenly, so that a network must undo them all. (One way for a whole batch would be a trap: batch
    /// normalisation would learn each by its own statistics in training and meet the mean of them afterwards.)
    /// </summary>
    /// <param name="kinds">One or more.</param>
    public static Func<Tensor, Tensor> AnyOf(params Func<Tensor, Tensor>[] kinds)
    {
        if (kinds.Length == 0) throw new ArgumentException("There is no corruption to draw from.", nameof(kinds));
        return x =>
        {
            var kind = randint(0, kinds.Length, [x.shape[0], .. Enumerable.Repeat(1L, (int)x.ndim - 1)]);
            return kinds.Select((spoil, i) => (Spoiled: spoil(x), Index: i))
                .Aggregate(x, (mixed, next) => where(kind.eq(next.Index), next.Spoiled, mixed));
        };
    }

    private static void RequireShare(double share)
    {
        if (!(share >= 0 && share <= 1)) throw new ArgumentOutOfRangeException(nameof(share), $"The share of spoiled numbers is {share}; it must be from 0 to 1.");
    }
}
