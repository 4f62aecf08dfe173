using static TorchSharp.torch;

namespace Course.LinearAlgebra;

/// <summary>How far two subspaces are apart, whatever bases describe them (Björck and Golub 1973).</summary>
public static class PrincipalAngles
{
    /// <summary>The angles between the spans of two sets of columns, the smallest first.</summary>
    /// <param name="a">[D, K], of full rank.</param>
    /// <param name="b">[D, L], of full rank.</param>
    /// <returns>[min(K, L)] in radians, 0 to π/2; all 0 where one span holds the other.</returns>
    public static Tensor Between(Tensor a, Tensor b)
    {
        var (q, _) = linalg.qr(a.to(float64));
        var (r, _) = linalg.qr(b.to(float64));
        return linalg.svdvals(q.t().matmul(r)).clamp(0, 1).acos();
    }
}
