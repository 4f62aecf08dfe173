using Course.Data;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class ConditionalVaeContractTests : VariationalModelContract
{
    private static readonly Lazy<Tensor> LabelledDigits = new(() =>
    {
        var digits = GlyphDigits.Draw(512).Images;
        return cat([digits.ToTensor(), nn.functional.one_hot(digits.LabelsToTensor(), 10).to(float32)], 1);
    });

    protected override LatentVariableModel Make() => new ConditionalVae(784, 10, 64, 8);

    protected override Tensor Items(LatentVariableModel model) => LabelledDigits.Value;
}

public sealed class ConditionalVaeTests
{
    [Fact]
    public void An_item_is_the_image_with_its_class_behind_it()
    {
        using var model = Small();
        var item = model.Join(tensor(new[,] { { 0.5f, 0.25f } }), tensor(new long[] { 2 }));
        Assert.Equal([0.5f, 0.25f, 0, 0, 1], item.data<float>().ToArray());
    }

    /// <summary>The two layers for x and y, added, are one layer that sees them side by side: computed here by hand from the weights.</summary>
    [Fact]
    public void Both_networks_are_told_the_class()
    {
        using var model = Small();
        var state = model.state_dict();
        Tensor images = rand(4, 2), labels = tensor(new long[] { 0, 2, 1, 2 }), given = nn.functional.one_hot(labels, 3).to(float32);

        var features = (cat([images, given], 1).matmul(cat([state["image.weight"], state["image_class.weight"]], 1).T) + state["image.bias"]).relu();
        var (mu, logvar) = model.Encode(images, labels);
        Assert.True(mu.allclose(features.matmul(state["encoder.mu.weight"].T) + state["encoder.mu.bias"], atol: 1e-6));
        Assert.True(logvar.allclose(features.matmul(state["encoder.logvar.weight"].T) + state["encoder.logvar.bias"], atol: 1e-6));

        var z = randn(4, 2);
        var hidden = (cat([z, given], 1).matmul(cat([state["code.weight"], state["code_class.weight"]], 1).T) + state["code.bias"]).relu();
        Assert.True(model.Mean(z, labels).allclose((hidden.matmul(state["output.weight"].T) + state["output.bias"]).sigmoid(), atol: 1e-6));
    }

    [Fact]
    public void The_bound_of_every_class_is_the_bound_with_each_class_in_turn()
    {
        using var model = Small();
        using var quiet = no_grad();
        const int draws = 4000;
        var image = tensor(new[,] { { 0f, 1f } });
        var (logLikelihood, divergence) = model.BoundOfEveryClass(image.repeat(draws, 1));
        foreach (int label in Enumerable.Range(0, 3))
        {
            var bound = model.Bound(model.Join(image.repeat(draws, 1), full(draws, label, dtype: int64)));
            Assert.True(divergence[.., label].allclose(bound.Divergence.sum(1L), atol: 1e-6));
            Assert.Equal(bound.LogLikelihood.mean().ToDouble(), logLikelihood[.., label].mean().ToDouble(), 0.02);
        }
    }

    [Fact]
    public void What_is_missing_or_too_much_is_said_in_one_sentence()
    {
        using var model = Small();
        Assert.Contains("4 items need one label each, [4], but the labels are [3].",
            Assert.Throws<ArgumentException>(() => model.Join(zeros(4, 2), zeros(3, int64))).Message);
        Assert.Contains("takes images [N, 2], but these are [4, 5].",
            Assert.Throws<ArgumentException>(() => model.Encode(zeros(4, 5), zeros(4, int64))).Message);
        Assert.Contains("takes codes [N, 2], but these are [4, 7].",
            Assert.Throws<ArgumentException>(() => model.Mean(zeros(4, 7), zeros(4, int64))).Message);
    }

    private static ConditionalVae Small()
    {
        manual_seed(3);
        return new ConditionalVae(inputs: 2, classes: 3, hidden: 5, latents: 2);
    }
}
