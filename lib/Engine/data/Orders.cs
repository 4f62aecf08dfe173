using System.Collections;

namespace TorchSharp.Modules;

using static torch;

/// <summary>0, 1, 2, …</summary>
internal sealed class NaturalOrder(long count) : IEnumerable<long>
{
    public IEnumerator<long> GetEnumerator()
    {
        for (long i = 0; i < count; i++) yield return i;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A new random order for each epoch, from a generator of its own, so that shuffling does not disturb the model's random numbers.</summary>
internal sealed class SeededOrder(long count, int? seed) : IEnumerable<long>
{
    private readonly Generator _generator = seed is { } given ? new Generator((ulong)given) : Fresh();

    public IEnumerator<long> GetEnumerator()
    {
        long[] order;
        using (var permutation = randperm(count, generator: _generator))
        using (var elements = permutation.data<long>())
            order = elements.ToArray();
        return ((IEnumerable<long>)order).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Generator Fresh()
    {
        var generator = new Generator();
        generator.seed();
        return generator;
    }
}
