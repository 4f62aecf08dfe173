using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Course.Benchmarks.Workloads;

/// <summary>DCGAN on 28×28, batch 128: one step of the discriminator and one of the generator on the same fakes.</summary>
internal static class Dcgan
{
    private const int Batch = 128, Latents = 100;

    public static IEnumerable<Measurement> Run(Budget budget)
    {
        using var generator = Generator();
        using var discriminator = Discriminator();
        using var generatorAdam = optim.Adam(generator.parameters(), lr: 2e-4, beta1: 0.5);
        using var discriminatorAdam = optim.Adam(discriminator.parameters(), lr: 2e-4, beta1: 0.5);
        var batches = Enumerable.Range(0, 8).Select(_ => rand(Batch, 1, 28, 28) * 2 - 1).ToArray();
        var (real, generated) = (ones(Batch, 1), zeros(Batch, 1));
        yield return Timing.Training("dcgan", budget, i =>
        {
            var fake = generator.call(randn(Batch, Latents, 1, 1));
            discriminatorAdam.zero_grad();
            var discriminatorLoss = F.binary_cross_entropy_with_logits(discriminator.call(batches[i % 8]), real) +
                F.binary_cross_entropy_with_logits(discriminator.call(fake.detach()), generated);
            discriminatorLoss.backward();
            discriminatorAdam.step();

            generatorAdam.zero_grad();
            var generatorLoss = F.binary_cross_entropy_with_logits(discriminator.call(fake), real);
            generatorLoss.backward();
            generatorAdam.step();
            return discriminatorLoss + generatorLoss;
        });
    }

    internal static Module<Tensor, Tensor> Generator() => Sequential(
        ConvTranspose2d(Latents, 128, 7, 1, 0, bias: false), BatchNorm2d(128), ReLU(true),
        ConvTranspose2d(128, 64, 4, 2, 1, bias: false), BatchNorm2d(64), ReLU(true),
        ConvTranspose2d(64, 1, 4, 2, 1), Tanh());

    private static Module<Tensor, Tensor> Discriminator() => Sequential(
        Conv2d(1, 64, 4, 2, 1), LeakyReLU(0.2, true),
        Conv2d(64, 128, 4, 2, 1, bias: false), BatchNorm2d(128), LeakyReLU(0.2, true),
        Flatten(), Linear(128 * 49, 1));
}
