using static TorchSharp.torch;

namespace TorchSharp.Tests.Shapes;

public sealed class RepeatTests
{
    [Theory]
    [InlineData(3, 1)]
    [InlineData(1, 4)]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    public void Repeating_copies_also_where_one_element_stands_for_many(long rows, long columns)
    {
        var row = tensor(new[] { 1f, 2f }).view(1, 2);
        var repeated = row.repeat(rows, columns);
        Assert.Equal(new[] { rows, 2 * columns }, repeated.shape);
        repeated[0, 0] = 9f;
        Assert.Equal(1f, row[0, 0].item<float>());
        Assert.Equal(9f + (rows * columns - 1) * 1f + rows * columns * 2f, repeated.sum().item<float>());
    }
}
