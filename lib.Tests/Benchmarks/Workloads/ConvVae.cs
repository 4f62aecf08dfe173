using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Course.Benchmarks.Workloads;

/// <summary>A VAE with two convolutions, two transposed ones and 16 latents, batch 128.</summary>
internal static class ConvVae
{
    private const int Batch = 128;

    public static IEnumerable<Measurement> Run(Budget budget)
    {
        using var model = new Model();
        using var optimizer = optim.Adam(model.parameters(), lr: 1e-3);
        var batches = Enumerable.Range(0, 8).Select(_ => rand(Batch, 1, 28, 28)).ToArray();
        yield return Timing.Training("conv_vae", budget, i =>
        {
            var x = batches[i % 8];
            optimizer.zero_grad();
            var (logits, mu, logvar) = model.call(x);
            var reconstruction = F.binary_cross_entropy_with_logits(logits, x, reduction: nn.Reduction.Sum);
            var kl = -0.5 * (1 + logvar - mu.pow(2) - logvar.exp()).sum();
            var loss = (reconstruction + kl) / Batch;
            loss.backward();
            optimizer.step();
            return loss;
        });
    }

    internal sealed class Model : Module<Tensor, (Tensor logits, Tensor mu, Tensor logvar)>
    {
        private readonly Module<Tensor, Tensor> encoder = Sequential(Conv2d(1, 32, 4, 2, 1), ReLU(), Conv2d(32, 64, 4, 2, 1), ReLU(), Flatten());
        private readonly Module<Tensor, Tensor> mu = Linear(64 * 49, 16);
        private readonly Module<Tensor, Tensor> logvar = Linear(64 * 49, 16);
        private readonly Module<Tensor, Tensor> fromLatent = Linear(16, 64 * 49);
        private readonly Module<Tensor, Tensor> decoder = Sequential(ConvTranspose2d(64, 32, 4, 2, 1), ReLU(), ConvTranspose2d(32, 1, 4, 2, 1));

        public Model() : base(nameof(ConvVae)) => RegisterComponents();

        public Tensor Decode(Tensor z) => decoder.call(F.relu(fromLatent.call(z)).view(-1, 64, 7, 7));

        public override (Tensor logits, Tensor mu, Tensor logvar) forward(Tensor x)
        {
            var h = encoder.call(x);
            var (m, v) = (mu.call(h), logvar.call(h));
            var z = m + exp(0.5 * v) * randn_like(m);
            return (Decode(z), m, v);
        }
    }
}
