using Course.Variational;
using MathNet.Numerics.Distributions;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Metrics;

/// <summary>
/// q(z) = (1/N) Σ q(z|xₙ), the codes of all images together, held against the prior N(0, I). Whoever samples from the prior asks the decoder about the prior's
/// places, while it was trained on those of q(z): where the two differ, it was never told what to draw.
/// </summary>
public static class AggregatePosterior
{
    private const int FloorRuns = 4;

    /// <summary>Draws from q(z): one z ~ q(z|x) for each image.</summary>
    /// <param name="model">A variational autoencoder.</param>
    /// <param name="images">[N, …], as the model takes them.</param>
    /// <param name="batchSize">Images encoded at once.</param>
    /// <param name="seed">Of the draws. The training stream of random numbers is left as it was.</param>
    /// <returns>[N, Z].</returns>
    public static Tensor Draw(VariationalAutoencoder model, Tensor images, int batchSize = 1000, long seed = 0) => Evaluation.Run(model, seed, () =>
    {
        using var scope = NewDisposeScope();
        var codes = new List<Tensor>();
        for (long start = 0; start < images.shape[0]; start += batchSize)
        {
            var (mu, logvar) = model.Encode(images.narrow(0, start, Math.Min(batchSize, images.shape[0] - start)));
            codes.Add(DiagonalGaussian.Reparameterize(mu, logvar));
        }
        return cat(codes).MoveToOuterDisposeScope();
    });

    /// <summary>
    /// The sliced Wasserstein distance of order 2 between codes and N(0, I) (Bonneel, Rabin, Peyré and Pfister 2015): looked at along one direction θ of unit
    /// length the prior is N(0, 1), and W₂² is the mean squared distance between sorted codes and normal quantiles Φ⁻¹((i + ½)/N); this is averaged over random
    /// directions, and the root taken. In units of the prior's standard deviation: codes that are shifted by δ have ‖δ‖/√Z, codes s times as wide |s − 1|.
    /// </summary>
    /// <param name="codes">[N, Z], from <see cref="Draw"/> or any encoder.</param>
    /// <param name="directions">How many θ; the same for the floor.</param>
    /// <param name="seed">Of the directions and of the floor's draws. The training stream of random numbers is left as it was.</param>
    /// <exception cref="ArgumentException">Codes that are no matrix, or fewer than two.</exception>
    public static PriorDistance DistanceToPrior(Tensor codes, int directions = 128, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(directions, 1);
        if (codes.shape is not [>= 2, >= 1])
            throw new ArgumentException($"The codes are [{string.Join(", ", codes.shape)}]; a distance needs [N, Z] with N of 2 or more.");
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var generator = new Generator((ulong)seed);
        long n = codes.shape[0], z = codes.shape[1];
        var quantiles = tensor(Enumerable.Range(0, (int)n).Select(i => (float)Normal.InvCDF(0, 1, (i + 0.5) / n)).ToArray());
        var theta = randn(directions, z, generator: generator);
        theta /= theta.norm(1, keepdim: true);

        double SquaredDistance(Tensor points)
        {
            using var inner = NewDisposeScope();
            var (sorted, _) = theta.matmul(points.t()).sort(1);
            return (sorted - quantiles).square().mean().ToDouble();
        }

        var floor = Enumerable.Range(0, FloorRuns).Average(_ => SquaredDistance(randn(n, z, generator: generator)));
        return new(Math.Sqrt(SquaredDistance(codes.detach().to(float32))), Math.Sqrt(floor));
    }
}

/// <summary>How far codes are from the prior.</summary>
/// <param name="Distance">Sliced Wasserstein distance to N(0, I), in units of the prior's standard deviation.</param>
/// <param name="Floor">What as many draws of the prior itself have (root of the mean square of four runs): no sample can be expected to come closer.</param>
public readonly record struct PriorDistance(double Distance, double Floor);
