using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>Running sums; of singles in double precision, as the error of a long sum would show.</summary>
internal readonly struct CumulativeSum : ILineOp
{
    public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y, Span<long> index) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
        {
            var wide = 0.0;
            for (var i = 0; i < x.Length; i++) y[i] = T.CreateTruncating(wide += double.CreateTruncating(x[i]));
            return;
        }
        var sum = T.Zero;
        for (var i = 0; i < x.Length; i++) y[i] = sum += x[i];
    }
}

/// <summary>Running products, of singles in double precision.</summary>
internal readonly struct CumulativeProduct : ILineOp
{
    public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y, Span<long> index) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
        {
            var wide = 1.0;
            for (var i = 0; i < x.Length; i++) y[i] = T.CreateTruncating(wide *= double.CreateTruncating(x[i]));
            return;
        }
        var product = T.One;
        for (var i = 0; i < x.Length; i++) y[i] = product *= x[i];
    }
}

/// <summary>The largest or smallest so far and the last place that has it; a NaN stays.</summary>
internal readonly struct CumulativeExtremum(bool largest) : ILineOp
{
    public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y, Span<long> index) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            var replaces = i == 0 || T.IsNaN(x[i]) || (!T.IsNaN(y[i - 1]) && (largest ? x[i] >= y[i - 1] : x[i] <= y[i - 1]));
            (y[i], index[i]) = replaces ? (x[i], i) : (y[i - 1], index[i - 1]);
        }
    }
}

/// <summary>
/// The first elements in order. NaN counts as larger than any number, as in PyTorch; equal elements keep their order, which a stable sort
/// promises and the others permit.
/// </summary>
internal readonly struct Order(bool descending) : ILineOp
{
    private const int Few = 64;

    public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y, Span<long> index) where T : unmanaged, INumber<T>
    {
        if (y.Length <= Few && y.Length < x.Length / 4) Select(x, y, index);
        else Sort(x, y, index);
    }

    /// <summary>Inserts into the few best so far: nearly all elements are turned away after one comparison.</summary>
    private void Select<T>(ReadOnlySpan<T> x, Span<T> y, Span<long> index) where T : unmanaged, INumber<T>
    {
        if (y.Length == 0) return;
        var count = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (count == y.Length && !Precedes(x[i], y[^1])) continue;
            var place = count < y.Length ? count++ : count - 1;
            for (; place > 0 && Precedes(x[i], y[place - 1]); place--) (y[place], index[place]) = (y[place - 1], index[place - 1]);
            (y[place], index[place]) = (x[i], i);
        }
    }

    private void Sort<T>(ReadOnlySpan<T> x, Span<T> y, Span<long> index) where T : unmanaged, INumber<T>
    {
        var keys = x.ToArray();
        var places = new int[x.Length];
        for (var i = 0; i < places.Length; i++) places[i] = i;
        var sign = descending ? -1 : 1;
        Array.Sort(places, (a, b) => Compare(keys[a], keys[b]) is var order && order != 0 ? sign * order : a - b);
        for (var i = 0; i < y.Length; i++) (y[i], index[i]) = (keys[places[i]], places[i]);
    }

    private bool Precedes<T>(T a, T b) where T : INumber<T> => (descending ? Compare(b, a) : Compare(a, b)) < 0;

    private static int Compare<T>(T a, T b) where T : INumber<T> =>
        a < b ? -1 : a > b ? 1 : a == b ? 0 : T.IsNaN(a) ? (T.IsNaN(b) ? 0 : 1) : -1;
}

/// <summary>The k-th smallest; NaN counts as larger than any number.</summary>
internal readonly struct Smallest(int k) : ILineOp
{
    public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y, Span<long> index) where T : unmanaged, INumber<T>
    {
        Span<T> sorted = new T[x.Length];
        Span<long> places = new long[x.Length];
        default(Order).Invoke(x, sorted, places);
        (y[0], index[0]) = (sorted[k], places[k]);
    }
}

/// <summary>The most frequent element, the smallest of equally frequent ones, and its last place.</summary>
internal readonly struct MostFrequent : ILineOp
{
    public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y, Span<long> index) where T : unmanaged, INumber<T>
    {
        Span<T> sorted = new T[x.Length];
        Span<long> places = new long[x.Length];
        default(Order).Invoke(x, sorted, places);
        var longest = 0;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start]) end++;
            if (end - start > longest) (longest, y[0], index[0]) = (end - start, sorted[start], places[end - 1]);
            start = end;
        }
    }
}
