namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        // Regions of square matrices: the last two dimensions.
        public static partial class constraints
        {
            /// <summary>Zero above the diagonal.</summary>
            public class _LowerTriangular() : Constraint(false, 2)
            {
                public override Tensor check(Tensor value) => value.tril().eq(value).all(-1).all(-1);
            }

            /// <summary>Lower triangular with a positive diagonal.</summary>
            public class _LowerCholesky() : Constraint(false, 2)
            {
                public override Tensor check(Tensor value) => lower_triangular.check(value).logical_and(value.diagonal(dim1: -2, dim2: -1).gt(0).all(-1));
            }

            /// <summary>Lower triangular with a positive diagonal and rows of length one: the factor of a correlation matrix.</summary>
            public class _CorrCholesky() : Constraint(false, 2)
            {
                public override Tensor check(Tensor value)
                {
                    var tolerance = FloatLimits.Eps(value.dtype) * value.Impl.Sizes[^1] * 10; // room for the rounding of a sum of squares
                    var ofUnitLength = (value.detach().square().sum(-1L).sqrt() - 1).abs().le(tolerance).all(-1);
                    return lower_cholesky.check(value).logical_and(ofUnitLength);
                }
            }

            /// <summary>As many rows as columns.</summary>
            public class _Square() : Constraint(false, 2)
            {
                public override Tensor check(Tensor value)
                {
                    var sizes = value.Impl.Sizes;
                    return full(sizes[..^2], sizes[^2] == sizes[^1] ? 1 : 0, ScalarType.Bool);
                }
            }

            /// <summary>Equal to its transpose to within 10⁻⁶.</summary>
            public class _Symmetric : _Square
            {
                public override Tensor check(Tensor value)
                {
                    var isSquare = base.check(value);
                    return isSquare.all().item<bool>() ? value.isclose(value.mT, atol: 1e-6).all(-1).all(-1) : isSquare;
                }
            }
        }
    }
}
