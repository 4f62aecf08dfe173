using TorchSharp;
using static TorchSharp.torch;

namespace Course.Estimation;

/// <summary>
/// Centres that lie apart (Arthur and Vassilvitskii, 2007): the first is any point, each further one is drawn with probability proportional to its squared
/// distance from the nearest centre so far.
/// </summary>
public static class KMeansPlusPlus
{
    /// <summary>Draws centres from the data.</summary>
    /// <param name="data">[N, D], float32 or float64, finite.</param>
    /// <param name="count">K, 1 to the number of different points.</param>
    /// <param name="rng">Where randomness comes from; the same seed gives the same centres.</param>
    /// <returns>The centres [K, D], float64, and which is nearest to each point, [N], int64.</returns>
    /// <exception cref="ArgumentException">Fewer different points than centres, or a value that is not finite.</exception>
    public static (Tensor Centres, Tensor Nearest) Choose(Tensor data, int count, Random rng)
    {
        using var scope = NewDisposeScope();
        data = new Observations(data, MissingValues.Refuse).Complete;
        int points = (int)data.shape[0];
        if (count < 1 || count > points) throw new ArgumentException($"{count} centres were asked for among {points} points; use 1 to {points}.");
        var chosen = new List<long> { rng.Next(points) };
        var distance = SquaredDistance(data, chosen[0]);
        var nearest = zeros(points, dtype: ScalarType.Int64);
        while (chosen.Count < count)
        {
            using var round = NewDisposeScope();
            double[] cumulative = distance.cumsum(0).data<double>().ToArray();
            if (!(cumulative[^1] > 0))
                throw new ArgumentException($"The data have only {chosen.Count} different points for {count} centres; use fewer.");
            double target = rng.NextDouble() * cumulative[^1];
            // The first whose share reaches past the target: a point at distance 0 has no share and is never drawn.
            int place = Array.FindIndex(cumulative, sum => sum > target);
            var fresh = SquaredDistance(data, place);
            var closer = fresh < distance;
            nearest.masked_fill_(closer, chosen.Count);
            distance.copy_(minimum(distance, fresh));
            chosen.Add(place);
        }
        return (data.index_select(0, tensor(chosen.ToArray())).MoveToOuterDisposeScope(), nearest.MoveToOuterDisposeScope());
    }

    private static Tensor SquaredDistance(Tensor data, long point) => (data - data[point]).square().sum(1L);
}
