using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

public sealed class PromotionTests
{
    private static readonly GoldenFile File = new("forward.json");

    [Fact]
    public void Two_tensors_meet_in_PyTorchs_type()
    {
        using var scope = NewDisposeScope();
        foreach (var row in File["promotion"].EnumerateArray())
        {
            var (x, y) = (Ones(row[0].GetString()!, row[1].GetInt32()), Ones(row[2].GetString()!, row[3].GetInt32()));
            Assert.True(row[4].GetString() == (x * y).dtype.ToString(), $"{row}: the product has type {(x * y).dtype}.");
            Assert.True(row[4].GetString() == where(x > 0, x, y).dtype.ToString(), $"{row}: the choice has type {where(x > 0, x, y).dtype}.");
            Assert.True(row[5].GetString() == (x / y).dtype.ToString(), $"{row}: the quotient has type {(x / y).dtype}.");
        }
    }

    [Fact]
    public void A_tensor_and_a_number_meet_in_PyTorchs_type()
    {
        using var scope = NewDisposeScope();
        foreach (var row in File["scalars"].EnumerateArray())
        {
            var x = Ones(row[0].GetString()!, 1);
            Assert.Equal(row[1].GetString(), (x * 3).dtype.ToString());
            Assert.Equal(row[2].GetString(), (x * 1.5).dtype.ToString());
            Assert.Equal(row[3].GetString(), (x / 2).dtype.ToString());
        }
    }

    private static Tensor Ones(string type, int ndim) => ones(ndim == 0 ? [] : new long[] { 2 }, Enum.Parse<ScalarType>(type));
}
