using static TorchSharp.torch;

namespace Course.Estimation;

/// <summary>[K, D]: the variances, all D of them equal.</summary>
internal sealed class SphericalCovariances : DiagonalCovariances
{
    public override long ParameterCount(long dimensions) => 1;

    public override IEnumerable<double> Store(double[,] covariance)
    {
        double[] variances = [.. base.Store(covariance)];
        return variances.FirstOrDefault(variance => variance != variances[0]) is var other && other != 0 && other != variances[0]
            ? throw new ArgumentException(FormattableString.Invariant(
                $"A spherical covariance cannot have the variances {variances[0]} and {other}; use CovarianceKind.Diagonal."))
            : variances;
    }

    public override Tensor Estimate(Tensor moments, Tensor shift, double regularisation) =>
        base.Estimate(moments, shift, regularisation).mean(new[] { 1L }, keepdim: true).expand(shift.shape).contiguous();
}
