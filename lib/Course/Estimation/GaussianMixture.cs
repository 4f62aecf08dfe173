using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Estimation;

/// <summary>
/// p(x) = Σₖ πₖ N(x | μₖ, Σₖ): pick one of K bumps, then draw from it. Immutable, in double precision;
/// <see cref="ExpectationMaximization.FitGaussianMixture(Tensor, int, GaussianMixtureOptions?)"/> estimates one from data.
/// </summary>
public sealed class GaussianMixture
{
    private const double Rounding = 1e-9;

    private readonly double[] _weights, _means, _covariances;   // [K], [K, D], and [K, …] as the structure stores them

    /// <summary>A mixture of given components.</summary>
    /// <param name="components">One or more, of the same dimension; their weights sum to 1.</param>
    /// <param name="kind">Which covariances they have, and are to have when they are fitted.</param>
    /// <exception cref="ArgumentException">No component, weights that are no probabilities, shapes that do not fit, or covariances that are none or of another kind.</exception>
    public GaussianMixture(IReadOnlyList<GaussianComponent> components, CovarianceKind kind = CovarianceKind.Full)
    {
        if (components.Count == 0) throw new ArgumentException("A mixture needs a component or more, but there is none.");
        (Kind, Count, Dimensions) = (kind, components.Count, components[0].Mean.Length);
        for (int k = 0; k < Count; k++) Check(components[k], k);
        _weights = [.. components.Select(component => component.Weight)];
        MixtureWeights.Require(_weights);
        _means = [.. components.SelectMany(component => component.Mean)];
        _covariances = [.. components.SelectMany(component => Structure.Store(component.Covariance))];
    }

    internal GaussianMixture(CovarianceKind kind, Tensor weights, Tensor means, Tensor covariances)
    {
        (Kind, Count, Dimensions) = (kind, (int)means.shape[0], (int)means.shape[1]);
        (_weights, _means, _covariances) = (Numbers(weights), Numbers(means), Numbers(covariances));
    }

    /// <summary>Which covariances the components have.</summary>
    public CovarianceKind Kind { get; }

    /// <summary>K, the number of components.</summary>
    public int Count { get; }

    /// <summary>D, the dimension of a point.</summary>
    public int Dimensions { get; }

    /// <summary>πₖ, the probability of each component.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>Weight, mean and covariance of each component.</summary>
    public IReadOnlyList<GaussianComponent> Components => [.. Enumerable.Range(0, Count).Select(Component)];

    /// <summary>Free numbers: K − 1 weights, K means, and the covariances of their kind.</summary>
    public long ParameterCount => Count - 1 + Count * (Dimensions + Structure.ParameterCount(Dimensions));

    private CovarianceStructure Structure => CovarianceStructure.Of(Kind);

    /// <summary>log p(x) in nats.</summary>
    /// <param name="data">[N, D], float32 or float64, without NaN.</param>
    /// <returns>[N], float64.</returns>
    public Tensor LogProb(Tensor data) => GaussianMixtureSteps.PerPoint(this, data, joint => joint.logsumexp(0));

    /// <summary>p(k | x): which component a point may have come from.</summary>
    /// <param name="data">[N, D], float32 or float64, without NaN.</param>
    /// <returns>[N, K], float64; each row sums to 1.</returns>
    public Tensor Responsibilities(Tensor data) => GaussianMixtureSteps.PerPoint(this, data, joint => joint.softmax(0).transpose(0, 1));

    /// <summary>BIC of this mixture for data that it was fitted to; the lower the better.</summary>
    /// <param name="data">[N, D], float32 or float64.</param>
    /// <param name="missing">What NaN means.</param>
    public double Bic(Tensor data, MissingValues missing = MissingValues.Refuse)
    {
        using var scope = NewDisposeScope();
        var points = new Observations(data, missing);
        return BayesianInformationCriterion.Of(GaussianMixtureSteps.Expect(this, points).LogLikelihood * points.Count, ParameterCount, points.Count);
    }

    /// <summary>Independent draws.</summary>
    /// <param name="count">How many, N.</param>
    /// <param name="rng">Where randomness comes from; the same seed gives the same draws.</param>
    /// <returns>The points [N, D], float64, and the component of each, [N], int64.</returns>
    /// <exception cref="ArgumentException">A negative number of draws.</exception>
    public (Tensor Points, Tensor Components) Sample(int count, Random rng)
    {
        if (count < 0) throw new ArgumentException($"{count} draws were asked for; use 0 or more.");
        var factors = Components.Select(component => Matrix<double>.Build.DenseOfArray(component.Covariance).Cholesky().Factor).ToArray();
        var (points, labels) = (new double[count * Dimensions], new long[count]);
        for (int i = 0; i < count; i++)
        {
            int k = Categorical.Sample(rng, _weights);
            var noise = Vector<double>.Build.Dense(Dimensions, _ => Normal.Sample(rng, 0, 1));
            var step = factors[k] * noise;
            for (int d = 0; d < Dimensions; d++) points[i * Dimensions + d] = _means[k * Dimensions + d] + step[d];
            labels[i] = k;
        }
        return (tensor(points, [count, Dimensions]), tensor(labels));
    }

    /// <summary>The components in a line each.</summary>
    public override string ToString() => string.Join("\n", Components.Select((component, k) => FormattableString.Invariant(
        $"{k}: weight {component.Weight:F4}, mean ({string.Join(", ", component.Mean.Select(value => FormattableString.Invariant($"{value:G5}")))})")));

    internal Tensor MeansTensor() => tensor(_means, [Count, Dimensions]);

    internal Tensor CovariancesTensor() => tensor(_covariances, Structure.Shape(Count, Dimensions));

    private static double[] Numbers(Tensor values) => values.contiguous().data<double>().ToArray();

    private GaussianComponent Component(int k)
    {
        int size = _covariances.Length / Count;
        return new(_weights[k], _means[(k * Dimensions)..((k + 1) * Dimensions)], Structure.Expand(_covariances.AsSpan(k * size, size), Dimensions));
    }

    private void Check(GaussianComponent component, int k)
    {
        var (mean, covariance) = (component.Mean, component.Covariance);
        if (mean.Length != Dimensions || Dimensions == 0 || covariance.GetLength(0) != Dimensions || covariance.GetLength(1) != Dimensions)
        {
            int wanted = Math.Max(1, Dimensions);
            throw new ArgumentException($"Component {k} has a mean of {mean.Length} values and a covariance of "
                + $"{covariance.GetLength(0)} × {covariance.GetLength(1)}; give {wanted} and {wanted} × {wanted}.");
        }
        if (mean.Concat(covariance.Cast<double>()).FirstOrDefault(value => !double.IsFinite(value)) is var bad && !double.IsFinite(bad))
            throw new ArgumentException(FormattableString.Invariant($"Component {k} has the value {bad} in its mean or covariance; give finite numbers."));
        for (int i = 0; i < Dimensions; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (Math.Abs(covariance[i, j] - covariance[j, i]) <= Rounding * Math.Sqrt(Math.Abs(covariance[i, i] * covariance[j, j]))) continue;
                throw new ArgumentException(FormattableString.Invariant($"The covariance of component {k} is not symmetric: ")
                    + FormattableString.Invariant($"{covariance[i, j]} at [{i}, {j}] but {covariance[j, i]} at [{j}, {i}]; make them equal."));
            }
        }
        double smallest = Matrix<double>.Build.DenseOfArray(covariance).Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum();
        if (smallest > 0) return;
        throw new ArgumentException(FormattableString.Invariant(
            $"The covariance of component {k} is not positive definite, it has the eigenvalue {smallest:G4}; give one with variance in every direction."));
    }
}
