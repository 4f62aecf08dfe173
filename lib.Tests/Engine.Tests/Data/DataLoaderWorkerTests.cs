using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Data;

public sealed class DataLoaderWorkerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void The_order_is_the_same_with_any_number_of_workers(int workers)
    {
        using var loader = new DataLoader<long, long[]>(new Squares(23), 4, static (items, _) => [.. items], shuffle: true, seed: 5, num_worker: workers);
        using var alone = new DataLoader<long, long[]>(new Squares(23), 4, static (items, _) => [.. items], shuffle: true, seed: 5);
        Assert.Equal(6, loader.Count);
        for (var epoch = 0; epoch < 2; epoch++) Assert.Equal(alone.ToArray(), loader.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_item_that_cannot_be_made_is_named_after_the_batches_before_it(int workers)
    {
        using var loader = new DataLoader<long, long[]>(new Squares(20) { Broken = 13 }, 4, static (items, _) => [.. items], num_worker: workers);
        var seen = 0;
        var error = Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var _ in loader) seen++;
        });
        Assert.Equal(3, seen);
        Assert.Equal("Item 13 of the data set could not be made: The file is torn.", error.Message);
        Assert.IsType<IOException>(error.InnerException);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_batch_that_cannot_be_collated_is_named(int workers)
    {
        using var loader = new DataLoader<long, long>(
            new Squares(6), 2, static (items, _) => items.First() == 4 ? throw new ArithmeticException("No sum.") : items.Sum(), num_worker: workers);
        var error = Assert.Throws<InvalidOperationException>(() => loader.ToArray());
        Assert.Equal("The batch of items 2, 3 could not be collated: No sum.", error.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Batches_are_disposed_when_the_loop_goes_on_or_ends(int workers)
    {
        using var loader = utils.data.DataLoader(utils.data.TensorDataset(arange(10)), 4, num_worker: workers);
        Tensor? before = null;
        foreach (var batch in loader)
        {
            Assert.True(before?.IsInvalid ?? true);
            before = batch[0];
            Assert.False(before.IsInvalid);
        }
        Assert.True(before!.IsInvalid);
        foreach (var batch in loader)
        {
            before = batch[0];
            break;
        }
        Assert.True(before.IsInvalid);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Batches_that_are_kept_belong_to_the_callers_scope(int workers)
    {
        using var loader = utils.data.DataLoader(utils.data.TensorDataset(arange(10)), 4, num_worker: workers, disposeBatch: false);
        List<Tensor> kept = [];
        using (NewDisposeScope())
        {
            kept.AddRange(loader.Select(batch => batch[0]));
            Assert.Equal([4L, 4, 2], kept.Select(t => t.shape[0]));
        }
        Assert.All(kept, t => Assert.True(t.IsInvalid));
    }

    [Fact]
    public void A_seeded_shuffler_gives_one_order_and_every_number_once()
    {
        var shuffler = new Utils.FisherYatesShuffler(40, 3);
        var order = shuffler.ToArray();
        Assert.Equal(order, shuffler.ToArray());
        Assert.NotEqual(order, new Utils.FisherYatesShuffler(40, 4).ToArray());
        Assert.Equal(Enumerable.Range(0, 40).Select(i => (long)i), order.Order());
        using var loader = utils.data.DataLoader(utils.data.TensorDataset(arange(40)), 7, shuffler, drop_last: true);
        Assert.Equal(order.Take(35).Select(i => (double)i), loader.SelectMany(batch => TensorAssert.Values(batch[0])));
    }

    [Fact]
    public void An_unseeded_shuffler_gives_another_order_each_time()
    {
        var shuffler = new Utils.FisherYatesShuffler(40);
        Assert.NotEqual(shuffler.ToArray(), shuffler.ToArray());
    }

    private sealed class Squares(long count) : utils.data.Dataset<long>
    {
        public long Broken { get; init; } = -1;

        public override long Count => count;

        public override long GetTensor(long index) => index == Broken ? throw new IOException("The file is torn.") : index * index;
    }
}
