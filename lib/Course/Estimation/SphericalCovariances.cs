using static TorchSharp.torch;

namespace Course.Estimation;

/// <summary>[K, D]: the variances, all D of them equal.</summary>
internal sealed class SphericalCovariances : DiagonalCovariances
{
    public override long ParameterCount(long dimensions) => 1;

    public override IEnumerable<double> Store(double[,] covariance)
    {
        double[] variances = [.. base.Store(covariance)];
        return variances.Distinct().ToArray() is [var one, var other, ..]
            ? throw new ArgumentException(FormattableString.Invariant(
                $"A spherical covariance cannot have the variances {one} and {other}; use CovarianceKind.Diagonal."))
            : variances;
    }

    public override Tensor Estimate(Tensor moments, Tensor shift, double regularisation) =>
        base.Estimate(moments, shift, regularisation).mean(new[] { 1L }, keepdim: true).expand(shift.shape).contiguous();
}
