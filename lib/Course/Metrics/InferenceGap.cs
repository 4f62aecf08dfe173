using Course.Lectures;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Metrics;

/// <summary>
/// What separates the bound from log p(x), in its two parts (Cremer, Li and Duvenaud 2018): log p(x) − ELBO* is lost because q must be a Gaussian, and
/// ELBO* − ELBO because one encoder answers for all images instead of a search for each. All in nats per image.
/// </summary>
/// <param name="NegativeLogLikelihood">−log p(x), by importance sampling: a little too large with few draws.</param>
/// <param name="NegativeOptimizedElbo">−ELBO* with the best Gaussian found for each image alone.</param>
/// <param name="NegativeElbo">−ELBO with the encoder's Gaussian.</param>
public sealed record InferenceGap(Estimate NegativeLogLikelihood, double NegativeOptimizedElbo, double NegativeElbo)
{
    private const int Draws = 50;

    /// <summary>What the Gaussian family costs.</summary>
    public double Approximation => NegativeOptimizedElbo - NegativeLogLikelihood.Value;

    /// <summary>What the encoder costs; 0 or more up to the noise of the search.</summary>
    public double Amortization => NegativeElbo - NegativeOptimizedElbo;

    /// <summary>Measures both gaps, the two bounds with the same noise.</summary>
    /// <param name="model">A trained model.</param>
    /// <param name="images">[N, …]; a few hundred, as each has a search of its own.</param>
    /// <param name="steps">Of the search, see <see cref="PosteriorSearch"/>.</param>
    /// <param name="samples">Draws an image for log p(x).</param>
    /// <param name="seed">Of all draws. The training stream of random numbers is left as it was.</param>
    public static InferenceGap Measure(VariationalAutoencoder model, Tensor images, int steps = 150, int samples = 1000, long seed = 0)
    {
        var likelihood = ImportanceSampling.NegativeLogLikelihood(model, images, samples, seed);
        double Bound(Tensor mu, Tensor logvar) => Evaluation.Run(model, seed, () =>
        {
            using var scope = NewDisposeScope();
            var bounds = Enumerable.Range(0, Draws).Select(_ => model.Bound(images, mu, logvar).ToLoss().Total.ToDouble());
            return bounds.Average();
        });
        var (mu, logvar) = PosteriorSearch.Optimize(model, images, steps, seed: seed);
        // No steps: the encoder's own answer.
        var (encoded, encodedLogvar) = PosteriorSearch.Optimize(model, images, steps: 0);
        return new InferenceGap(likelihood, Bound(mu, logvar), Bound(encoded, encodedLogvar));
    }
}
