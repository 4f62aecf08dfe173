using TorchSharp;
using static TorchSharp.torch;

namespace Course.Metrics;

/// <summary>Search by example: the items whose features lie nearest to those of a query.</summary>
public static class Retrieval
{
    /// <summary>The nearest items, the nearest first, by Euclidean distance.</summary>
    /// <param name="items">Features [N, K].</param>
    /// <param name="queries">Features [Q, K].</param>
    /// <param name="count">How many for each query, 1 to N.</param>
    /// <param name="blockSize">Queries compared at once: block × N distances are in memory.</param>
    /// <returns>Indices into the items [Q, count], int64.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More than there are.</exception>
    public static Tensor Nearest(Tensor items, Tensor queries, int count, int blockSize = 500)
    {
        if (count < 1 || count > items.shape[0])
            throw new ArgumentOutOfRangeException(nameof(count), $"{count} neighbours were asked for, but there are {items.shape[0]} items.");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        // ‖q − x‖² = ‖x‖² − 2 q·x + ‖q‖², and the last term is the same for all items.
        var lengths = items.square().sum(1L);
        var found = new List<Tensor>();
        for (long start = 0; start < queries.shape[0]; start += blockSize)
        {
            using var block = NewDisposeScope();
            var some = queries.narrow(0, start, Math.Min(blockSize, queries.shape[0] - start));
            var distances = lengths - 2 * some.matmul(items.t());
            var (_, nearest) = distances.topk(count, dim: 1, largest: false);
            found.Add(nearest.MoveToOuterDisposeScope());
        }
        return cat(found).MoveToOuterDisposeScope();
    }

    /// <summary>Precision@k: the share of the k nearest items that have the query's label.</summary>
    /// <param name="neighbours">Indices [Q, k] of <see cref="Nearest"/>.</param>
    /// <param name="itemLabels">[N].</param>
    /// <param name="queryLabels">[Q].</param>
    public static double Precision(Tensor neighbours, Tensor itemLabels, Tensor queryLabels)
    {
        using var scope = NewDisposeScope();
        return itemLabels[neighbours].eq(queryLabels.unsqueeze(1)).to(float32).mean().ToDouble();
    }
}
