using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Distribution = TorchSharp.torch.distributions.Distribution;

namespace Course.Plots;

/// <summary>Draws the density or the probabilities of a distribution.</summary>
internal static class DensityFigure
{
    private const int Points = 400, MostCurves = 6, MostValues = 60, Side = 60;

    /// <summary>Null for kinds that have no picture.</summary>
    public static Figure? Of(Distribution distribution)
    {
        var figure = new Figure().WithSize(340, 220);
        if (distribution.event_shape.Length > 0)
            return distribution is MultivariateNormal { batch_shape.Length: 0 } plane && plane.event_shape.Shape[0] == 2 ? Plane(figure, plane) : null;
        if (distribution is Bernoulli or Categorical or Binomial or Poisson or Geometric or NegativeBinomial)
            return Bars(figure.WithXAxis("x").WithYAxis("p(x)", min: 0), distribution);
        return Range(distribution) is var (low, high) && high > low
            ? Curves(figure.WithXAxis("x").WithYAxis("density", min: 0), distribution, low, high)
            : null;
    }

    private static Figure Curves(Figure figure, Distribution distribution, double low, double high)
    {
        // Middles of equal pieces, so that no point lies on an end where a density may be infinite or not defined.
        double step = (high - low) / Points;
        double[] x = [.. Enumerable.Range(0, Points).Select(i => low + (i + 0.5) * step)];
        var densities = Densities(distribution, x);
        for (int i = 0; i < densities.Length; i++)
        {
            figure = densities.Length > 1
                ? figure.Line(x, densities[i], $"[{i}]")
                : figure.LineWithBand(x, densities[i], new double[Points], densities[i]);
        }
        return figure;
    }

    private static Figure Bars(Figure figure, Distribution distribution)
    {
        double most = distribution switch
        {
            Bernoulli => 1,
            Categorical categorical => categorical.logits.shape[^1] - 1,
            _ => Math.Ceiling(Highest(distribution.mean + 4 * distribution.stddev)),
        };
        if (distribution is Binomial) most = Math.Min(most, Highest(distribution.mean.square() / (distribution.mean - distribution.variance)));
        int count = (int)Math.Min(Math.Round(most) + 1, MostValues);
        var probabilities = Densities(distribution, [.. Enumerable.Range(0, count).Select(i => (double)i)]);
        string[] values = [.. Enumerable.Range(0, count).Select(i => $"{i}")];
        for (int i = 0; i < probabilities.Length; i++) figure = figure.Bar(values, probabilities[i], probabilities.Length > 1 ? $"[{i}]" : null);
        return figure;
    }

    /// <summary>For each of the batch, up to a number of them, the density at each place.</summary>
    private static double[][] Densities(Distribution distribution, double[] places)
    {
        int[] ones = [.. Enumerable.Repeat(1, distribution.batch_shape.Length)];
        var x = tensor(places, dtype: distribution is Categorical ? ScalarType.Int64 : ScalarType.Float32)
            .view([places.Length, .. ones.Select(one => (long)one)]);
        var densities = distribution.log_prob(x).exp().view(places.Length, -1);
        return [.. Enumerable.Range(0, (int)Math.Min(densities.shape[1], MostCurves)).Select(i => ((Series)densities[.., i]).ToArray())];
    }

    /// <summary>Where most of the probability lies: mean ± 4 standard deviations within the support, or all but 2 % on either side.</summary>
    private static (double Low, double High)? Range(Distribution distribution)
    {
        try
        {
            var (low, high) = (Lowest(distribution.mean - 4 * distribution.stddev), Highest(distribution.mean + 4 * distribution.stddev));
            if (!double.IsFinite(low) || !double.IsFinite(high))
                (low, high) = (Lowest(distribution.icdf(tensor(0.02f))), Highest(distribution.icdf(tensor(0.98f))));
            return distribution switch
            {
                Beta or Kumaraswamy => (Math.Max(low, 0), Math.Min(high, 1)),
                Uniform => (Lowest(distribution.icdf(tensor(0f))), Highest(distribution.icdf(tensor(1f)))),
                LogNormal or Exponential or Gamma or Weibull or HalfNormal or HalfCauchy or FisherSnedecor => (Math.Max(low, 0), high),
                Pareto pareto => (Highest(pareto.scale), high),
                _ => (low, high),
            };
        }
        catch (NotImplementedException)
        {
            return null;
        }
    }

    private static Figure Plane(Figure figure, MultivariateNormal normal)
    {
        double[] mean = [.. (Series)normal.mean], spread = [.. (Series)normal.stddev];
        double[] Places(int axis) => [.. Enumerable.Range(0, Side).Select(i => mean[axis] + spread[axis] * (6.0 * i / (Side - 1) - 3))];
        var (x, y) = (Places(0), Places(1));
        float[] points = [.. y.SelectMany(b => x.SelectMany(a => new[] { (float)a, (float)b }))];
        Series density = normal.log_prob(tensor(points).view(-1, 2)).exp();
        return figure.WithSize(340, 280).Heatmap(density, Side, Side, x, y, valueTitle: "density").WithXAxis("x₁").WithYAxis("x₂");
    }

    private static double Lowest(Tensor values) => values.min().to(ScalarType.Float64).ToDouble();

    private static double Highest(Tensor values) => values.max().to(ScalarType.Float64).ToDouble();
}
