namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>N(loc, Σ) for vectors of length D.</summary>
            /// <param name="loc">Mean [batch_shape, D].</param>
            /// <param name="covariance_matrix">Σ [batch_shape, D, D], positive definite; exactly one of the three matrices is given.</param>
            /// <param name="precision_matrix">Σ⁻¹.</param>
            /// <param name="scale_tril">The lower triangular L with a positive diagonal and Σ = L Lᵀ.</param>
            /// <param name="generator">Source of random numbers; the default one if absent.</param>
            public static MultivariateNormal MultivariateNormal(
                Tensor loc, Tensor? covariance_matrix = null, Tensor? precision_matrix = null, Tensor? scale_tril = null, Generator? generator = null) =>
                new(loc, covariance_matrix, precision_matrix, scale_tril, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The normal distribution of vectors: loc + L ε with standard normal ε.</summary>
    public class MultivariateNormal : Distribution
    {
        public MultivariateNormal(
            Tensor loc, Tensor? covariance_matrix = null, Tensor? precision_matrix = null, Tensor? scale_tril = null,
            Generator? generator = null) : base(generator)
        {
            Tensor?[] given = [covariance_matrix, precision_matrix, scale_tril];
            if (given.Count(m => m is not null) != 1)
                throw new ArgumentException("MultivariateNormal: exactly one of covariance_matrix, precision_matrix and scale_tril must be given.");
            if (loc.Impl.Sizes.Length < 1) throw new ArgumentException("MultivariateNormal: loc must be at least one-dimensional, got a number.");
            var matrix = given.Single(m => m is not null)!;
            var (size, sizes) = (loc.Impl.Sizes[^1], matrix.Impl.Sizes);
            if (sizes.Length < 2 || sizes[^1] != size || sizes[^2] != size)
                throw new ArgumentException($"MultivariateNormal: loc {Guard.Shape(loc.Impl.Sizes)} and the matrix {Guard.Shape(sizes)} do not fit.");
            Require(nameof(loc), loc, constraints.real_vector);
            if (covariance_matrix is not null) Require(nameof(covariance_matrix), covariance_matrix, constraints.positive_definite);
            else if (precision_matrix is not null) Require(nameof(precision_matrix), precision_matrix, constraints.positive_definite);
            else Require(nameof(scale_tril), scale_tril!, constraints.lower_cholesky);
            var factor = scale_tril ?? (covariance_matrix is not null ? linalg.cholesky(covariance_matrix) : FactorOfInverse(precision_matrix!));
            var batch = Shapes.Shape.Broadcast(loc.Impl.Sizes[..^1], sizes[..^2]);
            Hold(new Size(batch), size, loc.expand([.. batch, size]), factor.expand([.. batch, size, size]));
        }

        private Tensor loc => Parameter(0);

        private Tensor Factor => Parameter(1);

        public override Tensor mean => loc;

        public override Tensor mode => loc;

        public override Tensor variance => Factor.square().sum(-1L);

        private Tensor HalfLogDeterminant => Factor.diagonal(dim1: -2, dim2: -1).log().sum(-1L);

        public override Tensor rsample(params long[] sample_shape)
        {
            var noise = randn(ExtendedShape(sample_shape), loc.dtype, generator: generator);
            return loc + Factor.matmul(noise.unsqueeze(-1)).squeeze(-1);
        }

        public override Tensor log_prob(Tensor value)
        {
            // |L⁻¹ (x − μ)|²: the values that share a factor are its right-hand sides, so that each factor is solved with once.
            var difference = value - loc;
            var standardised = batch_shape.IsEmpty
                ? linalg.solve_triangular(Factor, difference.reshape(-1, event_shape[0]).t(), upper: false).t().reshape(difference.Impl.Sizes)
                : linalg.solve_triangular(Factor, difference.unsqueeze(-1), upper: false).squeeze(-1);
            return -0.5 * (event_shape[0] * Math.Log(2 * Math.PI) + standardised.square().sum(-1L)) - HalfLogDeterminant;
        }

        public override Tensor entropy() => 0.5 * event_shape[0] * (1 + Math.Log(2 * Math.PI)) + HalfLogDeterminant;

        // With P reversed in both directions, P = (L⁻¹)ᵀ L⁻¹ becomes a Cholesky factorisation.
        private static Tensor FactorOfInverse(Tensor precision)
        {
            var inverse = linalg.cholesky(precision.flip(-2, -1)).flip(-2, -1).mT;
            return linalg.solve_triangular(inverse, eye(precision.Impl.Sizes[^1], dtype: precision.dtype), upper: false);
        }

        public override Distribution expand(Size batch_shape, Distribution? instance = null) => Expanded(
            batch_shape, instance, p => new MultivariateNormal(p[0], scale_tril: p[1], generator: generator));
    }
}
