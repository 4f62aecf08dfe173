using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Kernels;

/// <summary>Copies between tensors whose dimensions are in different orders, in blocks, rows and single elements.</summary>
public sealed class StridedCopyTests
{
    private static readonly long[] Sizes = [19, 67, 35];

    public static TheoryData<ScalarType, int, int, int> Orders()
    {
        var data = new TheoryData<ScalarType, int, int, int>();
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64, ScalarType.Int64, ScalarType.Int32, ScalarType.Int16, ScalarType.Byte })
            foreach (var (a, b, c) in new[] { (0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0) }) data.Add(type, a, b, c);
        return data;
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void EveryElementArrivesAtItsPlace(ScalarType type, int a, int b, int c)
    {
        var numbers = Enumerable.Range(0, 19 * 67 * 35).Select(i => (long)(i % 120)).ToArray();
        using var x = tensor(numbers).reshape(Sizes).to(type);

        long At(int i, int j, int k)
        {
            var place = new long[3];
            (place[a], place[b], place[c]) = (i, j, k);
            return numbers[(place[0] * 67 + place[1]) * 35 + place[2]];
        }

        var expected = new List<long>();
        for (var i = 0; i < Sizes[a]; i++)
            for (var j = 0; j < Sizes[b]; j++)
                for (var k = 0; k < Sizes[c]; k++) expected.Add(At(i, j, k));

        using var gathered = x.permute(a, b, c).contiguous();
        Assert.Equal(expected, gathered.to(ScalarType.Int64).flatten().data<long>().ToArray());

        using var target = zeros(Sizes, type);
        target.permute(a, b, c).copy_(gathered);
        Assert.Equal(numbers, target.to(ScalarType.Int64).flatten().data<long>().ToArray());
    }

    [Fact]
    public void SumsOverSeparateDimensionsAreThoseOverNeighbours()
    {
        using var x = arange(6 * 5 * 7 * 4).to(ScalarType.Float64).reshape(6, 5, 7, 4);
        using var expected = x.permute(1, 0, 2, 3).contiguous().sum(new[] { 1L, 2L, 3L });
        Assert.Equal(expected.data<double>().ToArray(), x.sum(new[] { 0L, 2L, 3L }).data<double>().ToArray());
        Assert.Equal(x.permute(1, 3, 0, 2).contiguous().amax(new[] { 2L, 3L }).data<double>().ToArray(), x.amax(new[] { 0L, 2L }).data<double>().ToArray());
    }
}
