using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Where the largest pixel of each window lies in its plane; the first of equals, and NaN before all, as in PyTorch.</summary>
internal readonly unsafe struct PoolMaximum<T>(ConvGeometry g, T* planes, long* indices) : IParallelRange
    where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long start, long end)
    {
        for (var p = start; p < end; p++)
        {
            var plane = planes + (nint)(p * g.Pixels);
            var index = indices + (nint)(p * g.Places);
            for (var y = 0; y < g.MapHeight; y++)
            {
                for (var x = 0; x < g.MapWidth; x++) *index++ = Largest(plane, y * g.StrideY - g.PaddingY, x * g.StrideX - g.PaddingX);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Largest(T* plane, int top, int left)
    {
        var (best, at, found) = (T.Zero, 0L, false);
        for (var i = 0; i < g.KernelHeight; i++)
        {
            var y = top + i * g.DilationY;
            if ((uint)y >= (uint)g.Height) continue;
            for (var j = 0; j < g.KernelWidth; j++)
            {
                var x = left + j * g.DilationX;
                if ((uint)x >= (uint)g.Width) continue;
                var value = plane[y * g.Width + x];
                if (found && !(value > best) && !T.IsNaN(value)) continue;
                (best, at, found) = (value, (long)y * g.Width + x, true);
            }
        }
        return at;
    }
}
