using Course.Variational;
using static TorchSharp.torch;

namespace Course.Benchmarks.Workloads;

/// <summary>How long a trained model takes to answer: one image and a batch of 64; and a fresh process, to its first result.</summary>
internal static class Latency
{
    public static IEnumerable<Measurement> Run(Budget budget)
    {
        yield return FirstOperation.Measure();
        using var mlp = new VariationalAutoencoder();
        using var convolutional = new ConvVae.Model();
        using var generator = Dcgan.Generator();
        mlp.eval();
        convolutional.eval();
        generator.eval();
        foreach (var batch in new[] { 64, 1 })
        {
            using var x = rand(batch, 784);
            using var z20 = randn(batch, 20);
            using var z16 = randn(batch, 16);
            using var z100 = randn(batch, 100, 1, 1);
            (string Name, Func<Tensor> Call)[] calls =
            [
                ("mlp_vae decode", () => mlp.Decode(z20).sigmoid()),
                ("mlp_vae encode and decode", () => mlp.call(x)),
                ("conv_vae decode", () => convolutional.Decode(z16).sigmoid()),
                ("dcgan generator", () => generator.call(z100)),
            ];
            foreach (var (name, call) in calls)
                yield return Timing.Call($"{name}, batch {batch}", budget, () =>
                {
                    using var scope = NewDisposeScope();
                    return call().MoveToOuterDisposeScope();
                });
        }
    }
}
