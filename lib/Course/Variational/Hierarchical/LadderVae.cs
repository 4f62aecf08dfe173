using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// The ladder variational autoencoder (Sønderby et al. 2016): the story of <see cref="HierarchicalVae"/>, but the guess goes down as the story does,
/// q(z_L|x) … q(z₁|z₂, x). A deterministic way up has something to say about every level, N(μ̂, σ̂²), which each level combines with what the story expects
/// there, N(μ_p, σ_p²), each weighing as much as it is sure: a level that adds nothing repeats the story and costs nothing.
/// </summary>
/// <remarks>As z_{l+1} is drawn before z_l, the term of each level is the closed form KL(q(z_l|z_{l+1}, x) ‖ p(z_l|z_{l+1})), never negative.</remarks>
public sealed class LadderVae : LatentHierarchy
{
    [ComponentName(Name = "trunks")]
    private readonly ModuleList<nn.Module<Tensor, Tensor>> _trunks;

    [ComponentName(Name = "heads")]
    private readonly ModuleList<GaussianEncoder> _heads;

    /// <summary>The story's networks are those of <see cref="HierarchicalVae"/>; the way up has the same hidden layers.</summary>
    /// <param name="inputs">Numbers of an item (D).</param>
    /// <param name="hidden">Hidden units of each level, the lowest first.</param>
    /// <param name="latents">Dimensions of z₁, z₂, …</param>
    /// <param name="likelihood">p(x|z₁); <see cref="BernoulliLikelihood"/> when absent.</param>
    /// <exception cref="ArgumentException">Not as many hidden layers as levels.</exception>
    public LadderVae(int inputs, int[] hidden, int[] latents, Likelihood? likelihood = null)
        : base(nameof(LadderVae), [inputs], latents, HierarchyLayers.Downward(hidden, latents), HierarchyLayers.Decoder(inputs, hidden, latents, likelihood),
            likelihood)
    {
        _trunks = new([.. hidden.Select((units, level) => HierarchyLayers.Hidden(level == 0 ? inputs : hidden[level - 1], units))]);
        _heads = new([.. hidden.Zip(latents, (units, size) => new GaussianEncoder(nn.Identity(), units, size))]);
        register_module("trunks", _trunks);
        register_module("heads", _heads);
    }

    /// <summary>
    /// Two opinions about one z, multiplied: N(μ₁, σ₁²) · N(μ₂, σ₂²) ∝ N(μ, σ²) with 1/σ² = 1/σ₁² + 1/σ₂² and μ = σ² (μ₁/σ₁² + μ₂/σ₂²)
    /// (Sønderby et al. 2016).
    /// </summary>
    /// <param name="mu1">μ₁ [N, Z].</param>
    /// <param name="logvar1">log σ₁² [N, Z].</param>
    /// <param name="mu2">μ₂ [N, Z].</param>
    /// <param name="logvar2">log σ₂² [N, Z].</param>
    /// <returns>μ and log σ², each [N, Z].</returns>
    public static (Tensor mu, Tensor logvar) Combine(Tensor mu1, Tensor logvar1, Tensor mu2, Tensor logvar2)
    {
        // The first one's share of the precision, σ₁⁻²/(σ₁⁻² + σ₂⁻²), without a division that could overflow.
        var share = sigmoid(logvar2 - logvar1);
        return (mu2 + share * (mu1 - mu2), -logaddexp(-logvar1, -logvar2));
    }

    private protected override LatentDraw[] Guess(Tensor x)
    {
        var features = new Tensor[Levels];
        for (int level = 0; level < Levels; level++) features[level] = _trunks[level].call(level == 0 ? x : features[level - 1]);

        var draws = new LatentDraw[Levels];
        var above = x;
        for (int level = Levels - 1; level >= 0; level--)
        {
            var (priorMu, priorLogvar) = Prior(level, above);
            var (mu, logvar) = _heads[level].call(features[level]);
            if (level < Levels - 1) (mu, logvar) = Combine(mu, logvar, priorMu, priorLogvar);
            above = DiagonalGaussian.Reparameterize(mu, logvar);
            draws[level] = new(above, mu, logvar, priorMu, priorLogvar);
        }
        return draws;
    }

    private protected override Tensor Divergence(LatentDraw draw, int level) => draw.ClosedDivergence();
}
