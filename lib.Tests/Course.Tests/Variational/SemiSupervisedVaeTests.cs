using Course.Metrics;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class SemiSupervisedVaeContractTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => new SemiSupervisedVae(new ConditionalVae(784, 10, 32, 4), new PerceptronClassifier(784, 32));

    protected override int Epochs => 8;
}

/// <summary>A toy with two black-and-white pixels, three classes and one latent number: small enough for brute force.</summary>
public sealed class SemiSupervisedVaeTests
{
    private static readonly Tensor Images = tensor(new[,] { { 0f, 0f }, { 0f, 1f }, { 1f, 0f }, { 1f, 1f } });

    /// <summary>log p(x) by summing over the classes and integrating over z on a fine grid: no encoder, no draw.</summary>
    [Fact]
    public void The_bound_of_an_image_without_label_is_below_its_log_probability()
    {
        using var model = Toy();
        using var quiet = no_grad();
        var logP = LogProbability(model);
        Assert.Equal(1, logP.exp().sum().ToDouble(), 1e-5);   // over all four images

        const int draws = 20_000;
        for (int i = 0; i < 4; i++)
        {
            var bound = model.Bound(Images[i..(i + 1)].repeat(draws, 1));
            double value = (bound.LogLikelihood - bound.Divergence.sum(1L)).mean().ToDouble();
            Assert.True(value < logP[i].ToDouble(), $"{value} is above {logP[i].ToDouble()}");
            // The weight's mean is p(x) itself.
            Assert.Equal(logP[i].exp().ToDouble(), model.LogWeight(Images[i..(i + 1)].repeat(draws, 1)).exp().mean().ToDouble(), 0.01);
        }
    }

    /// <summary>Equation 7, term by term: each class is joined to the image as if it were its label.</summary>
    [Fact]
    public void Summing_the_class_out_is_a_sum_over_labelled_bounds_plus_the_entropy_of_the_guess()
    {
        using var model = Toy();
        using var quiet = no_grad();
        const int draws = 20_000;
        for (int i = 0; i < 4; i++)
        {
            var x = Images[i..(i + 1)].repeat(draws, 1);
            var guess = model.Classifier.call(Images[i..(i + 1)]).softmax(1).data<float>().ToArray();
            double byHand = Enumerable.Range(0, 3).Sum(label =>
                guess[label] * (model.LabelledBound(x, full(draws, label, dtype: int64)).mean().ToDouble() - Math.Log(guess[label])));
            var bound = model.Bound(x);
            Assert.Equal(byHand, (bound.LogLikelihood - bound.Divergence.sum(1L)).mean().ToDouble(), 0.02);
        }
    }

    [Fact]
    public void The_bound_of_a_labelled_image_is_below_its_log_probability_with_that_label()
    {
        using var model = Toy();
        using var quiet = no_grad();
        var joint = LogJoint(model);
        for (int i = 0; i < 4; i++)
            for (int label = 0; label < 3; label++)
            {
                double bound = model.LabelledBound(Images[i..(i + 1)].repeat(20_000, 1), full(20_000, label, dtype: int64)).mean().ToDouble();
                Assert.True(bound < joint[i, label].ToDouble());
            }
    }

    [Fact]
    public void The_loss_is_the_sum_of_its_three_terms()
    {
        using var model = Toy();
        var terms = model.Loss(Images, Images[..3], tensor(new long[] { 0, 1, 2 }), alpha: 5).ToNumbers();
        Assert.Equal(terms["loss"], terms["unlabelled"] + terms["labelled"] + 5 * terms["cross-entropy"], 1e-4);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Loss(Images, Images[..1], zeros(1, int64), alpha: -1));
    }

    [Fact]
    public void A_classifier_of_other_things_is_refused() => Assert.Contains("they must agree",
        Assert.Throws<ArgumentException>(() => new SemiSupervisedVae(new ConditionalVae(2, 3, 5, 1), new PerceptronClassifier(2, 5, 4))).Message);

    private static SemiSupervisedVae Toy()
    {
        manual_seed(5);
        var model = new SemiSupervisedVae(new ConditionalVae(inputs: 2, classes: 3, hidden: 8, latents: 1), new PerceptronClassifier(2, 8, 3));
        using var quiet = no_grad();
        // The story's weights well away from 0, so that classes and codes matter; the guesses q stay wide, so that no draw outweighs the others.
        foreach (var (name, parameter) in model.named_parameters())
            if (name.Contains("code") && !name.Contains("encoder") || name.Contains("output")) parameter.mul_(2);
        return model;
    }

    private static Tensor LogProbability(SemiSupervisedVae model) => LogJoint(model).logsumexp(1);

    /// <summary>log p(x, y) = log ∫ p(x|z, y) p(z) dz + log ⅓ for the four images and the three classes, by the midpoint rule.</summary>
    private static Tensor LogJoint(SemiSupervisedVae model)
    {
        const int points = 4000;
        const double width = 16.0 / points;
        var z = (arange(points, dtype: float64) + 0.5) * width - 8;
        var prior = exp(-0.5 * z.square()) / Math.Sqrt(2 * Math.PI) * width;
        var classes = Enumerable.Range(0, 3).Select(label =>
        {
            var means = model.GivenClass.Mean(z.to(float32).unsqueeze(1), full(points, label, dtype: int64)).to(float64);
            return stack(Enumerable.Range(0, 4).Select(i =>
            {
                var x = Images[i].to(float64);
                return ((x * means + (1 - x) * (1 - means)).prod(1) * prior).sum().log();
            }).ToArray());
        });
        return stack(classes.ToArray(), 1) - Math.Log(3);
    }
}
