using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// The plain hierarchical variational autoencoder (Rezende, Mohamed and Wierstra 2014): the story goes down, p(z₂) p(z₁|z₂) p(x|z₁), and the guess goes up,
/// q(z₁|x) q(z₂|z₁); with more levels likewise.
/// </summary>
/// <remarks>
/// The bound's term of z₁ is E[log q(z₁|x) − log p(z₁|z₂)] with z₁ ~ q(z₁|x) and z₂ ~ q(z₂|z₁). It is taken at the draw itself. The closed form
/// KL(q(z₁|x) ‖ p(z₁|z₂)) would be wrong here: it takes the mean over a z₁ that z₂ has never seen, and is right only where q(z₂|x) does not look at z₁.
/// One consequence: a term of a lower level can be negative, though their sum cannot be in the mean.
/// </remarks>
public sealed class HierarchicalVae : LatentHierarchy
{
    [ComponentName(Name = "posteriors")]
    private readonly ModuleList<GaussianEncoder> _posteriors;

    /// <summary>Every level of the story and of the guess has one hidden layer, batch-normalised, with ReLU.</summary>
    /// <param name="inputs">Numbers of an item (D).</param>
    /// <param name="hidden">Hidden units between an item and z₁, between z₁ and z₂, …</param>
    /// <param name="latents">Dimensions of z₁, z₂, …</param>
    /// <param name="likelihood">p(x|z₁); <see cref="BernoulliLikelihood"/> when absent.</param>
    /// <exception cref="ArgumentException">Not as many hidden layers as levels.</exception>
    public HierarchicalVae(int inputs, int[] hidden, int[] latents, Likelihood? likelihood = null)
        : this([inputs], HierarchyLayers.Upward(inputs, hidden, latents), HierarchyLayers.Downward(hidden, latents),
            HierarchyLayers.Decoder(inputs, hidden, latents, likelihood), likelihood)
    {
    }

    /// <summary>Any networks.</summary>
    /// <param name="item">Shape of one item.</param>
    /// <param name="posteriors">q(z₁|x), q(z₂|z₁), …: one for each level.</param>
    /// <param name="priors">p(z₁|z₂), …: one for each level but the highest.</param>
    /// <param name="decoder">From z₁ to the parameters of p(x|z₁), see <see cref="Likelihood.ParametersPerValue"/>.</param>
    /// <param name="likelihood">p(x|z₁); <see cref="BernoulliLikelihood"/> when absent.</param>
    /// <exception cref="ArgumentException">Not one posterior more than priors.</exception>
    public HierarchicalVae(long[] item, IReadOnlyList<GaussianEncoder> posteriors, IReadOnlyList<GaussianEncoder> priors,
        nn.Module<Tensor, Tensor> decoder, Likelihood? likelihood = null)
        : base(nameof(HierarchicalVae), item, posteriors.Select(q => q.Latents), priors, decoder, likelihood)
    {
        if (posteriors.Count != priors.Count + 1)
            throw new ArgumentException($"{posteriors.Count} levels of guesses need {posteriors.Count - 1} priors between them, but there are {priors.Count}.");
        _posteriors = new([.. posteriors]);
        register_module("posteriors", _posteriors);
    }

    private protected override LatentDraw[] Guess(Tensor x)
    {
        var z = new Tensor[Levels];
        var guesses = new (Tensor Mu, Tensor Logvar)[Levels];
        for (int level = 0; level < Levels; level++)
        {
            guesses[level] = _posteriors[level].call(level == 0 ? x : z[level - 1]);
            z[level] = DiagonalGaussian.Reparameterize(guesses[level].Mu, guesses[level].Logvar);
        }

        var draws = new LatentDraw[Levels];
        for (int level = 0; level < Levels; level++)
        {
            var (mu, logvar) = Prior(level, above: z[Math.Min(level + 1, Levels - 1)]);
            draws[level] = new(z[level], guesses[level].Mu, guesses[level].Logvar, mu, logvar);
        }
        return draws;
    }

    private protected override Tensor Divergence(LatentDraw draw, int level) => level == Levels - 1 ? draw.ClosedDivergence() : draw.LogRatio();
}
