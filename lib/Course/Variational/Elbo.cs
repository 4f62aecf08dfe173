using Course.Information;
using Course.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// The evidence lower bound log p(x) ≥ E_q[log p(x|z)] − KL(q(z|x) ‖ p(z)), as a loss: −ELBO = reconstruction + KL.
/// Both terms are <b>summed</b> over dimensions and averaged over the batch, so the unit is nats per image; a mean over pixels would
/// silently weigh the KL term 784 times as much.
/// </summary>
public static class Elbo
{
    /// <summary>−ELBO with a Bernoulli decoder: the reconstruction term is the binary cross-entropy of the logits.</summary>
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

    /// <summary>The loss of a batch under a model, one z drawn per image.</summary>
    /// <param name="model">Encoder and decoder.</param>
    /// <param name="x">Images [N, D] in [0, 1].</param>
    public static LossTerms Bernoulli(VariationalAutoencoder model, Tensor x)
    {
        var (logits, mu, logvar) = model.call(x);
        return Bernoulli(logits, x, mu, logvar);
    }

    /// <summary>Mean loss over a data set, without gradients; one z drawn per image.</summary>
    /// <param name="model">Encoder and decoder.</param>
    /// <param name="images">[N, D] in [0, 1].</param>
    /// <param name="batchSize">Images a batch.</param>
    /// <param name="seed">Of the draws: equal seeds give equal numbers. The training stream of random numbers is left as it was.</param>
    /// <returns>−ELBO, reconstruction and KL in nats per image.</returns>
    public static (double NegativeElbo, double Reconstruction, double Kl) Evaluate(
        VariationalAutoencoder model, Tensor images, int batchSize = 1000, long seed = 0)
    {
        using var quiet = no_grad();
        using var stream = get_rng_state();
        manual_seed(seed);
        double reconstruction = 0, kl = 0;
        var count = images.shape[0];
        for (long start = 0; start < count; start += batchSize)
        {
            using var scope = NewDisposeScope();
            var x = images.narrow(0, start, Math.Min(batchSize, count - start));
            var terms = Bernoulli(model, x).ToNumbers();
            reconstruction += terms["reconstruction"] * x.shape[0];
            kl += terms["KL"] * x.shape[0];
        }
        set_rng_state(stream);
        return ((reconstruction + kl) / count, reconstruction / count, kl / count);
    }
}
