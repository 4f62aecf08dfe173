using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Course.Benchmarks.Workloads;

/// <summary>PixelCNN: a 7×7 masked convolution of kind A and six 3×3 ones of kind B, 64 channels, binary 28×28 images, batch 64.</summary>
internal static class PixelCnn
{
    private const int Channels = 64;

    public static IEnumerable<Measurement> Run(Budget budget)
    {
        List<Module<Tensor, Tensor>> layers = [new MaskedConvolution(1, 7, seesItself: false), ReLU()];
        for (var i = 0; i < 6; i++) layers.AddRange([new MaskedConvolution(Channels, 3, seesItself: true), ReLU()]);
        layers.Add(Conv2d(Channels, 1, 1));
        using var model = Sequential(layers);
        using var optimizer = optim.Adam(model.parameters(), lr: 1e-3);
        var batches = Enumerable.Range(0, 8).Select(_ => rand(64, 1, 28, 28).lt(0.3).to(ScalarType.Float32)).ToArray();
        yield return Timing.Training("pixelcnn", budget, i =>
        {
            var x = batches[i % 8];
            optimizer.zero_grad();
            var loss = F.binary_cross_entropy_with_logits(model.call(x), x);
            loss.backward();
            optimizer.step();
            return loss;
        });
    }

    /// <summary>A convolution whose weights for pixels that come later in the raster order are zero.</summary>
    private sealed class MaskedConvolution : Module<Tensor, Tensor>
    {
        private readonly Conv2d convolution;
        private readonly Tensor mask;
        private readonly int padding;

        public MaskedConvolution(int input, int size, bool seesItself) : base(nameof(MaskedConvolution))
        {
            padding = size / 2;
            convolution = Conv2d(input, Channels, size, padding: padding);
            mask = ones_like(convolution.weight!);
            mask[TensorIndex.Colon, TensorIndex.Colon, padding, TensorIndex.Slice(padding + (seesItself ? 1 : 0))] = 0;
            mask[TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Slice(padding + 1)] = 0;
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => F.conv2d(x, convolution.weight! * mask, convolution.bias, padding: [padding, padding]);
    }
}
