using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Course.Benchmarks.Workloads;

/// <summary>VQ-VAE on 28×28: 7×7 codes of 64 dimensions from a codebook of 512, two residual blocks a side, batch 128.</summary>
internal static class VqVae
{
    private const int Codes = 512, Dimensions = 64;

    public static IEnumerable<Measurement> Run(Budget budget)
    {
        using var model = new Model();
        using var optimizer = optim.Adam(model.parameters(), lr: 1e-3);
        var batches = Enumerable.Range(0, 8).Select(_ => rand(128, 1, 28, 28)).ToArray();
        yield return Timing.Training("vqvae", budget, i =>
        {
            var x = batches[i % 8];
            optimizer.zero_grad();
            var (reconstruction, codeLoss) = model.call(x);
            var loss = F.mse_loss(reconstruction, x) + codeLoss;
            loss.backward();
            optimizer.step();
            return loss;
        });
    }

    private sealed class Residual : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> net = Sequential(ReLU(), Conv2d(64, 32, 3, 1, 1), ReLU(), Conv2d(32, 64, 1));

        public Residual() : base(nameof(Residual)) => RegisterComponents();

        public override Tensor forward(Tensor x) => x + net.call(x);
    }

    /// <summary>Replaces every vector by the nearest code; the gradient passes straight through.</summary>
    private sealed class Quantizer : Module<Tensor, (Tensor, Tensor)>
    {
        private readonly Embedding codebook = Embedding(Codes, Dimensions);

        public Quantizer() : base(nameof(Quantizer))
        {
            RegisterComponents();
            init.uniform_(codebook.weight!, -1.0 / Codes, 1.0 / Codes);
        }

        public override (Tensor, Tensor) forward(Tensor z)
        {
            var flat = z.permute(0, 2, 3, 1).reshape(-1, Dimensions);
            var weight = codebook.weight!;
            var distance = flat.pow(2).sum(1, keepdim: true) - 2 * flat.matmul(weight.t()) + weight.pow(2).sum(1);
            var nearest = codebook.call(distance.argmin(1));
            var loss = F.mse_loss(nearest, flat.detach()) + 0.25 * F.mse_loss(flat, nearest.detach());
            var passed = flat + (nearest - flat).detach();
            return (passed.view(z.shape[0], 7, 7, Dimensions).permute(0, 3, 1, 2).contiguous(), loss);
        }
    }

    private sealed class Model : Module<Tensor, (Tensor, Tensor)>
    {
        private readonly Module<Tensor, Tensor> encoder = Sequential(
            Conv2d(1, 32, 4, 2, 1), ReLU(), Conv2d(32, 64, 4, 2, 1), ReLU(), Conv2d(64, 64, 3, 1, 1), new Residual(), new Residual(), ReLU());

        private readonly Quantizer quantizer = new();

        private readonly Module<Tensor, Tensor> decoder = Sequential(
            Conv2d(64, 64, 3, 1, 1), new Residual(), new Residual(), ReLU(), ConvTranspose2d(64, 32, 4, 2, 1), ReLU(), ConvTranspose2d(32, 1, 4, 2, 1));

        public Model() : base(nameof(VqVae)) => RegisterComponents();

        public override (Tensor, Tensor) forward(Tensor x)
        {
            var (quantized, loss) = quantizer.call(encoder.call(x));
            return (decoder.call(quantized), loss);
        }
    }
}
