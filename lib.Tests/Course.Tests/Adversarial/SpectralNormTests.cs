using System.Text.Json;
using Course.Adversarial;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Tests.Adversarial;

/// <summary>The numbers in Golden are PyTorch's (make_spectral_goldens.py).</summary>
public sealed class SpectralNormTests
{
    private static readonly JsonElement Expected =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Adversarial/Golden/spectral-norm.json"))).RootElement;

    [Fact]
    public void A_fully_connected_layer_gives_PyTorchs_numbers()
    {
        manual_seed(5);
        using var layer = new SpectralLinear(5, 4);
        AssertLike("linear", layer, layer.Weight, arange(10, float32).reshape(2, 5) / 10);
    }

    [Fact]
    public void A_convolution_gives_PyTorchs_numbers()
    {
        manual_seed(5);
        using var layer = new SpectralConv2d(2, 3, 3, padding: 1);
        AssertLike("convolution", layer, layer.Weight, arange(32, float32).reshape(1, 2, 4, 4) / 32);
    }

    [Fact]
    public void The_largest_singular_value_of_the_result_tends_to_one()
    {
        manual_seed(1);
        var weight = randn(6, 4);
        using var norm = new SpectralNorm(weight);
        for (var i = 0; i < 100; i++) norm.call(weight).Dispose();
        // ‖W̄x‖ ≤ ‖x‖, with equality at the right singular vector.
        var normalized = norm.call(weight);
        var vector = norm.state_dict()["v"];
        Assert.Equal(1, normalized.mv(vector).norm().item<float>(), 1e-4);
        var inputs = randn(4, 1000);
        Assert.True((normalized.mm(inputs).norm(0) / inputs.norm(0)).max().item<float>() <= 1.0001f);
    }

    [Fact]
    public void Two_calls_before_one_backward_are_allowed()
    {
        using var layer = new SpectralLinear(3, 1);
        (layer.call(ones(2, 3)).mean() - layer.call(zeros(2, 3)).mean()).backward();
        Assert.NotNull(layer.Weight.grad);
    }

    [Fact]
    public void Vectors_belong_to_the_saved_state_and_a_vector_is_no_matrix()
    {
        using var layer = new SpectralLinear(3, 2, hasBias: false);
        Assert.Equal(["layer.weight", "norm.u", "norm.v"], layer.state_dict().Keys);
        Assert.Contains("[3] is no matrix", Assert.Throws<ArgumentException>(() => new SpectralNorm(ones(3))).Message);
    }

    private static void AssertLike(string key, nn.Module<Tensor, Tensor> layer, Parameter weight, Tensor x)
    {
        var expected = Expected.GetProperty(key);
        Close("first", layer.call(x));
        var second = layer.call(x);
        Close("second", second);
        second.square().sum().backward();
        Close("gradient", weight.grad!);
        layer.eval();
        Close("third", layer.call(x));

        void Close(string what, Tensor actual)
        {
            var numbers = expected.GetProperty(what).EnumerateArray().Select(number => number.GetDouble()).ToArray();
            var values = actual.reshape(-1).data<float>().ToArray();
            Assert.Equal(numbers.Length, values.Length);
            for (var i = 0; i < values.Length; i++) Assert.Equal(numbers[i], values[i], 5e-6);
        }
    }
}
