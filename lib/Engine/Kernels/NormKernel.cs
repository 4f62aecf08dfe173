using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// What is normalised together in [images, channels, length]: with <paramref name="channelGroups"/> = 0 a channel of all images, else the
/// neighbouring channels of one of so many groups of an image. Either way a number of planes of <paramref name="length"/> elements.
/// One thread does a whole group, in a fixed order.
/// </summary>
internal readonly struct NormGroups(long images, long channels, long length, long channelGroups)
{
    public long Images => images;

    public long Channels => channels;

    public long Length => length;

    public bool OverBatch => channelGroups == 0;

    public long Groups => OverBatch ? channels : images * channelGroups;

    public long PlanesOfGroup => OverBatch ? images : channels / channelGroups;

    /// <summary>Elements of a group.</summary>
    public long Count => PlanesOfGroup * length;

    public int PerJob => (int)Math.Clamp(16384 / Math.Max(1, Count), 1, Math.Max(1, Groups));

    public int Jobs => (int)((Groups + PerJob - 1) / PerJob);

    public long Plane(long group, long index) => OverBatch ? index * channels + group : group * PlanesOfGroup + index;
}

/// <summary>y = w[c] · (x − mean) / √(var + eps) + b[c], and mean, biased variance and 1/√(var + eps) of each group.</summary>
internal readonly unsafe struct Normalization<T>(NormGroups g, T* x, T* weight, T* bias, T* y, T* mean, T* variance, T* inverse, double eps) : IParallelBody
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int job)
    {
        for (long group = (long)job * g.PerJob, end = Math.Min(g.Groups, group + g.PerJob); group < end; group++)
        {
            var sum = 0.0;
            for (long p = 0; p < g.PlanesOfGroup; p++) sum += NormSums<T>.Sum(x + g.Plane(group, p) * g.Length, g.Length);
            var center = T.CreateTruncating(sum / g.Count);
            var squares = 0.0;
            for (long p = 0; p < g.PlanesOfGroup; p++) squares += NormSums<T>.Squares(x + g.Plane(group, p) * g.Length, g.Length, center);
            var spread = squares / g.Count;
            var scale = T.CreateTruncating(1 / Math.Sqrt(spread + eps));
            (mean[group], variance[group], inverse[group]) = (center, T.CreateTruncating(spread), scale);
            for (long p = 0; p < g.PlanesOfGroup; p++)
            {
                var plane = g.Plane(group, p);
                var channel = plane % g.Channels;
                var (w, b) = (weight == null ? scale : scale * weight[channel], bias == null ? T.Zero : bias[channel]);
                Apply(x + plane * g.Length, y + plane * g.Length, g.Length, center, w, b);
            }
        }
    }

    private static void Apply(T* x, T* y, long n, T center, T scale, T shift)
    {
        var (c, s, b) = (new Vector<T>(center), new Vector<T>(scale), new Vector<T>(shift));
        long i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count) Unsafe.WriteUnaligned(y + i, (Unsafe.ReadUnaligned<Vector<T>>(x + i) - c) * s + b);
        for (; i < n; i++) y[i] = (x[i] - center) * scale + shift;
    }
}

/// <summary>
/// The gradient of <see cref="Normalization{T}"/> by x: with x̂ = (x − mean) / √(var + eps) and e = w[c]·d for the result's gradient d, it is
/// (e − mean(e) − x̂·mean(e·x̂)) / √(var + eps). On the way Σ d and Σ d·x̂ of each plane, from which the gradients by bias and weight are summed.
/// </summary>
internal readonly unsafe struct NormalizationGradient<T>(
    NormGroups g, T* d, T* x, T* weight, T* mean, T* inverse, T* result, double* sums, double* products) : IParallelBody
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int job)
    {
        for (long group = (long)job * g.PerJob, end = Math.Min(g.Groups, group + g.PerJob); group < end; group++)
        {
            var (center, scale) = (mean[group], inverse[group]);
            var (sum, product) = (0.0, 0.0);
            for (long p = 0; p < g.PlanesOfGroup; p++)
            {
                var plane = g.Plane(group, p);
                (sums[plane], products[plane]) = NormSums<T>.Products(d + plane * g.Length, x + plane * g.Length, g.Length, center, scale);
                var w = weight == null ? 1.0 : double.CreateTruncating(weight[plane % g.Channels]);
                (sum, product) = (sum + w * sums[plane], product + w * products[plane]);
            }
            // (w·d − a − (x − mean)·b) · scale, with the scale multiplied in beforehand.
            var (a, b) = (T.CreateTruncating(sum / g.Count) * scale, T.CreateTruncating(product / g.Count) * scale * scale);
            for (long p = 0; p < g.PlanesOfGroup; p++)
            {
                var plane = g.Plane(group, p);
                var w = weight == null ? scale : scale * weight[plane % g.Channels];
                Combine(d + plane * g.Length, x + plane * g.Length, result + plane * g.Length, g.Length, w, a, b, center);
            }
        }
    }

    private static void Combine(T* d, T* x, T* result, long n, T w, T a, T b, T center)
    {
        var (vw, va, vb, vc) = (new Vector<T>(w), new Vector<T>(a), new Vector<T>(b), new Vector<T>(center));
        long i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
            Unsafe.WriteUnaligned(result + i, Unsafe.ReadUnaligned<Vector<T>>(d + i) * vw - va - (Unsafe.ReadUnaligned<Vector<T>>(x + i) - vc) * vb);
        for (; i < n; i++) result[i] = d[i] * w - a - (x[i] - center) * b;
    }
}

/// <summary>Sums over neighbours: short stretches in their own precision, joined in double.</summary>
internal static unsafe class NormSums<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Stretch = 2048;

    public static double Sum(T* x, long n)
    {
        var sum = 0.0;
        for (long i = 0; i < n; i += Stretch) sum += double.CreateTruncating(Vectorized.Sum<T>(new ReadOnlySpan<T>(x + i, (int)Math.Min(Stretch, n - i))));
        return sum;
    }

    /// <summary>Σ (x − center)²</summary>
    public static double Squares(T* x, long n, T center)
    {
        var sum = 0.0;
        for (long i = 0; i < n; i += Stretch) sum += double.CreateTruncating(SquaresOfStretch(x + i, (int)Math.Min(Stretch, n - i), center));
        return sum;
    }

    /// <summary>Σ d and Σ d·(x − center)·scale</summary>
    public static (double Sum, double Product) Products(T* d, T* x, long n, T center, T scale)
    {
        var (sum, product) = (0.0, 0.0);
        for (long i = 0; i < n; i += Stretch)
        {
            var (s, p) = ProductsOfStretch(d + i, x + i, (int)Math.Min(Stretch, n - i), center);
            (sum, product) = (sum + double.CreateTruncating(s), product + double.CreateTruncating(p));
        }
        return (sum, product * double.CreateTruncating(scale));
    }

    /// <summary>Two sums at a time: an addition waits for the one before it.</summary>
    private static T SquaresOfStretch(T* x, int n, T center)
    {
        var (even, odd, c) = (Vector<T>.Zero, Vector<T>.Zero, new Vector<T>(center));
        var i = 0;
        for (; i <= n - 2 * Vector<T>.Count; i += 2 * Vector<T>.Count)
        {
            var (a, b) = (Unsafe.ReadUnaligned<Vector<T>>(x + i) - c, Unsafe.ReadUnaligned<Vector<T>>(x + i + Vector<T>.Count) - c);
            even += a * a;
            odd += b * b;
        }
        var rest = Vector.Sum(even + odd);
        for (; i < n; i++) rest += (x[i] - center) * (x[i] - center);
        return rest;
    }

    private static (T Sum, T Product) ProductsOfStretch(T* d, T* x, int n, T center)
    {
        var (sum, odd, product, oddProduct, c) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, new Vector<T>(center));
        var i = 0;
        for (; i <= n - 2 * Vector<T>.Count; i += 2 * Vector<T>.Count)
        {
            var (u, v) = (Unsafe.ReadUnaligned<Vector<T>>(d + i), Unsafe.ReadUnaligned<Vector<T>>(d + i + Vector<T>.Count));
            sum += u;
            odd += v;
            product += u * (Unsafe.ReadUnaligned<Vector<T>>(x + i) - c);
            oddProduct += v * (Unsafe.ReadUnaligned<Vector<T>>(x + i + Vector<T>.Count) - c);
        }
        var (s, p) = (Vector.Sum(sum + odd), Vector.Sum(product + oddProduct));
        for (; i < n; i++) (s, p) = (s + d[i], p + d[i] * (x[i] - center));
        return (s, p);
    }
}
