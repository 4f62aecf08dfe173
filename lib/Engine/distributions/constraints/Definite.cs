namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        // Regions that a factorisation tells.
        public static partial class constraints
        {
            public static _PositiveSemiDefinite positive_semidefinite = new();
            public static _PositiveDefinite positive_definite = new();

            /// <summary>Symmetric without negative eigenvalues.</summary>
            public class _PositiveSemiDefinite : _Symmetric
            {
                public override Tensor check(Tensor value)
                {
                    var isSymmetric = base.check(value);
                    return isSymmetric.all().item<bool>() ? linalg.eigvalsh(value).ge(0).all(-1) : isSymmetric;
                }
            }

            /// <summary>Symmetric with positive eigenvalues only.</summary>
            public class _PositiveDefinite : _Symmetric
            {
                public override Tensor check(Tensor value)
                {
                    var isSymmetric = base.check(value);
                    if (!isSymmetric.all().item<bool>()) return isSymmetric;
                    var (_, failedAt) = linalg.cholesky_ex(value);
                    return failedAt.eq(0);
                }
            }
        }
    }
}
