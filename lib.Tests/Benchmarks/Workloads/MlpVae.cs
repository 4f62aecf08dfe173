using Course.Variational;
using static TorchSharp.torch;

namespace Course.Benchmarks.Workloads;

/// <summary>The VAE 784-400-20 of the course at batch 128: forward, −ELBO, backward, Adam.</summary>
internal static class MlpVae
{
    public static IEnumerable<Measurement> Run(Budget budget)
    {
        using var model = new VariationalAutoencoder();
        using var optimizer = optim.Adam(model.parameters(), lr: 1e-3);
        var batches = Enumerable.Range(0, 8).Select(_ => rand(128, 784)).ToArray();
        yield return Timing.Training("mlp_vae", budget, i =>
        {
            optimizer.zero_grad();
            var x = batches[i % 8];
            var (mu, logvar) = model.Encode(x);
            var loss = Elbo.Bernoulli(model.Decode(DiagonalGaussian.Reparameterize(mu, logvar)), x, mu, logvar).Total;
            loss.backward();
            optimizer.step();
            return loss;
        });
    }
}
