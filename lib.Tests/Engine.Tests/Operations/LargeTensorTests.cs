using static TorchSharp.torch;

namespace TorchSharp.Tests.Operations;

/// <summary>Tensors of many chunks and pieces, in layouts that start and end in the middle of a row.</summary>
[Collection(nameof(ProcessWide))]
public sealed class LargeTensorTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Layouts = new()
    {
        ["transposed"] = x => x.t(),
        ["stepped"] = x => x.slice(1, 1, long.MaxValue, 3),
        ["column of a cube"] = x => x.reshape(7, -1, 11).select(2, 4),
        ["permuted cube"] = x => x.reshape(7, -1, 11).permute(2, 0, 1),
        ["expanded"] = x => x.select(0, 3).expand(50, -1),
        ["expanded inside"] = x => x.select(1, 3).unsqueeze(1).expand(-1, 400),
    };

    public static TheoryData<string> Names => [.. Layouts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Results_do_not_depend_on_the_layout(string layout)
    {
        using var scope = NewDisposeScope();
        var x = Layouts[layout](rand([211, 77 * 9], generator: new Generator(5)));
        var dense = x.contiguous();
        Assert.False(x.is_contiguous());
        var row = rand([x.shape[^1]], generator: new Generator(6));
        foreach (var f in new Func<Tensor, Tensor>[]
        {
            t => t + row, t => row * t, t => t.exp(), t => t > 0.5, t => (t * 10).to(int32), t => t.@double(), t => where(t > 0.5, t, row), t => t.sum(0L), t => t.sum(-1L), t => t.sum(),
            t => t.max(0).values, t => t.max(-1).indexes, t => t.amin(0), t => t.logsumexp(-1), t => t.softmax(0), t => t.index_select(-1, tensor([3L, 0])), t => t.var(-1), t => t.clone().add_(t),
        })
            Assert.True(f(dense).Equals(f(x)));
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        using var scope = NewDisposeScope();
        var x = randn([300, 500], generator: new Generator(1));
        var threads = get_num_threads();
        try
        {
            foreach (var f in new Func<Tensor, Tensor>[] { t => t.sum(), t => t.sum(0L), t => t.sum(1L), t => t.mm(t.t()), t => t.exp().mean(), t => t.var(), t => t.softmax(1) })
            {
                set_num_threads(1);
                var alone = f(x);
                set_num_threads(4);
                Assert.True(alone.Equals(f(x)));
            }
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Fact]
    public void Sums_of_many_singles_keep_six_digits()
    {
        using var scope = NewDisposeScope();
        var x = full(3_000_000, 0.1f);
        Assert.Equal(3e5, x.sum().ToDouble(), 3e5 * 1e-6);
        Assert.Equal(3e5, x.reshape(-1, 1).sum(0L).ToDouble(), 3e5 * 1e-6);
        Assert.Equal(1.5e5, x.reshape(-1, 2).sum(0L)[1].ToDouble(), 1.5e5 * 1e-6);
        Assert.Equal(0.1, x.mean().ToDouble(), 1e-7);
    }

    [Fact]
    public void A_mean_of_bytes_in_thousands_of_columns_is_exact()
    {
        using var scope = NewDisposeScope();
        var pixels = arange(600 * 5000).remainder256().@byte().reshape(600, 5000);
        var sums = pixels.sum(0L);
        Assert.Equal(int64, sums.dtype);
        Assert.Equal(TensorAssert.Values(pixels).Sum(), sums.sum().ToDouble());
    }
}

internal static class Remainders
{
    /// <summary>x mod 256.</summary>
    public static Tensor remainder256(this Tensor x) => x - x.div(256, RoundingMode.floor) * 256;
}
