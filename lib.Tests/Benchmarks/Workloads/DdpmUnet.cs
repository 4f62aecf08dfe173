using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Course.Benchmarks.Workloads;

/// <summary>The U-Net of DDPM (Ho et al. 2020), small: three levels of 32, 64 and 64 channels, attention at the lowest, 32×32, batch 64.</summary>
internal static class DdpmUnet
{
    private const int Batch = 64, Steps = 1000, Base = 32, TimeFeatures = 128, Groups = 8, BlocksPerLevel = 2;
    private static readonly int[] Multipliers = [1, 2, 2];

    public static IEnumerable<Measurement> Run(Budget budget)
    {
        using var model = new Model();
        using var optimizer = optim.Adam(model.parameters(), lr: 2e-4);
        var signal = cumprod(1 - linspace(1e-4, 0.02, Steps), 0); // ᾱ of each step
        var batches = Enumerable.Range(0, 8).Select(_ => F.pad(rand(Batch, 1, 28, 28) * 2 - 1, [2, 2, 2, 2], value: -1)).ToArray();
        yield return Timing.Training("ddpm_unet", budget, i =>
        {
            var x = batches[i % 8];
            var t = randint(0, Steps, [Batch]);
            var noise = randn_like(x);
            var kept = signal[t].view(-1, 1, 1, 1);
            optimizer.zero_grad();
            var loss = F.mse_loss(model.call(kept.sqrt() * x + (1 - kept).sqrt() * noise, t), noise);
            loss.backward();
            optimizer.step();
            return loss;
        });
    }

    /// <summary>sin and cos of t at frequencies from 1 down to 1/10000: [N] → [N, Base].</summary>
    private static Tensor Sinusoids(Tensor t)
    {
        var frequencies = exp(-Math.Log(10000) * arange(Base / 2).to(ScalarType.Float32) / (Base / 2));
        var angles = t.to(ScalarType.Float32).unsqueeze(1) * frequencies;
        return cat([angles.sin(), angles.cos()], 1);
    }

    /// <summary>Two convolutions with the step's features added between them, around a shortcut.</summary>
    private sealed class Residual : Module<Tensor, Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> norm1, convolution1, time, norm2, convolution2, shortcut;

        public Residual(int input, int output) : base(nameof(Residual))
        {
            (norm1, convolution1) = (GroupNorm(Groups, input), Conv2d(input, output, 3, 1, 1));
            time = Linear(TimeFeatures, output);
            (norm2, convolution2) = (GroupNorm(Groups, output), Conv2d(output, output, 3, 1, 1));
            shortcut = input == output ? Identity() : Conv2d(input, output, 1);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x, Tensor features)
        {
            var h = convolution1.call(F.silu(norm1.call(x))) + time.call(features).unsqueeze(-1).unsqueeze(-1);
            return shortcut.call(x) + convolution2.call(F.silu(norm2.call(h)));
        }
    }

    /// <summary>Every pixel looks at every other: one head.</summary>
    private sealed class Attention : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> norm, queriesKeysValues, output;

        public Attention(int channels) : base(nameof(Attention))
        {
            (norm, queriesKeysValues, output) = (GroupNorm(Groups, channels), Conv2d(channels, 3 * channels, 1), Conv2d(channels, channels, 1));
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            var (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
            var parts = queriesKeysValues.call(norm.call(x)).view(n, 3, c, h * w).unbind(1);
            var (q, k, v) = (parts[0], parts[1], parts[2]);
            var weights = softmax(q.transpose(1, 2).bmm(k) * Math.Pow(c, -0.5), -1); // [n, pixel, pixel looked at]
            return x + output.call(v.bmm(weights.transpose(1, 2)).view(n, c, h, w));
        }
    }

    private sealed class Block : Module<Tensor, Tensor, Tensor>
    {
        private readonly Residual residual;
        private readonly Module<Tensor, Tensor> attention;

        public Block(int input, int output, bool attends) : base(nameof(Block))
        {
            residual = new Residual(input, output);
            attention = attends ? new Attention(output) : Identity();
            RegisterComponents();
        }

        public override Tensor forward(Tensor x, Tensor features) => attention.call(residual.call(x, features));
    }

    private sealed class Model : Module<Tensor, Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> time = Sequential(Linear(Base, TimeFeatures), SiLU(), Linear(TimeFeatures, TimeFeatures), SiLU());
        private readonly Module<Tensor, Tensor> input = Conv2d(1, Base, 3, 1, 1);
        private readonly ModuleList<Module> down = ModuleList(), up = ModuleList();
        private readonly Block middle1, middle2;
        private readonly Module<Tensor, Tensor> norm, output;

        public Model() : base(nameof(DdpmUnet))
        {
            var channels = Base;
            var skips = new Stack<int>([Base]);
            for (var level = 0; level < Multipliers.Length; level++)
            {
                var (width, lowest) = (Base * Multipliers[level], level == Multipliers.Length - 1);
                for (var i = 0; i < BlocksPerLevel; i++)
                {
                    down.append(new Block(channels, width, lowest));
                    skips.Push(channels = width);
                }
                if (lowest) break;
                down.append(Conv2d(channels, channels, 3, 2, 1));
                skips.Push(channels);
            }
            (middle1, middle2) = (new Block(channels, channels, true), new Block(channels, channels, false));
            for (var level = Multipliers.Length - 1; level >= 0; level--)
            {
                var (width, lowest) = (Base * Multipliers[level], level == Multipliers.Length - 1);
                for (var i = 0; i <= BlocksPerLevel; i++)
                {
                    up.append(new Block(channels + skips.Pop(), width, lowest));
                    channels = width;
                }
                if (level > 0) up.append(Conv2d(channels, channels, 3, 1, 1));
            }
            (norm, output) = (GroupNorm(Groups, channels), Conv2d(channels, 1, 3, 1, 1));
            RegisterComponents();
        }

        public override Tensor forward(Tensor x, Tensor t)
        {
            var features = time.call(Sinusoids(t));
            var h = input.call(x);
            var skips = new Stack<Tensor>([h]);
            foreach (var layer in down)
            {
                h = layer is Block block ? block.call(h, features) : ((Conv2d)layer).call(h);
                skips.Push(h);
            }
            h = middle2.call(middle1.call(h, features), features);
            foreach (var layer in up)
                h = layer is Block block
                    ? block.call(cat([h, skips.Pop()], 1), features)
                    : ((Conv2d)layer).call(F.interpolate(h, scale_factor: [2, 2], mode: InterpolationMode.Nearest));
            return output.call(F.silu(norm.call(h)));
        }
    }
}
