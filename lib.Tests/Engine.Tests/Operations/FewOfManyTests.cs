using static TorchSharp.torch;

namespace TorchSharp.Tests.Operations;

/// <summary>The few largest or smallest of many are found without sorting all; the answer is that of the sort.</summary>
public sealed class FewOfManyTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(11, false)]
    [InlineData(64, true)]
    [InlineData(64, false)]
    public void They_are_the_first_of_the_sorted(int k, bool largest)
    {
        manual_seed(k);
        // Whole numbers, so that there are many equal ones, and a few NaN and infinities.
        var x = randint(0, 300, new long[] { 6, 1000 }).to(float32);
        x = x.masked_fill(x.eq(7), float.NaN).masked_fill(x.eq(8), float.PositiveInfinity).masked_fill(x.eq(9), float.NegativeInfinity);
        var (values, places) = x.topk(k, largest: largest);
        var (sorted, order) = x.sort(1, largest, stable: true);
        Assert.Equal(order[.., ..k].data<long>().ToArray(), places.data<long>().ToArray());
        Assert.Equal(sorted[.., ..k].data<float>().ToArray(), values.data<float>().ToArray());
    }

    [Fact]
    public void Along_another_dimension_too()
    {
        manual_seed(0);
        var x = randn(500, 3);
        Assert.True(x.topk(5, 0).values.eq(x.sort(0, true).Values[..5]).all().item<bool>());
    }
}
