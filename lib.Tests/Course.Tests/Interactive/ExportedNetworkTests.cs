using Course.Interactive;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Interactive;

/// <summary>What of a decoder can go into a page. Its values are compared with the page's in Notebook.Tests, in a browser.</summary>
public sealed class ExportedNetworkTests
{
    [Fact]
    public void The_decoder_of_the_VAE_lecture_goes_in_with_all_its_weights()
    {
        var network = ExportedNetwork.Of(20, new VariationalAutoencoder(784, 400, 20).DecoderLayers);
        Assert.Equal(20, network.Inputs);
        Assert.Equal([784], network.Outputs);
        Assert.Equal(20 * 400 + 400 + 400 * 784 + 784, network.Parameters);
    }

    [Fact]
    public void The_shape_follows_transposed_convolutions()
    {
        var network = ExportedNetwork.Of(8, nn.Linear(8, 64), nn.Unflatten(1, [4, 4, 4]),
            nn.Sequential(nn.ConvTranspose2d(4, 2, 3, stride: 2, padding: 1, output_padding: 1), nn.BatchNorm2d(2)), nn.ConvTranspose2d(2, 1, (3, 5)));
        using var z = zeros(1, 2, 8, 8);
        Assert.Equal([1, 10, 12], network.Outputs);
        Assert.Equal(network.Outputs, nn.ConvTranspose2d(2, 1, (3, 5)).call(z).shape[1..]);
    }

    [Fact]
    public void The_decoder_layers_of_the_VAE_compute_what_it_decodes()
    {
        manual_seed(1);
        var vae = new VariationalAutoencoder(12, 5, 3);
        var z = randn(4, 3);
        var picture = vae.DecoderLayers.Aggregate(z, (x, layer) => layer.call(x));
        Assert.True(picture.allclose(vae.Decode(z).sigmoid()));
    }

    public static TheoryData<string, nn.Module<Tensor, Tensor>[]> Unfit => new()
    {
        { "Linear 3 → 4 gets [2].", [nn.Linear(3, 4)] },
        { "Layer 1 is a Conv2d, which a page cannot compute", [nn.Conv2d(1, 1, 3)] },
        { "ConvTranspose2d 4 → 1 gets [2]; it needs [4, H, W], which nn.Unflatten makes.", [nn.ConvTranspose2d(4, 1, 3)] },
        { "Unflatten of dimension 1 to [2, 2, 2] gets [2]", [nn.Unflatten(1, [2, 2, 2])] },
        { "Layer 2 (BatchNorm1d) must come right after a Linear or a ConvTranspose2d, into which it is folded.", [nn.ReLU(), nn.BatchNorm1d(2)] },
        { "2 groups", [nn.Linear(2, 8), nn.Unflatten(1, [2, 2, 2]), nn.ConvTranspose2d(2, 2, 3, groups: 2)] },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void A_layer_that_does_not_fit_is_named_with_its_shape(string message, nn.Module<Tensor, Tensor>[] layers)
    {
        var e = Assert.Throws<ArgumentException>(() => ExportedNetwork.Of(2, layers));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }
}
