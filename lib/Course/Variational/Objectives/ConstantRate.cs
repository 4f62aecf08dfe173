using Course.Training;
using TorchSharp;

namespace Course.Variational;

/// <summary>
/// reconstruction + γ |KL − C| (Burgess et al., <i>Understanding disentangling in β-VAE</i>, 2018, equation 8): the code is held at a rate of C nats an image,
/// neither more nor less.
/// </summary>
/// <param name="Rate">C, in nats per image, 0 or more.</param>
/// <param name="Gamma">Weight of the distance from it, above 1: with less, giving z up is as cheap as before.</param>
public sealed record ConstantRate(double Rate, double Gamma = 10) : IObjective
{
    /// <inheritdoc/>
    public LossTerms Loss(LatentVariableModel model, torch.Tensor x)
    {
        var bound = model.Bound(x);
        var reconstruction = -bound.LogLikelihood.mean();
        var kl = bound.Divergence.sum() / x.shape[0];
        return new LossTerms(reconstruction + Gamma * (kl - Rate).abs(), ("reconstruction", reconstruction), ("KL", kl));
    }
}
