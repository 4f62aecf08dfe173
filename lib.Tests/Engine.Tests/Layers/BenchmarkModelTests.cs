using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Layers;

/// <summary>The VAEs whose speed lib.Tests/Benchmarks compares with PyTorch's, at the same size: fast and right at once.</summary>
[Collection(nameof(ProcessWide))]
public sealed class BenchmarkModelTests
{
    private const int Batch = 128;

    [Theory]
    [InlineData("mlp_vae")]
    [InlineData("conv_vae")]
    public void The_first_fifty_losses_at_full_size_from_seed_0_are_PyTorchs(string name)
    {
        var expected = LayerCases.Values(LayerCases.Read("benchmarks.json").GetProperty(name));
        manual_seed(0);
        using Vae model = name == "mlp_vae" ? new MlpVae() : new ConvVae();
        using var adam = optim.Adam(model.parameters());
        using var all = NewDisposeScope();
        var batches = Enumerable.Range(0, 8).Select(_ => rand([Batch, .. model.Shape])).ToArray();
        for (var step = 0; step < expected.Length; step++)
        {
            using var scope = NewDisposeScope();
            var x = batches[step % 8];
            adam.zero_grad();
            var (mu, logvar) = model.Encode(x);
            var logits = model.Decode(mu + (0.5 * logvar).exp() * randn_like(mu));
            var reconstruction = F.binary_cross_entropy_with_logits(logits, x, reduction: nn.Reduction.Sum);
            var loss = (reconstruction - 0.5 * (1 + logvar - mu.pow(2) - logvar.exp()).sum()) / Batch;
            loss.backward();
            adam.step();
            Assert.Equal(expected[step], loss.item<float>(), 1e-4 * expected[step]);
        }
    }

    private abstract class Vae(string name) : nn.Module(name)
    {
        public abstract long[] Shape { get; }

        public abstract (Tensor Mu, Tensor LogVar) Encode(Tensor x);

        public abstract Tensor Decode(Tensor z);
    }

    /// <summary>The layers in the order in which the golden script makes them, here and below.</summary>
    private sealed class MlpVae : Vae
    {
        private readonly Linear hidden = nn.Linear(784, 400), mu = nn.Linear(400, 20), logvar = nn.Linear(400, 20);
        private readonly Linear fromLatent = nn.Linear(20, 400), logits = nn.Linear(400, 784);

        public MlpVae() : base(nameof(MlpVae)) => RegisterComponents();

        public override long[] Shape => [784];

        public override (Tensor Mu, Tensor LogVar) Encode(Tensor x)
        {
            var h = F.relu(hidden.call(x));
            return (mu.call(h), logvar.call(h));
        }

        public override Tensor Decode(Tensor z) => logits.call(F.relu(fromLatent.call(z)));
    }

    private sealed class ConvVae : Vae
    {
        private readonly Conv2d c1 = nn.Conv2d(1, 32, 4, 2, 1), c2 = nn.Conv2d(32, 64, 4, 2, 1);
        private readonly Linear mu = nn.Linear(3136, 16), logvar = nn.Linear(3136, 16), fromLatent = nn.Linear(16, 3136);
        private readonly ConvTranspose2d t1 = nn.ConvTranspose2d(64, 32, 4, 2, 1), t2 = nn.ConvTranspose2d(32, 1, 4, 2, 1);

        public ConvVae() : base(nameof(ConvVae)) => RegisterComponents();

        public override long[] Shape => [1, 28, 28];

        public override (Tensor Mu, Tensor LogVar) Encode(Tensor x)
        {
            var h = F.relu(c2.call(F.relu(c1.call(x)))).flatten(1);
            return (mu.call(h), logvar.call(h));
        }

        public override Tensor Decode(Tensor z) => t2.call(F.relu(t1.call(F.relu(fromLatent.call(z)).view(-1, 64, 7, 7))));
    }
}
