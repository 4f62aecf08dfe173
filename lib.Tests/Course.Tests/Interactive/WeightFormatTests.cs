using System.Runtime.InteropServices;
using System.Text.Json;
using Course.Interactive;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Interactive;

/// <summary>Weights of one byte with a scale for each row, as a page reads them.</summary>
public sealed class WeightFormatTests
{
    [Fact]
    public void Bytes_and_scales_give_each_weight_back_to_half_a_scale()
    {
        manual_seed(3);
        var layer = nn.Linear(20, 6);
        using (no_grad())
        {
            layer.weight![2].mul_(100);
            layer.weight![4].zero_();
        }
        var json = JsonDocument.Parse(PieceJson.Object(writer => ExportedNetwork.Of(20, layer).Write(writer, WeightFormat.Int8)));
        var stored = json.RootElement.GetProperty("network").GetProperty("layers")[0].GetProperty("weight");
        Assert.Equal(8, stored.GetProperty("bits").GetInt32());
        var data = MemoryMarshal.Cast<byte, sbyte>(stored.GetProperty("data").GetBytesFromBase64()).ToArray();
        var scales = MemoryMarshal.Cast<byte, float>(stored.GetProperty("scales").GetBytesFromBase64()).ToArray();
        Assert.Equal((120, 6), (data.Length, scales.Length));
        var weights = layer.weight!.detach().data<float>().ToArray();
        for (var i = 0; i < 120; i++) Assert.Equal(weights[i], data[i] * scales[i / 20], 0.501f * scales[i / 20]);
    }

    [Fact]
    public void A_byte_each_makes_a_quarter_of_the_page()
    {
        var exact = new LatentExplorer(20, [nn.Linear(20, 784)], 28, 28);
        int size = exact.WithWeights(WeightFormat.Float32).ToHtml().Length - exact.WithWeights(WeightFormat.Int8).ToHtml().Length;
        Assert.InRange(size, 20 * 784 * 3 * 4 / 3 - 5000, 20 * 784 * 3 * 4 / 3);
    }
}
