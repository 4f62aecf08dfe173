using TorchSharp;
using static TorchSharp.torch;

namespace Course.LinearAlgebra;

/// <summary>How far two subspaces are apart, whatever bases describe them (Björck and Golub 1973).</summary>
public static class PrincipalAngles
{
    /// <summary>The angles between the spans of two sets of columns, the smallest first.</summary>
    /// <param name="a">[D, K], of full rank.</param>
    /// <param name="b">[D, L], of full rank.</param>
    /// <returns>[min(K, L)] in radians, Float64, 0 to π/2; all 0 where one span holds the other.</returns>
    /// <exception cref="ArgumentException">Different D, columns that depend on each other, NaN or infinities.</exception>
    public static Tensor Between(Tensor a, Tensor b)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        Tensor q = Basis(a, nameof(a)), r = Basis(b, nameof(b));
        if (q.shape[0] != r.shape[0])
            throw new ArgumentException($"Subspaces of different spaces have no angle: a is {Observations.Shape(a)}, b is {Observations.Shape(b)}.");
        if (q.shape[1] < r.shape[1]) (q, r) = (r, q);
        var product = q.t().mm(r);
        // Near 0 the cosine is flat: an angle of 10⁻⁸ has the cosine 1 in double precision. What is left of r outside of q's span has the sines.
        Tensor cosines = linalg.svdvals(product).clamp(0, 1), sines = linalg.svdvals(r - q.mm(product)).clamp(0, 1).flip(0);
        return where(cosines.square().gt(0.5), sines.asin(), cosines.acos()).MoveToOuterDisposeScope();
    }

    private static Tensor Basis(Tensor columns, string name)
    {
        Observations.Require(columns, "An angle between subspaces");
        var doubles = columns.to(float64);
        var rank = linalg.matrix_rank(doubles).ToInt64();
        if (rank < columns.shape[1])
            throw new ArgumentException($"The {columns.shape[1]} columns of {name} {Observations.Shape(columns)} span only {rank} dimensions; leave out those that depend on others.");
        return linalg.qr(doubles).Q;
    }
}
