using TorchSharp;
using static TorchSharp.torch;

namespace Course.Data;

/// <summary>
/// Cuts a tensor of items into batches, in a random order that depends on the seed and the epoch alone: any epoch can be taken up
/// again in the middle, in the same order, however the run got there.
/// </summary>
public sealed class Batches
{
    private readonly utils.data.IterableDataset _rows;
    private readonly long _items;
    private readonly int _batchSize;
    private readonly long _seed;
    private readonly bool _shuffle;

    /// <param name="items">[N, …], one row an item. Not copied.</param>
    /// <param name="batchSize">Rows a batch; the last of an epoch may have fewer.</param>
    /// <param name="seed">Of the order.</param>
    /// <param name="shuffle">False keeps the rows' own order.</param>
    public Batches(Tensor items, int batchSize, long seed = 0, bool shuffle = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (items.ndim == 0 || items.shape[0] == 0) throw new ArgumentException($"There are no items in a tensor of shape [{string.Join(", ", items.shape)}].", nameof(items));
        (_rows, _items, _batchSize, _seed, _shuffle) = (utils.data.TensorDataset(items), items.shape[0], batchSize, seed, shuffle);
    }

    /// <summary>Batches in one epoch.</summary>
    public int Count => (int)((_items + _batchSize - 1) / _batchSize);

    /// <summary>The batches of one epoch from a given one on. Each is disposed when the next is asked for.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="first">First batch, from 0.</param>
    public IEnumerable<Tensor> Epoch(int epoch, int first = 0)
    {
        var order = Order(epoch).Skip(first * _batchSize);
        using var loader = utils.data.DataLoader(_rows, _batchSize, order, disposeDataset: false);
        foreach (var batch in loader) yield return batch[0];
    }

    private long[] Order(int epoch)
    {
        if (!_shuffle) return [.. Enumerable.Range(0, (int)_items).Select(i => (long)i)];
        // An odd multiplier keeps the seeds of different epochs apart; the model's own random numbers are not touched.
        using var generator = new Generator((ulong)(_seed + 0x9E3779B9L * (epoch + 1)));
        using var order = randperm(_items, generator: generator);
        return order.data<long>().ToArray();
    }
}
