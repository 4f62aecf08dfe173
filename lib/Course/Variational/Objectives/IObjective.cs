using Course.Training;
using TorchSharp;

namespace Course.Variational;

/// <summary>What a variational model is trained by: −ELBO with other weights, another bound, or with a floor under the KL term.</summary>
public interface IObjective
{
    /// <summary>The loss of a batch, with its terms in nats per image.</summary>
    /// <param name="model">Any variational model.</param>
    /// <param name="x">A batch [N, …].</param>
    LossTerms Loss(LatentVariableModel model, torch.Tensor x);
}
