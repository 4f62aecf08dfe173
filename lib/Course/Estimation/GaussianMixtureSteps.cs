using TorchSharp;
using static TorchSharp.torch;

namespace Course.Estimation;

/// <summary>The E-step and the M-step of Gaussian mixtures.</summary>
internal static class GaussianMixtureSteps
{
    // Numbers in one intermediate result of a block: a megabyte, so that it is still in a core's cache when it is used next.
    private const long BlockSize = 1 << 17;

    // A few units in the last place of a double.
    private const double Rounding = 4e-15;

    // A component with less than this share of one point has nothing to be estimated from.
    private const double LeastCount = 1e-10;

    /// <summary>The E-step.</summary>
    /// <param name="mixture">The current parameters.</param>
    /// <param name="data">The points.</param>
    /// <exception cref="SingularComponentException">A covariance that is not positive definite.</exception>
    public static ExpectedStatistics Expect(GaussianMixture mixture, Observations data)
    {
        using var scope = NewDisposeScope();
        var structure = CovarianceStructure.Of(mixture.Kind);
        var (means, covariances) = (mixture.MeansTensor(), mixture.CovariancesTensor());
        var counts = zeros(mixture.Count, dtype: ScalarType.Float64);
        var (shifts, moments) = (zeros_like(means), zeros_like(covariances));
        double logLikelihood = 0;
        foreach (var (values, observed) in data.Groups)
        {
            var gaussians = structure.Observe(covariances, observed);
            var inGroup = zeros_like(counts);
            foreach (var rows in Blocks(values, mixture.Count))
            {
                using var block = NewDisposeScope();
                var (difference, logJoint) = LogJoint(mixture, gaussians, means, rows(), observed);
                var evidence = logJoint.logsumexp(0, keepdim: true);
                var responsibilities = (logJoint - evidence).exp();
                var deviation = gaussians.Complete?.Invoke(difference) ?? difference;
                var weighted = deviation * responsibilities.sqrt().unsqueeze(2);
                logLikelihood += evidence.sum().item<double>();
                inGroup.add_(responsibilities.sum(1L));
                shifts.add_(responsibilities.unsqueeze(1).bmm(deviation).squeeze(1));
                structure.AddMoments(moments, weighted);
            }
            counts.add_(inGroup);
            if (gaussians.Residual is { } residual) moments.add_(residual * inGroup.view([-1, .. residual.shape[1..].Select(_ => 1L)]));
        }
        return new(logLikelihood / data.Count, means.MoveToOuterDisposeScope(), counts.MoveToOuterDisposeScope(), shifts.MoveToOuterDisposeScope(),
            moments.MoveToOuterDisposeScope());
    }

    /// <summary>The M-step: weights Nₖ/N, means and covariances of the points, weighted by their responsibilities.</summary>
    /// <param name="expected">What the E-step found.</param>
    /// <param name="kind">Which covariances to choose from.</param>
    /// <param name="regularisation">ε, added to every variance.</param>
    /// <exception cref="SingularComponentException">A component without data.</exception>
    public static GaussianMixture Maximise(ExpectedStatistics expected, CovarianceKind kind, double regularisation)
    {
        using var scope = NewDisposeScope();
        double[] counts = expected.Counts.data<double>().ToArray();
        if (Array.FindIndex(counts, count => !(count > LeastCount)) is >= 0 and var empty)
        {
            throw new SingularComponentException(FormattableString.Invariant(
                $"Component {empty} (of {counts.Length}, counted from 0) holds no data, its responsibilities sum to {counts[empty]:G4}; ")
                + "use fewer components or another start.");
        }
        var shift = expected.Shifts / expected.Counts.unsqueeze(1);
        var moments = expected.Moments / expected.Counts.view([-1, .. expected.Moments.shape[1..].Select(_ => 1L)]);
        var covariances = CovarianceStructure.Of(kind).Estimate(moments, shift, regularisation);
        return new(kind, expected.Counts / expected.Counts.sum(), expected.Means + shift, covariances);
    }

    /// <summary>
    /// By how much an M-step may lower the log-likelihood. With regularisation ε it does not maximise the bound but the bound less
    /// ½ ε Σₖ Nₖ/N tr Σₖ⁻¹, so the likelihood falls at most by what this falls; and whitening magnifies rounding.
    /// </summary>
    /// <param name="before">The parameters before the M-step.</param>
    /// <param name="after">The parameters after it.</param>
    /// <param name="expected">What it was given.</param>
    /// <param name="regularisation">ε.</param>
    public static double Slack(GaussianMixture before, GaussianMixture after, ExpectedStatistics expected, double regularisation)
    {
        using var scope = NewDisposeScope();
        var shares = expected.Counts / expected.Counts.sum();
        var (old, fresh) = (Gaussians(before), Gaussians(after));
        double penalty = (shares * (old.PrecisionTrace - fresh.PrecisionTrace)).sum().item<double>() * regularisation / 2;
        return penalty + Rounding * before.Dimensions * maximum(old.Conditioning, fresh.Conditioning).max().item<double>();

        static ObservedGaussians Gaussians(GaussianMixture mixture) => CovarianceStructure.Of(mixture.Kind).Observe(mixture.CovariancesTensor(), null);
    }

    /// <summary>log p(k, xᵢ) of all points, with what <paramref name="select"/> takes from it, [K, n] to [n, …], in the order of the data.</summary>
    public static Tensor PerPoint(GaussianMixture mixture, Tensor data, Func<Tensor, Tensor> select)
    {
        using var scope = NewDisposeScope();
        var points = new Observations(data, MissingValues.Refuse);
        points.RequireDimensions(mixture.Dimensions);
        var means = mixture.MeansTensor();
        var gaussians = CovarianceStructure.Of(mixture.Kind).Observe(mixture.CovariancesTensor(), null);
        var parts = new List<Tensor>();
        foreach (var rows in Blocks(points.Groups[0].Values, mixture.Count))
        {
            using var block = NewDisposeScope();
            parts.Add(select(LogJoint(mixture, gaussians, means, rows(), null).LogJoint).MoveToOuterDisposeScope());
        }
        return cat(parts, 0).MoveToOuterDisposeScope();
    }

    /// <summary>xₒ − μₒ, [K, n, O], and log p(k, xₒ), [K, n].</summary>
    private static (Tensor Difference, Tensor LogJoint) LogJoint(
        GaussianMixture mixture, ObservedGaussians gaussians, Tensor means, Tensor values, Tensor? observed)
    {
        var centres = observed is null ? means : means.index_select(1, observed);
        var difference = values.to(ScalarType.Float64).unsqueeze(0) - centres.unsqueeze(1);
        var constants = tensor(mixture.Weights.ToArray()).log() - (gaussians.LogDeterminant + values.shape[1] * Math.Log(2 * Math.PI)) / 2;
        return (difference, constants.unsqueeze(1) - gaussians.Whiten(difference).square().sum(2L) / 2);
    }

    /// <summary>Slices of rows, each taken when it is called, in the scope of the caller.</summary>
    private static IEnumerable<Func<Tensor>> Blocks(Tensor values, int components)
    {
        long size = Math.Max(64, BlockSize / (components * values.shape[1]));
        for (long start = 0; start < values.shape[0]; start += size)
        {
            long first = start;
            yield return () => values.narrow(0, first, Math.Min(size, values.shape[0] - first));
        }
    }
}
