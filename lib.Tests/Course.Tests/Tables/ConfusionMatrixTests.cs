using Course.Tables;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Tables;

public sealed class ConfusionMatrixTests
{
    private static readonly ConfusionMatrix Matrix = new(tensor(new[] { 0L, 0, 0, 1, 1, 2 }), tensor(new[] { 0, 0, 1, 1, 1, 0 }), ["cat", "dog", "cow"]);

    [Fact]
    public void Pairs_are_counted_by_true_and_predicted_class()
    {
        Assert.Equal((2, 1, 0), (Matrix[0, 0], Matrix[0, 1], Matrix[1, 0]));
        Assert.Equal(4 / 6.0, Matrix.Accuracy);
        Assert.Equal(2 / 3.0, Matrix.Recall(0));
        Assert.Equal(2 / 3.0, Matrix.Precision(1));
        Assert.True(double.IsNaN(Matrix.Precision(2)));
    }

    [Fact]
    public void It_shows_accuracy_counts_and_recall()
    {
        Assert.StartsWith("Accuracy 66.7 % of 6\n", Matrix.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"\ncat +2 +1 +0 +66\.7 %\n", Matrix.ToString());
        Assert.Contains("<th scope=\"row\">cow</th>", Matrix.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("rgba(0,114,178,0.49)\">2</td>", Matrix.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("rgba(213,94,0,0.6)\">1</td>", Matrix.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_that_do_not_fit_are_refused()
    {
        Assert.Contains("3 labels [3] and 2 predictions [2]", Refused(zeros(3), zeros(2)));
        Assert.Contains("Classes are 0 to 1, but there is 7", Refused(zeros(1), full(1, 7), "a", "b"));
        Assert.Contains("Classes are 0 to 0, but there is -1", Refused(zeros(1), full(1, -1)));
    }

    private static string Refused(Tensor labels, Tensor predictions, params string[] names) =>
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix(labels, predictions, names.Length == 0 ? null : names)).Message;
}
