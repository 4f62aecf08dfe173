using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Course.Benchmarks.Workloads;

/// <summary>An LSTM autoencoder that reads 28×28 images row by row: the encoder's last state starts the decoder, batch 128.</summary>
internal static class LstmAe
{
    private const int Rows = 28, Columns = 28, Hidden = 128;

    public static IEnumerable<Measurement> Run(Budget budget)
    {
        using var model = new Model();
        using var optimizer = optim.Adam(model.parameters(), lr: 1e-3);
        var batches = Enumerable.Range(0, 8).Select(_ => rand(128, Rows, Columns)).ToArray();
        yield return Timing.Training("lstm_ae", budget, i =>
        {
            var x = batches[i % 8];
            optimizer.zero_grad();
            var loss = F.mse_loss(model.call(x), x);
            loss.backward();
            optimizer.step();
            return loss;
        });
    }

    private sealed class Model : Module<Tensor, Tensor>
    {
        private readonly LSTM encoder = LSTM(Columns, Hidden, batchFirst: true);
        private readonly LSTM decoder = LSTM(Columns, Hidden, batchFirst: true);
        private readonly Module<Tensor, Tensor> output = Linear(Hidden, Columns);

        public Model() : base(nameof(LstmAe)) => RegisterComponents();

        /// <summary>The decoder sees each row one step late, after zeros.</summary>
        public override Tensor forward(Tensor x)
        {
            var (_, h, c) = encoder.call(x);
            var shifted = cat([zeros_like(x.narrow(1, 0, 1)), x.narrow(1, 0, Rows - 1)], 1);
            var (y, _, _) = decoder.call(shifted, (h, c));
            return output.call(y);
        }
    }
}
