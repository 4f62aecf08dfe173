using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

using static torch;

/// <summary>
/// Adam's update of one parameter in a single pass: every value is read and written once, where the separate operations would
/// stream them through memory seven times. The order of roundings is that of PyTorch's single-tensor path.
/// </summary>
internal static unsafe class AdamStep
{
    public static void Run(
        TensorImpl parameter, TensorImpl gradient, TensorImpl mean, TensorImpl square, TensorImpl? largest, long step, double lr,
        double beta1, double beta2, double eps, double weightDecay, bool maximize)
    {
        if (!parameter.IsContiguous) throw Guard.Error("Adam needs parameters that are contiguous.");
        var stepSize = lr / (1 - Math.Pow(beta1, step));
        var correction = Math.Sqrt(1 - Math.Pow(beta2, step));
        if (parameter.Type == ScalarType.Float32) Run<float>();
        else if (parameter.Type == ScalarType.Float64) Run<double>();
        else throw Guard.Unsupported(parameter.Type);

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => ParallelFor.RunRange(parameter.Count, 16 * 1024, new Loop<T>(
            (T*)parameter.Data, (T*)gradient.Data, (T*)mean.Data, (T*)square.Data, largest is null ? null : (T*)largest.Data,
            T.CreateTruncating(stepSize), T.CreateTruncating(correction), T.CreateTruncating(beta1), T.CreateTruncating(1 - beta1),
            T.CreateTruncating(beta2), T.CreateTruncating(1 - beta2), T.CreateTruncating(eps), T.CreateTruncating(weightDecay), maximize));
    }

    private readonly struct Loop<T>(
        T* parameter, T* gradient, T* mean, T* square, T* largest, T stepSize, T correction,
        T beta1, T fresh1, T beta2, T fresh2, T eps, T weightDecay, bool maximize) : IParallelRange
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long start, long end)
        {
            var i = start;
            if (largest == null && weightDecay == T.Zero && !maximize)
            {
                Vector<T> b1 = new(beta1), f1 = new(fresh1), b2 = new(beta2), f2 = new(fresh2), c = new(correction), e = new(eps), s = new(stepSize);
                for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
                {
                    var g = *(Vector<T>*)(gradient + i);
                    var m = *(Vector<T>*)(mean + i) * b1 + g * f1;
                    var v = *(Vector<T>*)(square + i) * b2 + g * g * f2;
                    *(Vector<T>*)(mean + i) = m;
                    *(Vector<T>*)(square + i) = v;
                    *(Vector<T>*)(parameter + i) -= s * (m / (Vector.SquareRoot(v) / c + e));
                }
            }
            for (; i < end; i++)
            {
                var g = maximize ? -gradient[i] : gradient[i];
                if (weightDecay != T.Zero) g += parameter[i] * weightDecay;
                mean[i] = mean[i] * beta1 + g * fresh1;
                square[i] = square[i] * beta2 + g * g * fresh2;
                var spread = square[i];
                if (largest != null) spread = largest[i] = T.Max(largest[i], spread);
                parameter[i] -= stepSize * (mean[i] / (T.Sqrt(spread) / correction + eps));
            }
        }
    }
}
