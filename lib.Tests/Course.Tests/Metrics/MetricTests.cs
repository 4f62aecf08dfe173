using Course.Data;
using Course.Metrics;
using static TorchSharp.torch;

namespace Course.Tests.Metrics;

public sealed class MetricTests
{
    [Fact]
    public void An_error_of_a_tenth_is_twenty_decibels()
    {
        var x = rand(3, 28, 28);
        Assert.Equal(20, PeakSignalToNoise.Mean(x + 0.1, x), 1e-3);
        Assert.Equal([3], PeakSignalToNoise.OfEach(x, x).shape);
        Assert.True(double.IsPositiveInfinity(PeakSignalToNoise.Mean(x, x)));
        Assert.Contains("[3, 28, 28]", Assert.Throws<ArgumentException>(() => PeakSignalToNoise.OfEach(x, x[..2])).Message);
    }

    [Fact]
    public void The_area_under_the_ROC_curve_is_the_share_of_pairs_in_the_right_order()
    {
        var random = new Random(3);
        // Whole numbers, so that there are ties.
        var items = Enumerable.Range(0, 200).Select(i => (Score: (double)random.Next(20) + (i % 3 == 0 ? 4 : 0), IsAnomaly: i % 3 == 0)).ToList();
        var pairs = from anomaly in items where anomaly.IsAnomaly from other in items where !other.IsAnomaly
                    select anomaly.Score > other.Score ? 1 : anomaly.Score == other.Score ? 0.5 : 0;
        var curve = RocCurve.Of([.. items.Select(i => i.Score)], [.. items.Select(i => i.IsAnomaly)]);
        Assert.Equal(pairs.Average(), curve.Area, 1e-12);
        Assert.Equal((0, 0, 1, 1), (curve.FalseAlarms[0], curve.Found[0], curve.FalseAlarms[^1], curve.Found[^1]));
    }

    [Fact]
    public void The_best_threshold_separates_what_can_be_separated()
    {
        var curve = RocCurve.Of([1, 2, 3, 7, 8], [false, false, false, true, true]);
        Assert.Equal((1, 7), (curve.Area, curve.BestThreshold));
        Assert.Contains("5 anomalies and 0 others", Assert.Throws<ArgumentException>(() => RocCurve.Of([1, 2, 3, 7, 8], [true, true, true, true, true])).Message);
        Assert.Contains("Score 1 is NaN", Assert.Throws<ArgumentException>(() => RocCurve.Of([1, double.NaN], [true, false])).Message);
    }

    [Fact]
    public void The_nearest_items_are_those_of_a_search_by_hand()
    {
        manual_seed(1);
        var (items, queries) = (randn(50, 6), randn(4, 6));
        var expected = cdist(queries, items).argsort(1)[.., ..5];
        Assert.Equal(expected.data<long>().ToArray(), Retrieval.Nearest(items, queries, 5).data<long>().ToArray());
        Assert.Equal(
            Retrieval.Nearest(items, items, 5).data<long>().ToArray(), Retrieval.Nearest(items, items, 5, blockSize: 7).data<long>().ToArray());
        var labels = arange(50) % 2;
        Assert.Equal(1.0, Retrieval.Precision(tensor(new long[,] { { 0, 2 }, { 1, 3 } }), labels, tensor(new long[] { 0, 1 })));
        Assert.Equal(0.5, Retrieval.Precision(tensor(new long[,] { { 0, 1 }, { 1, 0 } }), labels, tensor(new long[] { 0, 1 })));
        Assert.Contains("51 neighbours", Assert.Throws<ArgumentOutOfRangeException>(() => Retrieval.Nearest(items, queries, 51)).Message);
    }

    [Fact]
    public void A_linear_probe_finds_what_a_line_separates_and_nothing_else()
    {
        manual_seed(2);
        var x = randn(400, 2);
        var halves = x[.., 0].gt(0.3 * x[.., 1]).to(int64);
        Assert.True(LinearProbe.Accuracy(x[..200], halves[..200], x[200..], halves[200..]) > 0.97);
        var quarters = (x[.., 0] * x[.., 1]).gt(0).to(int64);
        Assert.True(LinearProbe.Accuracy(x[..200], quarters[..200], x[200..], quarters[200..]) < 0.65);
        Assert.Contains("one label each", Assert.Throws<ArgumentException>(() => LinearProbe.Accuracy(x, halves[..7], x, halves)).Message);
    }

    [Fact]
    public void The_cosine_basis_is_orthonormal_and_all_coefficients_give_the_image_back()
    {
        var basis = CosineTransform.Basis(28);
        Assert.True(allclose(basis.matmul(basis.t()), eye(28), 1e-5, 1e-5));
        var images = GlyphDigits.Draw(5).Images.ToTensor().view(-1, 28, 28);
        Assert.True(allclose(CosineTransform.Truncate(images, 784), images, 1e-4, 1e-4));
        double Error(int count) => (CosineTransform.Truncate(images, count) - images).square().sum().item<float>();
        Assert.True(Error(10) > Error(40) && Error(40) > Error(160));
        Assert.Equal([5, 30], CosineTransform.Encode(images, 30).shape);
        Assert.True(allclose(CosineTransform.Decode(CosineTransform.Encode(images, 784), 28), images, 1e-4, 1e-4));
        // Orthonormal: the energy of a picture is that of its coefficients.
        Assert.True(allclose(CosineTransform.Encode(images, 784).square().sum(1L), images.square().sum([1L, 2L]), 1e-4, 1e-3));
        // The first coefficient is the mean.
        Assert.True(allclose(CosineTransform.Truncate(images, 1).amax([1L, 2L]), images.mean([1L, 2L]), 1e-4, 1e-4));
    }

    [Fact]
    public void The_judge_of_digits_learns_them_and_is_unsure_of_noise()
    {
        var train = GlyphDigits.Draw(4000).Images;
        var test = GlyphDigits.Draw(500, split: Split.Test).Images;
        using var judge = DigitClassifier.Train(train.ToTensor(), train.LabelsToTensor(), epochs: 2);
        Assert.InRange(judge.Accuracy(test.ToTensor(), test.LabelsToTensor()), 0.95, 1);
        manual_seed(0);
        Assert.True(judge.UnsureShare(rand(200, 784) * 0.6) > judge.UnsureShare(test.ToTensor()) + 0.3);
    }
}
