using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>y = weight[c]·x + bias[c] for [outer, channels, length]; either may be null. The range is over outer × channels.</summary>
internal readonly unsafe struct ChannelScaleShift<T>(long channels, long length, T* x, T* weight, T* bias, T* y) : IParallelRange
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long start, long end)
    {
        if (length == 1)
        {
            // Channels are neighbours: rows of them, the first and the last perhaps in part.
            for (long at = start, channel = start % channels, n; at < end; at += n, channel = 0)
            {
                n = Math.Min(end - at, channels - channel);
                Row(x + at, weight == null ? null : weight + channel, bias == null ? null : bias + channel, y + at, n);
            }
            return;
        }
        for (var plane = start; plane < end; plane++)
        {
            var channel = plane % channels;
            var (w, b) = (weight == null ? T.One : weight[channel], bias == null ? T.Zero : bias[channel]);
            Plane(x + plane * length, w, b, y + plane * length);
        }
    }

    private void Plane(T* from, T w, T b, T* to)
    {
        var (scale, shift) = (new Vector<T>(w), new Vector<T>(b));
        long i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count) Unsafe.WriteUnaligned(to + i, Unsafe.ReadUnaligned<Vector<T>>(from + i) * scale + shift);
        for (; i < length; i++) to[i] = from[i] * w + b;
    }

    private static void Row(T* from, T* w, T* b, T* to, long n)
    {
        long i = 0;
        for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
        {
            var v = Unsafe.ReadUnaligned<Vector<T>>(from + i);
            if (w != null) v *= Unsafe.ReadUnaligned<Vector<T>>(w + i);
            if (b != null) v += Unsafe.ReadUnaligned<Vector<T>>(b + i);
            Unsafe.WriteUnaligned(to + i, v);
        }
        for (; i < n; i++) to[i] = (w == null ? from[i] : from[i] * w[i]) + (b == null ? T.Zero : b[i]);
    }
}
