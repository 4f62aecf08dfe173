using Course.Information;
using Course.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// The evidence lower bound log p(x) ≥ E_q[log p(x|z)] − KL(q(z|x) ‖ p(z)) of a batch, its two sides apart. Both are <b>summed</b> over dimensions, so the
/// unit is nats per image; a mean over pixels would silently weigh the KL term 784 times as much.
/// </summary>
public sealed class Elbo
{
    /// <param name="logLikelihood">log p(x|z) of each item, [N].</param>
    /// <param name="divergence">KL(q(z|x) ‖ p(z)) of each item, apart by latent dimension or by level, [N, G].</param>
    public Elbo(Tensor logLikelihood, Tensor divergence) => (LogLikelihood, Divergence) = (logLikelihood, divergence);

    /// <summary>log p(x|z) of each item, [N].</summary>
    public Tensor LogLikelihood { get; }

    /// <summary>KL(q(z|x) ‖ p(z)) of each item, apart by latent dimension or by level, [N, G].</summary>
    public Tensor Divergence { get; }

    /// <summary>reconstruction + β · KL, averaged over the batch; with β = 1 it is −ELBO.</summary>
    /// <param name="beta">Weight of the divergence, 0 or more.</param>
    /// <returns>The loss in nats per image, with its terms "reconstruction" and "KL" (the latter not weighted).</returns>
    public LossTerms ToLoss(double beta = 1)
    {
        if (!(beta >= 0)) throw new ArgumentOutOfRangeException(nameof(beta), $"The weight of the KL term is {beta}; it must be 0 or more.");
        var reconstruction = -LogLikelihood.mean();
        var kl = Divergence.sum() / Divergence.shape[0];
        return new LossTerms(reconstruction + beta * kl, ("reconstruction", reconstruction), ("KL", kl));
    }

    /// <summary>−ELBO with a Bernoulli decoder, written out: the reconstruction term is the binary cross-entropy of the logits.</summary>
    /// <param name="logits">Of p(x|z), [N, D].</param>
    /// <param name="x">Images [N, D] in [0, 1]; grey values count as probabilities.</param>
    /// <param name="mu">Means of q(z|x), [N, Z].</param>
    /// <param name="logvar">log σ² of q(z|x), [N, Z].</param>
    /// <returns>The loss in nats per image, with its terms "reconstruction" and "KL".</returns>
    public static LossTerms Bernoulli(Tensor logits, Tensor x, Tensor mu, Tensor logvar)
    {
        var reconstruction = nn.functional.binary_cross_entropy_with_logits(logits, x, reduction: nn.Reduction.Sum) / x.shape[0];
        var kl = KlDivergence.GaussianToStandardNormal(mu, logvar);
        return new LossTerms(reconstruction + kl, ("reconstruction", reconstruction), ("KL", kl));
    }

    /// <summary>Mean loss over a data set, in evaluation mode and without gradients; one z drawn per image.</summary>
    /// <param name="model">A variational model.</param>
    /// <param name="images">[N, …], as the model takes them.</param>
    /// <param name="batchSize">Images a batch.</param>
    /// <param name="seed">Of the draws: equal seeds give equal numbers. The training stream of random numbers is left as it was.</param>
    /// <returns>−ELBO, reconstruction and KL in nats per image.</returns>
    public static (double NegativeElbo, double Reconstruction, double Kl) Evaluate(
        LatentVariableModel model, Tensor images, int batchSize = 1000, long seed = 0) => Evaluation.Run(model, seed, () =>
    {
        double reconstruction = 0, kl = 0;
        long count = images.shape[0];
        for (long start = 0; start < count; start += batchSize)
        {
            using var scope = NewDisposeScope();
            var x = images.narrow(0, start, Math.Min(batchSize, count - start));
            var terms = model.Bound(x).ToLoss().ToNumbers();
            reconstruction += terms["reconstruction"] * x.shape[0];
            kl += terms["KL"] * x.shape[0];
        }
        return ((reconstruction + kl) / count, reconstruction / count, kl / count);
    });
}
