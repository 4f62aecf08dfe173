using Course.Data;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class AutoregressiveLikelihoodTests : VariationalModelContract
{
    /// <summary>All 512 images of 3 × 3, [512, 9].</summary>
    private static Tensor AllImages() => bitwise_right_shift(arange(512).unsqueeze(1), arange(9)).bitwise_and(1).to(float32);

    /// <summary>Black and white digits of 7 × 7.</summary>
    private static readonly Lazy<Tensor> Small = new(() =>
        nn.functional.avg_pool2d(GlyphDigits.Draw(512).Images.ToTensor().view(-1, 1, 28, 28), 4).view(-1, 49).gt(0.3).to(float32));

    protected override LatentVariableModel Make() => new VariationalAutoencoder(49, [64], 8, new AutoregressiveLikelihood(49, 64));

    protected override Tensor Items(LatentVariableModel model) => Small.Value;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(40)]
    public void The_probabilities_of_all_images_sum_to_one(int hidden)
    {
        manual_seed(hidden);
        using var likelihood = Sharp(hidden);
        using var quiet = no_grad();
        var logits = randn(1, 9).expand(512, 9);
        Assert.Equal(1, likelihood.LogProb(logits, AllImages()).exp().sum().ToDouble(), 5);
    }

    [Fact]
    public void A_pixel_depends_on_those_before_it()
    {
        manual_seed(1);
        using var likelihood = Sharp(20);
        using var quiet = no_grad();
        double LastPixel(bool firstIsWhite)
        {
            var x = zeros(2, 9);
            x[1, 8] = 1;
            if (firstIsWhite) x[.., 0] = 1;
            // The images differ in the last pixel alone, which no other has seen: what is left is the logit of that pixel.
            return likelihood.LogProb(zeros(2, 9), x).diff().ToDouble();
        }

        Assert.True(Math.Abs(LastPixel(true) - LastPixel(false)) > 0.01);
    }

    [Fact]
    public void Draws_have_the_frequencies_of_their_probabilities()
    {
        manual_seed(2);
        using var likelihood = Sharp(6);
        using var quiet = no_grad();
        const int count = 100_000;
        var logits = randn(1, 9);
        var draws = likelihood.Sample(logits.expand(count, 9));
        var probabilities = likelihood.LogProb(logits.expand(512, 9), AllImages()).exp();
        var place = (draws * pow(2, arange(9).to(float32))).sum(1L).to(int64);
        var frequencies = zeros(512).index_add(0, place, ones(count), 1) / count;
        var errors = (probabilities * (1 - probabilities) / count).sqrt();
        Assert.True((frequencies - probabilities).abs().le(5 * errors + 2e-5).all().ToBoolean());
    }

    [Fact]
    public void Hidden_pixels_change_training_and_not_the_measurement()
    {
        manual_seed(3);
        using var likelihood = new AutoregressiveLikelihood(9, 8, dropout: 0.5);
        using var quiet = no_grad();
        var x = AllImages();
        Tensor Of() => likelihood.LogProb(zeros(512, 9), x);
        likelihood.train();
        Assert.False(Of().allclose(Of()));
        likelihood.eval();
        Assert.True(Of().allclose(Of()));
        Assert.Contains("the share of hidden pixels is 1;", Assert.Throws<ArgumentOutOfRangeException>(() => new AutoregressiveLikelihood(9, 8, 1)).Message,
            StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>With weights far from 0, so that a pixel depends strongly on those before it.</summary>
    private static AutoregressiveLikelihood Sharp(int hidden)
    {
        var likelihood = new AutoregressiveLikelihood(9, hidden);
        using var quiet = no_grad();
        foreach (var parameter in likelihood.parameters()) parameter.mul_(4);
        return likelihood;
    }
}
