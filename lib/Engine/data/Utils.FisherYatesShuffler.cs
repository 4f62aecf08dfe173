using System.Collections;

namespace TorchSharp.Utils;

/// <summary>0 … size − 1 in random order: with a seed the same order each time it is enumerated, without one another each time.</summary>
/// <param name="size">How many numbers.</param>
/// <param name="seed">Of the order.</param>
public class FisherYatesShuffler(long size, int? seed = null) : IEnumerable<long>
{
    public IEnumerator<long> GetEnumerator() => new Modules.SeededOrder(size, seed).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
