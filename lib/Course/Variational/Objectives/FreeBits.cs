using Course.Training;
using TorchSharp;

namespace Course.Variational;

/// <summary>
/// reconstruction + Σⱼ max(λ, KLⱼ), with KLⱼ the batch's mean in latent dimension (or level) j (Kingma et al., <i>Inverse autoregressive flow</i>, 2016,
/// equation 15): the first λ nats of every dimension are free, so that nothing is gained by giving them up.
/// </summary>
/// <param name="Nats">λ, for each dimension, 0 or more.</param>
public sealed record FreeBits(double Nats) : IObjective
{
    /// <inheritdoc/>
    public LossTerms Loss(LatentVariableModel model, torch.Tensor x)
    {
        var bound = model.Bound(x);
        var reconstruction = -bound.LogLikelihood.mean();
        var perDimension = bound.Divergence.mean([0L]);
        return new LossTerms(
            reconstruction + perDimension.clamp(min: Nats).sum(), ("reconstruction", reconstruction), ("KL", perDimension.sum()));
    }
}
