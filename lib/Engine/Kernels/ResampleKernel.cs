using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Applies taps to the middle dimension: [outer, inputs, inner] to [outer, outputs, inner].</summary>
internal readonly unsafe struct ResampleKernel<T>(T* x, T* y, long outer, long inner, ResampleTaps taps, T[] weights, long perJob) : IParallelBody
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Run(T* x, T* y, long outer, long inner, ResampleTaps taps)
    {
        if (outer * inner * taps.Outputs == 0) return;
        var perJob = Math.Clamp(16384 / Math.Max(1, inner * Math.Max(taps.Inputs, taps.Outputs)), 1, outer);
        ParallelFor.Run((int)((outer + perJob - 1) / perJob), new ResampleKernel<T>(x, y, outer, inner, taps, Array.ConvertAll(taps.Weights, T.CreateTruncating), perJob));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int job)
    {
        for (long o = job * perJob, end = Math.Min(outer, o + perJob); o < end; o++)
        {
            var from = x + (nint)(o * taps.Inputs * inner);
            var to = y + (nint)(o * taps.Outputs * inner);
            for (var i = 0; i < taps.Outputs; i++, to += inner)
            {
                var (first, last) = (taps.Starts[i], taps.Starts[i + 1]);
                if (inner == 1)
                {
                    var sum = T.Zero;
                    for (var t = first; t < last; t++) sum += weights[t] * from[taps.Indices[t]];
                    *to = sum;
                    continue;
                }
                new Span<T>(to, (int)inner).Clear();
                for (var t = first; t < last; t++) Add(from + (nint)(taps.Indices[t] * inner), to, (int)inner, weights[t]);
            }
        }
    }

    private static void Add(T* x, T* y, int n, T weight)
    {
        var w = new Vector<T>(weight);
        var i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count) Unsafe.WriteUnaligned(y + i, Unsafe.ReadUnaligned<Vector<T>>(y + i) + w * Unsafe.ReadUnaligned<Vector<T>>(x + i));
        for (; i < n; i++) y[i] += weight * x[i];
    }
}
