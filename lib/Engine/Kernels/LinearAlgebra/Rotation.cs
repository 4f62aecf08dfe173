using System.Numerics;
using System.Runtime.InteropServices;

namespace TorchSharp.Kernels.LinearAlgebra;

/// <summary>A plane rotation of two vectors.</summary>
internal static class Rotation
{
    /// <summary>(x, y) ← (c x − s y, s x + c y).</summary>
    public static void Apply(Span<double> x, Span<double> y, double c, double s)
    {
        Span<Vector<double>> wideX = MemoryMarshal.Cast<double, Vector<double>>(x), wideY = MemoryMarshal.Cast<double, Vector<double>>(y);
        for (var i = 0; i < wideX.Length; i++) (wideX[i], wideY[i]) = (c * wideX[i] - s * wideY[i], s * wideX[i] + c * wideY[i]);
        for (var i = wideX.Length * Vector<double>.Count; i < x.Length; i++) (x[i], y[i]) = (c * x[i] - s * y[i], s * x[i] + c * y[i]);
    }
}
