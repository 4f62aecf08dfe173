namespace TorchSharp;

using Modules;

public static partial class torch
{
    public static partial class utils
    {
        /// <summary>Data sets and the loaders that cut them into batches.</summary>
        public static partial class data
        {
            /// <summary>Items by number.</summary>
            public abstract class Dataset<T> : IDisposable
            {
                public abstract long Count { get; }

                public abstract T GetTensor(long index);

                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                protected virtual void Dispose(bool disposing)
                {
                }
            }

            /// <summary>Items that are named tensors.</summary>
            public abstract class Dataset : Dataset<Dictionary<string, Tensor>>
            {
            }

            /// <summary>Items that are lists of tensors.</summary>
            public abstract class IterableDataset : Dataset<IList<Tensor>>
            {
            }

            /// <summary>A data set whose i-th item is row i of each tensor. All must have equally many rows.</summary>
            public static TensorDataset TensorDataset(params Tensor[] tensors) => new(tensors);

            /// <summary>Batches of named tensors.</summary>
            public static DataLoader DataLoader(
                Dataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1,
                bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true) =>
                new(dataset, batchSize, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset);

            public static DataLoader DataLoader(
                Dataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1,
                bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true) =>
                new(dataset, batchSize, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset);

            /// <summary>Batches of lists of tensors.</summary>
            public static IterableDataLoader DataLoader(
                IterableDataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1,
                bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true) =>
                new(dataset, batchSize, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset);

            public static IterableDataLoader DataLoader(
                IterableDataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1,
                bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true) =>
                new(dataset, batchSize, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset);
        }
    }
}
