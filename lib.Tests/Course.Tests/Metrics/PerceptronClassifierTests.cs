using Course.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Metrics;

public sealed class PerceptronClassifierTests
{
    [Fact]
    public void The_error_rate_is_the_share_of_items_whose_likeliest_class_is_not_their_label()
    {
        manual_seed(1);
        using var classifier = new PerceptronClassifier(inputs: 4, hidden: 6, classes: 3);
        var items = randn(50, 4);
        var answers = classifier.call(items).argmax(1);
        Assert.Equal(0, classifier.ErrorRate(items, answers));
        var labels = answers.clone();
        labels[..10] = (labels[..10] + 1).remainder(3);
        Assert.Equal(0.2, classifier.ErrorRate(items, labels), 1e-6);
    }
}
