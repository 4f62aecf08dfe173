using static TorchSharp.torch;

namespace Course.Estimation;

/// <summary>[K, D]: the variances.</summary>
internal class DiagonalCovariances : CovarianceStructure
{
    public override long ParameterCount(long dimensions) => dimensions;

    public override long[] Shape(long components, long dimensions) => [components, dimensions];

    public override double[,] Expand(ReadOnlySpan<double> stored, int dimensions)
    {
        var covariance = new double[dimensions, dimensions];
        for (int i = 0; i < dimensions; i++) covariance[i, i] = stored[i];
        return covariance;
    }

    public override IEnumerable<double> Store(double[,] covariance)
    {
        int dimensions = covariance.GetLength(0);
        for (int i = 0; i < dimensions; i++)
        {
            for (int j = 0; j < dimensions; j++)
            {
                if (i != j && covariance[i, j] != 0)
                {
                    throw new ArgumentException(FormattableString.Invariant(
                        $"A diagonal covariance cannot have {covariance[i, j]} at [{i}, {j}]; use CovarianceKind.Full."));
                }
            }
        }
        return Enumerable.Range(0, dimensions).Select(i => covariance[i, i]);
    }

    public override ObservedGaussians Observe(Tensor covariances, Tensor? observed)
    {
        var block = observed is null ? covariances : covariances.index_select(1, observed);
        var smallest = block.amin(new[] { 1L }).data<double>().ToArray();
        if (Array.FindIndex(smallest, variance => !(variance > 0)) is >= 0 and var k)
        {
            throw new SingularComponentException(FormattableString.Invariant(
                $"The covariance of component {k} (of {smallest.Length}, counted from 0) is singular, its smallest variance is {smallest[k]:G4}; ")
                + "use a larger regularisation, fewer components, or another start.");
        }
        var whitening = block.rsqrt().unsqueeze(1);
        var gaussians = new ObservedGaussians(block.log().sum(1L), difference => difference * whitening, (1 / block).sum(1L), ones_like(block[.., 0]));
        if (observed is null) return gaussians;
        // Dimensions tell nothing about each other: a missing one stays at its mean and keeps its variance.
        long dimensions = covariances.shape[1];
        var places = eye(dimensions, dtype: ScalarType.Float64).index_select(0, observed);
        return gaussians with { Complete = difference => difference.matmul(places), Residual = covariances * (1 - places.sum(0L)) };
    }

    public override void AddMoments(Tensor moments, Tensor z) => moments.add_(z.square().sum(1L));

    public override Tensor Estimate(Tensor moments, Tensor shift, double regularisation) => moments - shift.square() + regularisation;
}
