using Course.Autoencoders;
using static TorchSharp.torch;

namespace Course.Tests.Autoencoders;

public sealed class CodeQuantizerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_code_comes_back_within_half_a_step(int bits)
    {
        manual_seed(0);
        var codes = randn(500, 6) * tensor(new[] { 0.01f, 0.1f, 1, 10, 100, 1000 });
        var quantizer = CodeQuantizer.Fit(codes, bits);
        var levels = quantizer.Quantize(codes);
        Assert.Equal((0, (1 << bits) - 1), (levels.min().item<long>(), levels.max().item<long>()));
        var halfStep = (codes.amax([0L]) - codes.amin([0L])) / ((1 << bits) - 1) / 2;
        Assert.True((quantizer.Restore(levels) - codes).abs().le(halfStep * 1.0001).all().item<bool>());
        Assert.Equal((bits, 6 * bits), (quantizer.Bits, quantizer.BitsPerCode));
    }

    [Fact]
    public void What_lies_outside_the_range_becomes_its_end_and_what_never_varies_stays()
    {
        var quantizer = CodeQuantizer.Fit(tensor(new[,] { { 0f, 5 }, { 1, 5 } }), 8);
        var restored = quantizer.Restore(quantizer.Quantize(tensor(new[,] { { -3f, 5 }, { 7, 5 } })));
        Assert.Equal([0f, 5, 1, 5], restored.data<float>().ToArray());
    }

    [Fact]
    public void Bits_and_shapes_that_make_no_sense_are_refused()
    {
        Assert.Contains("17 bits", Assert.Throws<ArgumentOutOfRangeException>(() => CodeQuantizer.Fit(rand(3, 2), 17)).Message);
        Assert.Contains("these are [0, 2]", Assert.Throws<ArgumentException>(() => CodeQuantizer.Fit(zeros(0, 2), 8)).Message);
        var quantizer = CodeQuantizer.Fit(rand(3, 2), 8);
        Assert.Contains("takes codes [N, 2], but these are [3, 4]", Assert.Throws<ArgumentException>(() => quantizer.Quantize(rand(3, 4))).Message);
    }
}
