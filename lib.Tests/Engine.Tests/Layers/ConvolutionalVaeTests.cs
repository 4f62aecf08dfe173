using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Layers;

[Collection(nameof(ProcessWide))]
public sealed class ConvolutionalVaeTests
{
    [Fact]
    public void The_first_fifty_losses_of_a_convolutional_VAE_from_seed_0_are_PyTorchs()
    {
        const int batch = 16;
        var expected = LayerCases.Values(LayerCases.Read("conv_vae.json").GetProperty("losses"));
        manual_seed(0);
        using var model = new Vae();
        using var adam = optim.Adam(model.parameters());
        using var all = NewDisposeScope();
        var data = Enumerable.Range(0, 4).Select(_ => rand(batch, 1, 28, 28)).ToArray();
        for (var step = 0; step < expected.Length; step++)
        {
            using var scope = NewDisposeScope();
            var x = data[step % 4];
            adam.zero_grad();
            var (logits, mu, logvar) = model.forward(x);
            var reconstruction = F.binary_cross_entropy_with_logits(logits, x, reduction: nn.Reduction.Sum);
            var kl = -0.5 * (1 + logvar - mu.pow(2) - logvar.exp()).sum();
            var loss = (reconstruction + kl) / batch;
            loss.backward();
            adam.step();
            Assert.Equal(expected[step], loss.item<float>(), 1e-4 * expected[step]);
        }
    }

    /// <summary>The layers in the order in which the golden script makes them.</summary>
    private sealed class Vae : nn.Module
    {
        private readonly Conv2d c1 = nn.Conv2d(1, 8, 4, 2, 1), c2 = nn.Conv2d(8, 16, 4, 2, 1);
        private readonly Linear mu = nn.Linear(784, 8), logvar = nn.Linear(784, 8), fc = nn.Linear(8, 784);
        private readonly ConvTranspose2d t1 = nn.ConvTranspose2d(16, 8, 4, 2, 1), t2 = nn.ConvTranspose2d(8, 1, 4, 2, 1);

        public Vae() : base(nameof(Vae)) => RegisterComponents();

        public (Tensor Logits, Tensor Mu, Tensor LogVar) forward(Tensor x)
        {
            var h = F.relu(c2.call(F.relu(c1.call(x)))).flatten(1);
            var (m, v) = (mu.call(h), logvar.call(h));
            var z = m + (0.5 * v).exp() * randn_like(m);
            return (t2.call(F.relu(t1.call(F.relu(fc.call(z)).view(-1, 16, 7, 7)))), m, v);
        }
    }
}
