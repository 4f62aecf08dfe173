namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        // Regions of vectors: the last dimension.
        public static partial class constraints
        {
            /// <summary>Zeros and one 1.</summary>
            public class _OneHot() : Constraint(true, 1)
            {
                public override Tensor check(Tensor value) => value.eq(0).logical_or(value.eq(1)).all(-1).logical_and(value.sum(-1L).eq(1));
            }

            /// <summary>Non-negative, with sum 1 to within 10⁻⁶.</summary>
            public class _Simplex() : Constraint(false, 1)
            {
                public override Tensor check(Tensor value) => value.ge(0).all(-1).logical_and((value.sum(-1L) - 1).abs().lt(1e-6));
            }

            /// <summary>Non-negative counts whose sum is at most upper_bound.</summary>
            public class _Multinomial(long upper_bound) : Constraint(true, 1)
            {
                public long upper_bound { get; } = upper_bound;

                public override Tensor check(Tensor x) => x.ge(0).all(-1).logical_and(x.sum(-1L).le(upper_bound));

                public override string ToString() => Named($"upper_bound={upper_bound}");
            }
        }
    }
}
