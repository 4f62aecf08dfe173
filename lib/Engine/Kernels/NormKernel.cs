using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Statistics of the groups of a tensor read as [outer, groups, inner]: a group is one index of the middle dimension. Rows have outer = 1,
/// channels of images outer = N. One thread does a whole group, in a fixed order.
/// </summary>
internal readonly unsafe struct NormGroups(long outer, long groups, long inner)
{
    /// <summary>Elements summed in their own precision before they join a sum in double.</summary>
    private const int Chunk = 2048;

    public long Outer => outer;

    public long Groups => groups;

    public long Inner => inner;

    public long Count => outer * inner;

    public int PerJob => (int)Math.Clamp(16384 / Math.Max(1, Count), 1, Math.Max(1, groups));

    public int Jobs => (int)((groups + PerJob - 1) / PerJob);

    /// <summary>Runs of neighbouring elements of a group, none longer than <see cref="Chunk"/>.</summary>
    public (long Runs, long PerSegment) Runs => (outer * ((inner + Chunk - 1) / Chunk), (inner + Chunk - 1) / Chunk);

    public (long Offset, int Length) Run(long group, long run, long perSegment)
    {
        var (o, c) = (run / perSegment, run % perSegment * Chunk);
        return ((o * groups + group) * inner + c, (int)Math.Min(Chunk, inner - c));
    }
}

/// <summary>y = (x − mean) / √(var + eps) of each group, and mean, biased variance and 1/√(var + eps).</summary>
internal readonly unsafe struct Whitening<T>(NormGroups g, T* x, T* y, T* mean, T* variance, T* inverse, double eps) : IParallelBody
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int job)
    {
        var (runs, per) = g.Runs;
        for (long group = (long)job * g.PerJob, end = Math.Min(g.Groups, group + g.PerJob); group < end; group++)
        {
            var sum = 0.0;
            for (long r = 0; r < runs; r++)
            {
                var (at, n) = g.Run(group, r, per);
                sum += double.CreateTruncating(Vectorized.Sum<T>(new ReadOnlySpan<T>(x + at, n)));
            }
            var center = T.CreateTruncating(sum / g.Count);
            var squares = 0.0;
            for (long r = 0; r < runs; r++)
            {
                var (at, n) = g.Run(group, r, per);
                squares += double.CreateTruncating(Squares(x + at, n, center));
            }
            var spread = squares / g.Count;
            var scale = T.CreateTruncating(1 / Math.Sqrt(spread + eps));
            (mean[group], variance[group], inverse[group]) = (center, T.CreateTruncating(spread), scale);
            for (long r = 0; r < runs; r++)
            {
                var (at, n) = g.Run(group, r, per);
                Center(x + at, y + at, n, center, scale);
            }
        }
    }

    private static T Squares(T* x, int n, T center)
    {
        var (sum, c) = (Vector<T>.Zero, new Vector<T>(center));
        var i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            var d = Unsafe.ReadUnaligned<Vector<T>>(x + i) - c;
            sum += d * d;
        }
        var rest = Vector.Sum(sum);
        for (; i < n; i++) rest += (x[i] - center) * (x[i] - center);
        return rest;
    }

    private static void Center(T* x, T* y, int n, T center, T scale)
    {
        var (c, s) = (new Vector<T>(center), new Vector<T>(scale));
        var i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count) Unsafe.WriteUnaligned(y + i, (Unsafe.ReadUnaligned<Vector<T>>(x + i) - c) * s);
        for (; i < n; i++) y[i] = (x[i] - center) * scale;
    }
}

/// <summary>The gradient of <see cref="Whitening{T}"/>: (d − mean(d) − y·mean(d·y)) / √(var + eps) for the result's gradient d.</summary>
internal readonly unsafe struct WhiteningGradient<T>(NormGroups g, T* d, T* y, T* inverse, T* result) : IParallelBody
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int job)
    {
        var (runs, per) = g.Runs;
        for (long group = (long)job * g.PerJob, end = Math.Min(g.Groups, group + g.PerJob); group < end; group++)
        {
            var (sum, product) = (0.0, 0.0);
            for (long r = 0; r < runs; r++)
            {
                var (at, n) = g.Run(group, r, per);
                var (s, p) = Sums(d + at, y + at, n);
                (sum, product) = (sum + double.CreateTruncating(s), product + double.CreateTruncating(p));
            }
            var (a, b) = (T.CreateTruncating(sum / g.Count), T.CreateTruncating(product / g.Count));
            for (long r = 0; r < runs; r++)
            {
                var (at, n) = g.Run(group, r, per);
                Combine(d + at, y + at, result + at, n, a, b, inverse[group]);
            }
        }
    }

    /// <summary>Σ d and Σ d·y.</summary>
    internal static (T, T) Sums(T* d, T* y, int n)
    {
        var (sum, product) = (Vector<T>.Zero, Vector<T>.Zero);
        var i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            var v = Unsafe.ReadUnaligned<Vector<T>>(d + i);
            sum += v;
            product += v * Unsafe.ReadUnaligned<Vector<T>>(y + i);
        }
        var (s, p) = (Vector.Sum(sum), Vector.Sum(product));
        for (; i < n; i++) (s, p) = (s + d[i], p + d[i] * y[i]);
        return (s, p);
    }

    private static void Combine(T* d, T* y, T* result, int n, T a, T b, T scale)
    {
        var (va, vb, vs) = (new Vector<T>(a), new Vector<T>(b), new Vector<T>(scale));
        var i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
            Unsafe.WriteUnaligned(result + i, (Unsafe.ReadUnaligned<Vector<T>>(d + i) - va - Unsafe.ReadUnaligned<Vector<T>>(y + i) * vb) * vs);
        for (; i < n; i++) result[i] = (d[i] - a - y[i] * b) * scale;
    }
}
