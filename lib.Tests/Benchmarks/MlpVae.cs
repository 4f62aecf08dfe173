using Course.Variational;
using static TorchSharp.torch;

namespace Course.Benchmarks;

/// <summary>One training step of the VAE 784-400-20 at batch 128 with Adam: forward, loss, backward, update.</summary>
internal static class MlpVae
{
    public static Measurement Run(int threads, int steps)
    {
        set_num_threads(threads);
        manual_seed(0);
        using var model = new VariationalAutoencoder();
        using var optimizer = optim.Adam(model.parameters(), lr: 1e-3);
        var batches = Enumerable.Range(0, 8).Select(_ => rand(128, 784)).ToArray();
        return Measurement.Of("Course", i =>
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = Elbo.Bernoulli(model, batches[i % 8]).Total;
            loss.backward();
            optimizer.step();
            return loss.item<float>();
        }, steps);
    }
}
