using TorchSharp.Autograd;
using TorchSharp.Kernels.LinearAlgebra;

namespace TorchSharp;

// A = L Lᵀ of symmetric positive definite matrices, and what follows from L.
public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>Lower triangles L with L Lᵀ = A for symmetric positive definite A [..., n, n], of which only the lower triangle is read.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">A matrix is not positive definite.</exception>
        public static Tensor cholesky(Tensor input) => input.Cholesky("linalg.cholesky", true).L;

        /// <summary>The same, with the order of the first minor that is not positive (0: none) instead of an error unless one is asked for.</summary>
        public static (Tensor L, Tensor info) cholesky_ex(Tensor input, bool check_errors = false) => input.Cholesky("linalg.cholesky_ex", check_errors);
    }

    public partial class Tensor
    {
        /// <summary>Lower triangles L with L Lᵀ = A, or upper ones Lᵀ, read from the same triangle of A.</summary>
        public Tensor cholesky(bool upper = false) => upper ? mT.Cholesky("cholesky", true).L.mT : Cholesky("cholesky", true).L;

        internal (Tensor L, Tensor Info) Cholesky(string operation, bool check)
        {
            var a = MatrixBatch.Read(SquareMatrices(operation));
            var info = new int[a.Count];
            a.ForEach(i => info[i] = CholeskyFactor.Factor(a[i]));
            if (check) RequireFactored(operation, a, info, NotPositiveDefinite);
            var y = a.ToTensor(dtype);
            if (info.Any(code => code != 0)) y = y.tril();
            var recorded = Tape.Records(this)
                ? Tape.Record("CholeskyBackward", y, [this], [y], static g => [CholeskyGradient(g.Saved(0), g.Output)])
                : y;
            return (recorded, InfoTensor(a, info));
        }

        /// <summary>
        /// ½ (S + Sᵀ) with S = L⁻ᵀ Φ(Lᵀ gL) L⁻¹, Φ the lower triangle with half the diagonal (Murray 2016, Differentiation of the Cholesky
        /// decomposition).
        /// </summary>
        private static Tensor CholeskyGradient(Tensor l, Tensor gradient)
        {
            var product = l.mT.matmul(gradient);
            var lower = (product.tril() + product.tril(-1)) / 2;
            var inner = l.mT.SolveTriangle(lower, upper: true);
            var s = inner.DividedByTriangle(l, upper: false);
            return (s + s.mT) / 2;
        }

        /// <summary>X with A X = this, for A = L Lᵀ given by its factor <paramref name="input2"/> (or A = Uᵀ U).</summary>
        public Tensor cholesky_solve(Tensor input2, bool upper = false)
        {
            var l = upper ? input2.mT : input2;
            return l.mT.SolveTriangle(l.SolveTriangle(this, upper: false), upper: true);
        }

        /// <summary>The inverse of A = L Lᵀ given by this factor L (or of A = Uᵀ U).</summary>
        public Tensor cholesky_inverse(bool upper = false)
        {
            var identity = eye(SquareMatrices("cholesky_inverse").Impl.Sizes[^1], dtype: dtype);
            return identity.expand(Impl.Sizes).cholesky_solve(this, upper);
        }
    }

    public static Tensor cholesky(Tensor input) => input.cholesky();

    public static Tensor cholesky(Tensor input, bool upper) => input.cholesky(upper);

    public static Tensor cholesky_inverse(Tensor input, bool upper = false) => input.cholesky_inverse(upper);

    public static Tensor cholesky_solve(Tensor input, Tensor input2, bool upper = false) => input.cholesky_solve(input2, upper);
}
