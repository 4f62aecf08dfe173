using Course.Lectures;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Metrics;

/// <summary>
/// −log p(x) of a variational model, from below: −log (1/K) Σ wₖ with K draws of <see cref="LatentVariableModel.LogWeights"/> (Burda, Grosse and Salakhutdinov
/// 2016). K = 1 gives −ELBO; the more draws, the closer to −log p(x), which it never undercuts in the mean.
/// </summary>
public static class ImportanceSampling
{
    private const int DrawsAtOnce = 20_000;

    /// <summary>Measures a data set.</summary>
    /// <param name="model">A variational model.</param>
    /// <param name="images">[N, …], as the model takes them; binarised ones must be drawn before.</param>
    /// <param name="samples">K, 1 or more.</param>
    /// <param name="seed">Of the draws. The training stream of random numbers is left as it was.</param>
    /// <returns>Nats per image; the standard error is that of the mean over images.</returns>
    public static Estimate NegativeLogLikelihood(LatentVariableModel model, Tensor images, int samples, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        return Evaluation.Run(model, seed, () =>
        {
            using var scope = NewDisposeScope();
            int together = Math.Max(1, DrawsAtOnce / samples);
            var bounds = new List<Tensor>();
            for (long start = 0; start < images.shape[0]; start += together)
                bounds.Add(LogMeanWeight(model, images.narrow(0, start, Math.Min(together, images.shape[0] - start)), samples));
            return Estimate.MonteCarlo(-cat(bounds)) with { Road = $"importance sampling, {samples:N0} draws an image" };
        });
    }

    /// <summary>log (1/K) Σ wₖ of each image; many draws go piece by piece, so that memory stays small.</summary>
    private static Tensor LogMeanWeight(LatentVariableModel model, Tensor x, int samples)
    {
        using var scope = NewDisposeScope();
        Tensor? sum = null;
        for (int done = 0; done < samples;)
        {
            int draws = Math.Min(samples - done, Math.Max(1, DrawsAtOnce / (int)x.shape[0]));
            using var piece = NewDisposeScope();
            var part = model.LogWeights(x, draws).logsumexp(1);
            sum = (sum is null ? part : logaddexp(sum, part)).MoveToOuterDisposeScope();
            done += draws;
        }
        return (sum! - Math.Log(samples)).MoveToOuterDisposeScope();
    }
}
