using Course.Training;
using TorchSharp;

namespace Course.Variational;

/// <summary>
/// reconstruction + β · KL (Higgins et al., <i>β-VAE</i>, 2017): β above 1 buys a plainer code with reconstruction, β below 1 the reverse. A bound on log p(x)
/// only for β ≥ 1, and tight for none but 1.
/// </summary>
/// <param name="Beta">Weight of the KL term, 0 or more.</param>
public sealed record BetaVae(double Beta) : IObjective
{
    /// <inheritdoc/>
    public LossTerms Loss(LatentVariableModel model, torch.Tensor x) => model.Bound(x).ToLoss(Beta);
}
