using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// The best Gaussian q(z) for each image alone, found by gradient ascent on its bound instead of by one pass through the encoder (Cremer, Li and Duvenaud,
/// <i>Inference suboptimality in variational autoencoders</i>, 2018).
/// </summary>
public static class PosteriorSearch
{
    private const int Draws = 8;

    /// <summary>Starts at the encoder's μ and log σ² and takes steps of Adam whose size falls to 0; the model stays as it is.</summary>
    /// <param name="model">A trained model.</param>
    /// <param name="images">[N, …].</param>
    /// <param name="steps">0 or more; 0 leaves the encoder's answer.</param>
    /// <param name="learningRate">Of the first step.</param>
    /// <param name="seed">Of the draws. The training stream of random numbers is left as it was.</param>
    /// <returns>μ and log σ², each [N, Z], without a graph.</returns>
    public static (Tensor mu, Tensor logvar) Optimize(
        VariationalAutoencoder model, Tensor images, int steps = 150, double learningRate = 0.05, long seed = 0) => Evaluation.Run(model, seed, () =>
    {
        var weights = model.parameters().Where(weight => weight.requires_grad).ToArray();
        foreach (var weight in weights) weight.requires_grad_(false);
        try
        {
            var (start, startLogvar) = model.Encode(images);
            Parameter mu = new(start.detach(), true), logvar = new(startLogvar.detach(), true);
            using var adam = optim.Adam([mu, logvar], lr: learningRate);
            using var repeated = images.repeat_interleave(Draws, 0);
            using var graph = enable_grad();
            for (int step = 0; step < steps; step++)
            {
                using var scope = NewDisposeScope();
                foreach (var group in adam.ParamGroups) group.LearningRate = learningRate * (1 - step / (double)steps);
                adam.zero_grad();
                // A sum over images, so that every image has the gradient it would have alone.
                var bound = model.Bound(repeated, mu.repeat_interleave(Draws, 0), logvar.repeat_interleave(Draws, 0));
                ((bound.Divergence.sum() - bound.LogLikelihood.sum()) / Draws).backward();
                adam.step();
            }
            return (mu.detach(), logvar.detach());
        }
        finally
        {
            foreach (var weight in weights) weight.requires_grad_(true);
        }
    });
}
