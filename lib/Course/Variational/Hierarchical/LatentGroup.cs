using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// One group of latents of <see cref="Nvae"/>: a small image z of a few channels. The story expects it as N(μ, σ²), computed from what has been told so far;
/// the guess is told as a correction of that, N(μ + Δμ, σ² Δσ²) (Vahdat and Kautz 2020, section 3.2): a Δ of nothing costs nothing.
/// </summary>
internal sealed class LatentGroup : nn.Module
{
    [ComponentName(Name = "prior")]
    private readonly Sequential _prior;

    [ComponentName(Name = "correction")]
    private readonly Sequential _correction;

    [ComponentName(Name = "merge")]
    private readonly Sequential _merge;

    private readonly int _latents;

    /// <param name="width">Channels of the features.</param>
    /// <param name="latents">Channels of z.</param>
    public LatentGroup(int width, int latents) : base(nameof(LatentGroup))
    {
        _latents = latents;
        _prior = nn.Sequential(nn.SiLU(), nn.Conv2d(width, 2 * latents, 1));
        _correction = nn.Sequential(nn.SiLU(), nn.Conv2d(2 * width, 2 * latents, 1));
        _merge = nn.Sequential(nn.Conv2d(width + latents, width, 1), new ResidualCell(width));
        RegisterComponents();
    }

    /// <summary>A draw from the story.</summary>
    /// <param name="told">What has been told so far [N, width, H, W].</param>
    /// <returns>z, flat: [N, latents · H · W].</returns>
    public Tensor Invent(Tensor told)
    {
        var (mu, logvar) = Halves(_prior.call(told));
        return DiagonalGaussian.Reparameterize(mu, logvar);
    }

    /// <summary>A draw from the guess.</summary>
    /// <param name="told">What has been told so far [N, width, H, W].</param>
    /// <param name="seen">What the way up found in the items, of the same shape.</param>
    public LatentDraw Guess(Tensor told, Tensor seen)
    {
        var (mu, logvar) = Halves(_prior.call(told));
        var (deltaMu, deltaLogvar) = Halves(_correction.call(cat([told, seen], 1)));
        var (guessMu, guessLogvar) = (mu + deltaMu, logvar + deltaLogvar);
        return new(DiagonalGaussian.Reparameterize(guessMu, guessLogvar), guessMu, guessLogvar, mu, logvar);
    }

    /// <summary>Goes on with the story.</summary>
    /// <param name="told">What has been told so far [N, width, H, W].</param>
    /// <param name="z">Flat: [N, latents · H · W].</param>
    /// <returns>What is known now, of the shape of what has been told.</returns>
    public Tensor Merge(Tensor told, Tensor z) => _merge.call(cat([told, z.view(-1, _latents, told.shape[2], told.shape[3])], 1));

    private static (Tensor mu, Tensor logvar) Halves(Tensor parameters)
    {
        var halves = parameters.chunk(2, 1);
        return (halves[0].flatten(1), halves[1].flatten(1));
    }
}
