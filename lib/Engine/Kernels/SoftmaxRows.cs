using System.Runtime.CompilerServices;
using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>exp(x)/Σ exp(x) of each row, or its logarithm x − log Σ exp(x). One thread does a whole row, which stays in its cache meanwhile.</summary>
internal readonly unsafe struct SoftmaxRows(float* x, float* y, int count, bool logarithm) : IParallelRange
{
    /// <summary>Elements worth a second thread.</summary>
    private const long Grain = 8 * 1024;

    public static void Run(float* x, float* y, long rows, int count, bool logarithm) =>
        ParallelFor.RunRange(rows, Math.Max(1, Grain / count), new SoftmaxRows(x, y, count, logarithm));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void IParallelRange.Run(long start, long end)
    {
        for (var row = start; row < end; row++)
        {
            var from = new ReadOnlySpan<float>(x + row * count, count);
            var to = new Span<float>(y + row * count, count);
            var peak = MaxFold<float>.Fold(from);
            VectorLoop.Map(new ExpOfDifference(peak), from, to);
            var sum = RunSums.Of(to);
            if (logarithm) VectorLoop.Map(new LessTwo(peak, MathF.Log(sum)), from, to);
            else Vectorized.Zip<float, Vectorized.Product<float>>(to, 1 / sum, to);
        }
    }

    /// <summary>One after the other: the logarithm would be lost in a peak of thousands.</summary>
    private readonly struct LessTwo(float first, float second) : IVectorFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> v) => v - new Vector<float>(first) - new Vector<float>(second);
    }

    private readonly struct ExpOfDifference(float peak) : IVectorFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> v) => SingleMath.Exp(v - new Vector<float>(peak));
    }
}

/// <summary>Gradients of softmax, y·(d − Σ d·y), and of its logarithm, d − eʸ·Σ d, of each row.</summary>
internal readonly unsafe struct SoftmaxRowsGradient(float* y, float* d, float* result, int count, bool logarithm) : IParallelRange
{
    private const long Grain = 8 * 1024;

    public static void Run(float* y, float* d, float* result, long rows, int count, bool logarithm) =>
        ParallelFor.RunRange(rows, Math.Max(1, Grain / count), new SoftmaxRowsGradient(y, d, result, count, logarithm));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void IParallelRange.Run(long start, long end)
    {
        for (var row = start; row < end; row++)
        {
            var value = new ReadOnlySpan<float>(y + row * count, count);
            var gradient = new ReadOnlySpan<float>(d + row * count, count);
            var to = new Span<float>(result + row * count, count);
            if (logarithm)
            {
                VectorLoop.Zip(new OfLogarithm(RunSums.Of(gradient)), value, gradient, to);
                continue;
            }
            Vectorized.Zip<float, Vectorized.Product<float>>(value, gradient, to);
            VectorLoop.Zip(new OfProbability(RunSums.Of(to)), value, gradient, to);
        }
    }

    private readonly struct OfProbability(float product) : IVectorPairFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> y, Vector<float> d) => y * (d - new Vector<float>(product));
    }

    private readonly struct OfLogarithm(float sum) : IVectorPairFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> y, Vector<float> d) => d - SingleMath.Exp(y) * sum;
    }
}

/// <summary>Sums of rows in runs short enough for single precision.</summary>
internal static class RunSums
{
    private const int Run = 1024;

    public static float Of(ReadOnlySpan<float> x)
    {
        if (x.Length <= Run) return Vectorized.Sum(x);
        var sum = 0.0;
        for (var at = 0; at < x.Length; at += Run) sum += Vectorized.Sum(x.Slice(at, Math.Min(Run, x.Length - at)));
        return (float)sum;
    }
}
