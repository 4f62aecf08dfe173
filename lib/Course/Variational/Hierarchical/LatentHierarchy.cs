using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// A story of several levels, told from the top: z_L ~ N(0, I), then z_l ~ p(z_l|z_{l+1}) = N(μ(z_{l+1}), diag σ²(z_{l+1})) down to z₁, and x ~ p(x|z₁).
/// Relatives tell the same story and differ in how they guess the levels of an item.
/// </summary>
public abstract class LatentHierarchy : LatentVariableModel
{
    // Named, because a module inside another registers its fields by itself, under their names.
    [ComponentName(Name = "priors")]
    private readonly ModuleList<GaussianEncoder> _priors;

    [ComponentName(Name = "decoder")]
    private readonly nn.Module<Tensor, Tensor> _decoder;

    [ComponentName(Name = "likelihood")]
    private readonly Likelihood _likelihood;

    /// <param name="name">Of the model.</param>
    /// <param name="item">Shape of one item.</param>
    /// <param name="latents">Dimensions of each level, the lowest (z₁) first.</param>
    /// <param name="priors">p(z_l|z_{l+1}) of each level but the highest, the lowest first.</param>
    /// <param name="decoder">From z₁ to the parameters of p(x|z₁).</param>
    /// <param name="likelihood">p(x|z₁); <see cref="BernoulliLikelihood"/> when absent.</param>
    private protected LatentHierarchy(string name, long[] item, IEnumerable<int> latents, IEnumerable<GaussianEncoder> priors,
        nn.Module<Tensor, Tensor> decoder, Likelihood? likelihood) : base(name, item)
    {
        Latents = [.. latents];
        (_priors, _decoder, _likelihood) = (new([.. priors]), decoder, likelihood ?? new BernoulliLikelihood());
        register_module("priors", _priors);
        register_module("decoder", _decoder);
        register_module("likelihood", _likelihood);
    }

    /// <summary>Dimensions of each level, the lowest (z₁) first.</summary>
    public IReadOnlyList<int> Latents { get; }

    /// <summary>How many levels there are (L).</summary>
    public int Levels => Latents.Count;

    /// <summary>
    /// What the upper levels know: they are guessed from the items, and all below is drawn from the story anew.
    /// </summary>
    /// <param name="x">Items [N, …].</param>
    /// <param name="kept">How many levels are guessed, counted from the top: 0 gives free inventions, <see cref="Levels"/> the items' reconstructions.</param>
    /// <returns>Means of p(x|z₁), [N, …], without gradients.</returns>
    /// <exception cref="ArgumentException">Items of another shape.</exception>
    public Tensor Vary(Tensor x, int kept)
    {
        RequireItems(x);
        ArgumentOutOfRangeException.ThrowIfNegative(kept);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kept, Levels);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var means = kept == 0 ? DrawMeans((int)x.shape[0]) : Descend(Guess(x)[Levels - kept].Z, Levels - kept);
        return means.MoveToOuterDisposeScope();
    }

    /// <summary>Guesses all levels, draws one z of each, and decodes: the mean of p(x|z₁).</summary>
    public override Tensor forward(Tensor input)
    {
        RequireItems(input);
        return Descend(Guess(input)[0].Z, 0);
    }

    /// <summary>One draw from q(z₁, …, z_L|x), with the densities that were drawn from and those of the story; the lowest level first.</summary>
    private protected abstract LatentDraw[] Guess(Tensor x);

    /// <summary>The term of a level in the bound, [N].</summary>
    /// <param name="draw">The level's.</param>
    /// <param name="level">From 0, the lowest.</param>
    private protected abstract Tensor Divergence(LatentDraw draw, int level);

    /// <summary>p(z_l|z_{l+1}), or N(0, I) for the highest level.</summary>
    /// <param name="level">l, from 0, the lowest.</param>
    /// <param name="above">z_{l+1} [N, Z]; of the highest level anything with N rows.</param>
    private protected (Tensor mu, Tensor logvar) Prior(int level, Tensor above)
    {
        if (level < Levels - 1) return _priors[level].call(above);
        var zero = zeros(above.shape[0], Latents[level], above.dtype);
        return (zero, zero);
    }

    /// <inheritdoc/>
    protected override Elbo ToBound(Tensor x)
    {
        var draws = Guess(x);
        return new(_likelihood.LogProb(_decoder.call(draws[0].Z), x), stack(draws.Select(Divergence), 1));
    }

    /// <inheritdoc/>
    protected override Tensor ToLogWeight(Tensor x)
    {
        var draws = Guess(x);
        return draws.Aggregate(_likelihood.LogProb(_decoder.call(draws[0].Z), x), (sum, draw) => sum - draw.LogRatio());
    }

    /// <inheritdoc/>
    protected override Tensor DrawMeans(int count) => Descend(randn(count, Latents[^1]), Levels - 1);

    /// <summary>Goes on with the story from a level down to the mean of p(x|z₁).</summary>
    private Tensor Descend(Tensor z, int level)
    {
        while (--level >= 0)
        {
            var (mu, logvar) = Prior(level, z);
            z = DiagonalGaussian.Reparameterize(mu, logvar);
        }
        return _likelihood.Mean(_decoder.call(z));
    }
}
