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
    /// <returns>Indices into the items [Q, count], int64.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More than there are.</exception>
    public static Tensor Nearest(Tensor items, Tensor queries, int count)
    {
        if (count < 1 || count > items.shape[0])
            throw new ArgumentOutOfRangeException(nameof(count), $"{count} neighbours were asked for, but there are {items.shape[0]} items.");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        // ‖q − x‖² = ‖x‖² − 2 q·x + ‖q‖², and the last term is the same for all items.
        var distances = items.square().sum(1L) - 2 * queries.matmul(items.t());
        return distances.topk(count, dim: 1, largest: false).indexes.MoveToOuterDisposeScope();
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
