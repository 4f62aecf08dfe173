using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Layers;

public sealed class OneHotTests
{
    [Fact]
    public void A_class_becomes_a_one_at_its_place()
    {
        // torch.nn.functional.one_hot(torch.tensor([[0, 2], [1, 0]])) in PyTorch 1.13.
        var ones = nn.functional.one_hot(tensor(new long[,] { { 0, 2 }, { 1, 0 } }));
        Assert.Equal([2, 2, 3], ones.shape);
        Assert.Equal(ScalarType.Int64, ones.dtype);
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0], ones.data<long>().ToArray());
        Assert.Equal([2, 5], nn.functional.one_hot(tensor(new long[] { 1, 4 }), 5).shape);
        Assert.Equal([0, 3], nn.functional.one_hot(zeros(0, dtype: ScalarType.Int64), 3).shape);
    }

    [Fact]
    public void Classes_that_do_not_fit_are_named()
    {
        Assert.Contains("0 to 2, but there is 4", Refused(tensor(new long[] { 1, 4 }), 3));
        Assert.Contains("there is -1", Refused(tensor(new long[] { 1, -1 }), 3));
        Assert.Contains("Int64, but these are Float32", Refused(ones(2), 3));
        Assert.Contains("from no element", Refused(zeros(0, dtype: ScalarType.Int64), -1));
    }

    private static string Refused(Tensor classes, long count) =>
        Assert.Throws<ExternalException>(() => nn.functional.one_hot(classes, count)).Message;
}
