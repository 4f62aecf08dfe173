using Course.Training;
using TorchSharp;

namespace Course.Variational;

/// <summary>
/// −log (1/K) Σ wₖ, the importance-weighted bound (Burda, Grosse and Salakhutdinov, <i>Importance weighted autoencoders</i>, 2016, equation 8), with gradients
/// through all draws. K = 1 is −ELBO; more draws bring it closer to −log p(x), and forgive the encoder draws that explain nothing.
/// </summary>
/// <param name="Samples">Draws for each image (K), 1 or more.</param>
public sealed record Iwae(int Samples) : IObjective
{
    /// <summary>The loss of a batch.</summary>
    /// <param name="model">Any variational model.</param>
    /// <param name="x">A batch [N, …].</param>
    /// <returns>The bound in nats per image, with −ELBO from the same draws as its term "−ELBO".</returns>
    public LossTerms Loss(LatentVariableModel model, torch.Tensor x)
    {
        var logWeights = model.LogWeights(x, Samples);
        var bound = logWeights.logsumexp(1) - Math.Log(Samples);
        return new LossTerms(-bound.mean(), ("−ELBO", -logWeights.mean()));
    }
}
