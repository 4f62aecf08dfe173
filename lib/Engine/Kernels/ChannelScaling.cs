using System.Runtime.CompilerServices;
using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>y = w[c]·x + b[c] for x [outer, channels, inner]. One thread does a whole channel.</summary>
internal readonly unsafe struct ChannelScaling(NormGroups g, float* x, float* weight, float* bias, float* y) : IParallelBody
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int job)
    {
        var (runs, per) = g.Runs;
        for (long channel = (long)job * g.PerJob, end = Math.Min(g.Groups, channel + g.PerJob); channel < end; channel++)
        {
            var line = new Line(weight[channel], bias[channel]);
            for (long r = 0; r < runs; r++)
            {
                var (at, n) = g.Run(channel, r, per);
                VectorLoop.Map(line, new ReadOnlySpan<float>(x + at, n), new Span<float>(y + at, n));
            }
        }
    }

    private readonly struct Line(float slope, float height) : IVectorFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x) => x * slope + new Vector<float>(height);
    }
}

/// <summary>The gradients of <see cref="ChannelScaling"/>: w[c]·d by x, Σ d·x by w[c] and Σ d by b[c].</summary>
internal readonly unsafe struct ChannelScalingGradient(NormGroups g, float* x, float* weight, float* d, float* byX, float* byWeight, float* byBias)
    : IParallelBody
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int job)
    {
        var (runs, per) = g.Runs;
        for (long channel = (long)job * g.PerJob, end = Math.Min(g.Groups, channel + g.PerJob); channel < end; channel++)
        {
            var (sum, product) = (0.0, 0.0);
            for (long r = 0; r < runs; r++)
            {
                var (at, n) = g.Run(channel, r, per);
                var (s, p) = WhiteningGradient<float>.Sums(d + at, x + at, n);
                (sum, product) = (sum + s, product + p);
                Vectorized.Zip<float, Vectorized.Product<float>>(new ReadOnlySpan<float>(d + at, n), weight[channel], new Span<float>(byX + at, n));
            }
            (byWeight[channel], byBias[channel]) = ((float)product, (float)sum);
        }
    }
}
