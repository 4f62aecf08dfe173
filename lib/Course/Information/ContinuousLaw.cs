using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace Course.Information;

/// <summary>The expectations under a continuous variable x that the log-densities of others are made of.</summary>
/// <param name="Law">The variable.</param>
/// <param name="Low">Lower end of its values.</param>
/// <param name="High">Upper end of its values.</param>
/// <param name="MeanLog">E[log x].</param>
/// <param name="MeanLogComplement">E[log(1 − x)].</param>
/// <param name="MeanExp">t ↦ E[e^(tx)], for t &lt; 0.</param>
/// <param name="MeanDistance">a ↦ E|x − a|.</param>
internal sealed record ContinuousLaw(
    Distribution Law, Tensor Low, Tensor High, Func<Tensor>? MeanLog = null, Func<Tensor>? MeanLogComplement = null, Func<Tensor, Tensor>? MeanExp = null,
    Func<Tensor, Tensor>? MeanDistance = null)
{
    private const double Euler = 0.57721566490153286;

    /// <summary>Null for variables of other kinds.</summary>
    public static ContinuousLaw? Of(Distribution p) => p switch
    {
        Normal x => OnReals(
            x, t => (t * x.mean + t.square() * x.variance / 2).exp(),
            a =>
            {
                var z = (x.mean - a) / x.stddev;
                return x.stddev * (Math.Sqrt(2 / Math.PI) * (-z.square() / 2).exp() + z * (z / Math.Sqrt(2)).erf());
            }),
        Laplace x => OnReals(x, null, a => (x.mean - a).abs() + LaplaceScale(x) * (-(x.mean - a).abs() / LaplaceScale(x)).exp()),
        Gumbel x => OnReals(x, t => (t * x.mode + (1 - t * GumbelScale(x)).lgamma()).exp(), null),
        Exponential x => OnPositives(x, 0, () => x.mean.log() - Euler, t => 1 / (1 - t * x.mean)),
        Gamma x => OnPositives(x, 0, () => GammaParameters(x).Shape.digamma() - GammaParameters(x).Rate.log(), t =>
        {
            var (shape, rate) = GammaParameters(x);
            return (1 - t / rate).pow(-shape);
        }),
        Pareto x => new(x, x.scale, Everywhere(x, double.PositiveInfinity), () => x.scale.log() + 1 / x.alpha),
        Beta x => OnUnitInterval(x),
        Uniform x => OnInterval(x),
        _ => null,
    };

    /// <summary>−E[log q(x)], ∞ where x has values that q excludes.</summary>
    public Tensor CrossEntropy(Distribution q)
    {
        var mean = Law.mean;
        switch (q)
        {
            case Normal n:
                return (2 * Math.PI * n.variance).log() / 2 + (Law.variance + (mean - n.mean).square()) / (2 * n.variance);
            case Laplace l when MeanDistance is not null:
                return (2 * LaplaceScale(l)).log() + MeanDistance(l.mean) / LaplaceScale(l);
            case Gumbel g when MeanExp is not null:
                var scale = GumbelScale(g);
                return scale.log() + (mean - g.mode) / scale + (g.mode / scale).exp() * MeanExp(-1 / scale);
            case Exponential e:
                return Inside(e.mean.log() + mean / e.mean, 0);
            case Gamma g:
                var (shape, rate) = GammaParameters(g);
                return Inside(shape.lgamma() - shape * rate.log() - (shape - 1) * LogOrNaN(MeanLog) + rate * mean, 0);
            case Pareto p:
                return Inside((p.alpha + 1) * LogOrNaN(MeanLog) - p.alpha.log() - p.alpha * p.scale.log(), p.scale);
            case Beta b:
                var (one, zero) = BetaParameters(b);
                var norm = one.lgamma() + zero.lgamma() - (one + zero).lgamma();
                return Inside(norm - (one - 1) * LogOrNaN(MeanLog) - (zero - 1) * LogOrNaN(MeanLogComplement), 0, 1);
            case Uniform u:
                var (low, high) = Ends(u);
                return Inside((high - low).log() + zeros_like(mean), low, high);
            default:
                throw KlDivergence.NoClosedForm(Law, q);
        }
    }

    /// <summary>∞ where x lies outside [low, high]; an expectation that does not exist is only met there.</summary>
    private Tensor Inside(Tensor value, Tensor low, Tensor? high = null)
    {
        var outside = Low.lt(low);
        if (high is not null) outside = outside.logical_or(High.gt(high));
        return value.masked_fill(outside, double.PositiveInfinity);
    }

    private Tensor LogOrNaN(Func<Tensor>? expectation) => expectation?.Invoke() ?? Everywhere(Law, double.NaN);

    private static ContinuousLaw OnReals(Distribution x, Func<Tensor, Tensor>? exp, Func<Tensor, Tensor>? distance) =>
        new(x, Everywhere(x, double.NegativeInfinity), Everywhere(x, double.PositiveInfinity), MeanExp: exp, MeanDistance: distance);

    private static ContinuousLaw OnPositives(Distribution x, double low, Func<Tensor> log, Func<Tensor, Tensor> exp) =>
        new(x, Everywhere(x, low), Everywhere(x, double.PositiveInfinity), log, MeanExp: exp);

    private static ContinuousLaw OnUnitInterval(Beta x)
    {
        var (one, zero) = BetaParameters(x);
        var total = (one + zero).digamma();
        return new(x, zeros_like(one), ones_like(one), () => one.digamma() - total, () => zero.digamma() - total);
    }

    private static ContinuousLaw OnInterval(Uniform x)
    {
        var (low, high) = Ends(x);
        var width = high - low;
        return new(
            x, low, high,
            () => (xlogy(high, high) - xlogy(low, low)) / width - 1,
            () => (xlogy(1 - low, 1 - low) - xlogy(1 - high, 1 - high)) / width - 1,
            t => ((t * high).exp() - (t * low).exp()) / (t * width),
            a => ((high - a) * (high - a).abs() - (low - a) * (low - a).abs()) / (2 * width));
    }

    private static Tensor Everywhere(Distribution x, double value) => full_like(x.mean, value);

    private static Tensor LaplaceScale(Laplace x) => x.stddev / Math.Sqrt(2);

    private static Tensor GumbelScale(Gumbel x) => x.stddev * (Math.Sqrt(6) / Math.PI);

    private static (Tensor Shape, Tensor Rate) GammaParameters(Gamma x)
    {
        var rate = x.mean / x.variance;
        return (x.mean * rate, rate);
    }

    private static (Tensor One, Tensor Zero) BetaParameters(Beta x)
    {
        var total = x.mean * (1 - x.mean) / x.variance - 1;
        return (x.mean * total, (1 - x.mean) * total);
    }

    private static (Tensor Low, Tensor High) Ends(Uniform x) => (x.icdf(zeros_like(x.mean)), x.icdf(ones_like(x.mean)));
}
