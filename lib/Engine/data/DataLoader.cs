using System.Collections;

namespace TorchSharp.Modules;

using static torch;

/// <summary>Cuts a data set into batches, in order or in a seeded random order that changes from epoch to epoch.</summary>
public class DataLoader<T, S> : IEnumerable<S>, IDisposable
{
    /// <param name="dataset">Items by number.</param>
    /// <param name="batchSize">Items a batch; the last one may be smaller.</param>
    /// <param name="collate_fn">Makes a batch of items.</param>
    /// <param name="shuffle">Random order, another one each epoch.</param>
    /// <param name="device">Where the batches go.</param>
    /// <param name="seed">Of the random order; equal seeds give equal sequences of orders.</param>
    /// <param name="num_worker">From 2 on, so many batches are made ahead on other threads, in the same order; GetTensor must then be thread-safe.</param>
    /// <param name="drop_last">Leaves out a smaller last batch.</param>
    /// <param name="disposeBatch">Disposes a batch when the next is asked for, or when the loop ends.</param>
    /// <param name="disposeDataset">Disposes the data set with the loader.</param>
    public DataLoader(
        utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, bool shuffle = false, Device? device = null,
        int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : this(
            dataset, batchSize, collate_fn, shuffle ? new SeededOrder(dataset.Count, seed) : new NaturalOrder(dataset.Count), device,
            num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    public DataLoader(
        utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, IEnumerable<long> shuffler, Device? device = null,
        int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
    {
        if (batchSize <= 0) throw new ArgumentOutOfRangeException(nameof(batchSize), $"batchSize must be positive, got {batchSize}.");
        RequireCpu(device);
        (this.dataset, batch_size, this.collate_fn, sampler) = (dataset, batchSize, collate_fn, shuffler);
        (Device, num_workers, this.drop_last, DisposeBatch, DisposeDataset) = (device ?? CPU, Math.Max(1, num_worker), drop_last, disposeBatch, disposeDataset);
    }

    public utils.data.Dataset<T> dataset { get; }

    public int batch_size { get; }

    public bool drop_last { get; }

    /// <summary>The order of the items; enumerated once an epoch.</summary>
    public IEnumerable<long> sampler { get; }

    public int num_workers { get; }

    public Device Device { get; }

    public bool DisposeBatch { get; }

    public bool DisposeDataset { get; }

    public Func<IEnumerable<T>, Device, S> collate_fn { get; }

    /// <summary>Number of batches.</summary>
    public long Count => drop_last ? dataset.Count / batch_size : (dataset.Count + batch_size - 1) / batch_size;

    /// <exception cref="InvalidOperationException">An item or batch could not be made; the message has its number.</exception>
    public IEnumerator<S> GetEnumerator()
    {
        foreach (var batch in num_workers > 1 ? MadeAhead() : Orders().Select(Collate))
        {
            try
            {
                yield return batch;
            }
            finally
            {
                if (DisposeBatch) BatchTensors.Dispose(batch);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && DisposeDataset) dataset.Dispose();
    }

    private protected virtual S Collate(long[] indices)
    {
        var items = new List<T>(indices.Length);
        try
        {
            foreach (var index in indices) items.Add(Item(index));
            return collate_fn(items, Device);
        }
        catch (Exception error) when (items.Count == indices.Length)
        {
            throw new InvalidOperationException($"The batch of items {string.Join(", ", indices)} could not be collated: {error.Message}", error);
        }
        finally
        {
            foreach (var item in items) BatchTensors.Dispose(item);
        }
    }

    private T Item(long index)
    {
        try
        {
            return dataset.GetTensor(index);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Item {index} of the data set could not be made: {error.Message}", error);
        }
    }

    private IEnumerable<long[]> Orders() => sampler.Chunk(batch_size).Where(indices => !drop_last || indices.Length == batch_size);

    /// <summary>Batches in order, of which the next num_workers are being made while one is in use.</summary>
    private IEnumerable<S> MadeAhead()
    {
        var pending = new Queue<Task<S>>();
        using var orders = Orders().GetEnumerator();
        var more = true;
        try
        {
            while (true)
            {
                while (more && pending.Count < num_workers)
                {
                    if (!(more = orders.MoveNext())) break;
                    var indices = orders.Current;
                    pending.Enqueue(Task.Run(() => Collate(indices)));
                }
                if (pending.Count == 0) yield break;
                var batch = pending.Dequeue().GetAwaiter().GetResult();
                BatchTensors.Adopt(batch);
                yield return batch;
            }
        }
        finally
        {
            // Left early: nobody will see these. They are waited for, because the data set that they read may be disposed next.
            foreach (var task in pending)
            {
                ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
                if (task.Exception is null) BatchTensors.Dispose(task.Result);
            }
        }
    }
}

/// <summary>Batches of named tensors.</summary>
public class DataLoader : DataLoader<Dictionary<string, Tensor>, Dictionary<string, Tensor>>
{
    public DataLoader(
        utils.data.Dataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1,
        bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : base(dataset, batchSize, Stack, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    public DataLoader(
        utils.data.Dataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1,
        bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : base(dataset, batchSize, Stack, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    private static Dictionary<string, Tensor> Stack(IEnumerable<Dictionary<string, Tensor>> items, Device device)
    {
        var all = items.ToArray();
        using var scope = NewDisposeScope();
        return all[0].Keys.ToDictionary(key => key, key => stack(all.Select(item => item[key])).MoveToOuterDisposeScope());
    }
}

/// <summary>Batches of lists of tensors.</summary>
public class IterableDataLoader : DataLoader<IList<Tensor>, IList<Tensor>>
{
    public IterableDataLoader(
        utils.data.IterableDataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1,
        bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : base(dataset, batchSize, Stack, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    public IterableDataLoader(
        utils.data.IterableDataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1,
        bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : base(dataset, batchSize, Stack, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    /// <summary>Rows of tensors are taken all at once: a batch costs one copy, not one tensor per item.</summary>
    private protected override IList<Tensor> Collate(long[] indices)
    {
        if (dataset is not TensorDataset rows) return base.Collate(indices);
        using var index = tensor(indices);
        return [.. rows.Columns.Select(column => column.index_select(0, index))];
    }

    private static IList<Tensor> Stack(IEnumerable<IList<Tensor>> items, Device device)
    {
        var all = items.ToArray();
        using var scope = NewDisposeScope();
        return [.. Enumerable.Range(0, all[0].Count).Select(i => stack(all.Select(item => item[i])).MoveToOuterDisposeScope())];
    }
}
