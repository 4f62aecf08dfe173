using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Data;

public sealed class DataLoaderTests
{
    [Fact]
    public void Batches_come_in_order_and_the_last_may_be_smaller()
    {
        using var loader = utils.data.DataLoader(Numbers(5), 2, disposeBatch: false);
        Assert.Equal(3, loader.Count);
        var batches = loader.ToList();
        Assert.Equal([2, 2, 1], batches.Select(batch => batch[0].shape[0]));
        TensorAssert.Equal([0, 1], batches[0][0].select(1, 0));
        TensorAssert.Equal([0, 10], batches[0][1]);
        TensorAssert.Equal([40], batches[2][1]);
        Assert.Equal([2, 3], batches[1][0].shape);
    }

    [Fact]
    public void A_smaller_last_batch_can_be_dropped()
    {
        using var loader = utils.data.DataLoader(Numbers(5), 2, drop_last: true);
        Assert.Equal(2, loader.Count);
        Assert.Equal(2, loader.Count());
        using var even = utils.data.DataLoader(Numbers(4), 2, drop_last: true);
        Assert.Equal(2, even.Count);
        using var few = utils.data.DataLoader(Numbers(1), 2, drop_last: true);
        Assert.Empty(few);
    }

    [Fact]
    public void Equal_seeds_give_equal_orders_and_epochs_differ()
    {
        using var first = utils.data.DataLoader(Numbers(50), 7, shuffle: true, seed: 3);
        using var second = utils.data.DataLoader(Numbers(50), 7, shuffle: true, seed: 3);
        using var other = utils.data.DataLoader(Numbers(50), 7, shuffle: true, seed: 4);
        var (epoch1, epoch2) = (Order(first), Order(first));
        Assert.Equal(epoch1, Order(second));
        Assert.Equal(epoch2, Order(second));
        Assert.NotEqual(epoch1, epoch2);
        Assert.NotEqual(epoch1, Order(other));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (double)i), epoch1.Order());
    }

    [Fact]
    public void Shuffling_does_not_disturb_another_generator()
    {
        using var generator = new Generator(7);
        var expected = TensorAssert.Values(rand(3, generator: new Generator(7)));
        using var loader = utils.data.DataLoader(Numbers(10), 3, shuffle: true, seed: 7);
        Order(loader);
        Assert.Equal(expected, TensorAssert.Values(rand(3, generator: generator)));
    }

    [Fact]
    public void Columns_stay_together_in_a_shuffle()
    {
        using var loader = utils.data.DataLoader(Numbers(20), 6, shuffle: true, seed: 1);
        foreach (var batch in loader) TensorAssert.Equal(TensorAssert.Values(batch[0].select(1, 0) * 10), batch[1]);
    }

    [Fact]
    public void A_batch_is_disposed_when_the_next_is_asked_for()
    {
        using var loader = utils.data.DataLoader(Numbers(4), 2);
        IList<Tensor>? before = null;
        foreach (var batch in loader)
        {
            Assert.True(before is null || before.All(tensor => tensor.IsInvalid));
            Assert.All(batch, tensor => Assert.False(tensor.IsInvalid));
            before = batch;
        }
        Assert.All(before!, tensor => Assert.True(tensor.IsInvalid));
    }

    [Fact]
    public void Batches_can_be_kept()
    {
        using var loader = utils.data.DataLoader(Numbers(4), 2, disposeBatch: false);
        Assert.All(loader.ToList(), batch => Assert.All(batch, tensor => Assert.False(tensor.IsInvalid)));
    }

    [Fact]
    public void A_given_order_is_followed()
    {
        using var loader = utils.data.DataLoader(Numbers(5), 2, [4L, 1, 0]);
        Assert.Equal([4, 1, 0], Order(loader));
    }

    [Fact]
    public void The_data_set_goes_with_the_loader_unless_it_is_kept()
    {
        var kept = Numbers(3);
        utils.data.DataLoader(kept, 2, disposeDataset: false).Dispose();
        TensorAssert.Equal([10], kept[1][1]);
        utils.data.DataLoader(kept, 2).Dispose();
        Assert.Throws<ObjectDisposedException>(() => kept[1]);
    }

    [Fact]
    public void A_data_set_of_ones_own_works_as_one_of_tensors_does()
    {
        using var loader = utils.data.DataLoader(new Squares(), 2, disposeBatch: false);
        Assert.Equal(2, loader.Count);
        var batches = loader.ToList();
        TensorAssert.Equal([0, 1], batches[0]["square"]);
        TensorAssert.Equal([4], batches[1]["square"]);
    }

    [Fact]
    public void A_data_set_outlives_the_tensors_it_was_made_from()
    {
        TensorDataset data;
        using (NewDisposeScope()) data = utils.data.TensorDataset(arange(3));
        Assert.Equal(3, data.Count);
        Assert.Equal(2, data[2][0].item<long>());
        data.Dispose();
    }

    private static TensorDataset Numbers(long count) =>
        utils.data.TensorDataset(arange(count, float32).unsqueeze(1).expand(count, 3), arange(count, float32) * 10);

    private static double[] Order(IterableDataLoader loader) => [.. loader.SelectMany(batch => TensorAssert.Values(batch[0].select(1, 0)))];

    private sealed class Squares : utils.data.Dataset
    {
        public override long Count => 3;

        public override Dictionary<string, Tensor> GetTensor(long index) => new() { ["square"] = tensor(index * index) };
    }
}
