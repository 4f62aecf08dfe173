using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Course.Benchmarks.Workloads;

/// <summary>Real NVP on points of the plane: eight couplings with networks of two hidden layers of 128, batch 512.</summary>
internal static class RealNvp2d
{
    private const int Batch = 512, Hidden = 128, Couplings = 8;

    public static IEnumerable<Measurement> Run(Budget budget)
    {
        using var model = new Model();
        using var optimizer = optim.Adam(model.parameters(), lr: 1e-3);
        var angles = rand(8, Batch) * Math.PI;
        var batches = Enumerable.Range(0, 8).Select(i => stack([angles[i].cos(), angles[i].sin()], 1) + 0.1 * randn(Batch, 2)).ToArray();
        yield return Timing.Training("realnvp2d", budget, i =>
        {
            optimizer.zero_grad();
            var loss = -model.call(batches[i % 8]).mean();
            loss.backward();
            optimizer.step();
            return loss;
        });
    }

    /// <summary>Scales and shifts one coordinate by functions of the other: x ↦ (x', log |det|).</summary>
    private sealed class Coupling : Module<Tensor, (Tensor, Tensor)>
    {
        private readonly bool flip;
        private readonly Module<Tensor, Tensor> net = Sequential(Linear(1, Hidden), ReLU(), Linear(Hidden, Hidden), ReLU(), Linear(Hidden, 2));

        public Coupling(bool flip) : base(nameof(Coupling))
        {
            this.flip = flip;
            RegisterComponents();
        }

        public override (Tensor, Tensor) forward(Tensor x)
        {
            var halves = x.chunk(2, 1);
            var (kept, changed) = flip ? (halves[1], halves[0]) : (halves[0], halves[1]);
            var parameters = net.call(kept).chunk(2, 1);
            var scale = tanh(parameters[0]);
            changed = changed * exp(scale) + parameters[1];
            return (cat(flip ? [changed, kept] : [kept, changed], 1), scale.squeeze(1));
        }
    }

    private sealed class Model : Module<Tensor, Tensor>
    {
        private readonly ModuleList<Coupling> layers = ModuleList(Enumerable.Range(0, Couplings).Select(i => new Coupling(i % 2 == 1)).ToArray());

        public Model() : base(nameof(RealNvp2d)) => RegisterComponents();

        /// <summary>log p(x) of [N, 2]: the normal density of where the couplings take x, and their volume change.</summary>
        public override Tensor forward(Tensor x)
        {
            Tensor? volume = null;
            foreach (var layer in layers)
            {
                (x, var change) = layer.call(x);
                volume = volume is null ? change : volume + change;
            }
            return -0.5 * x.pow(2).sum(1) - Math.Log(2 * Math.PI) + volume!;
        }
    }
}
