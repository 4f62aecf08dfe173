using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace Course.Information;

// KL(p ‖ q) in closed form. Parameters are read from what a distribution publishes: its moments and quantiles.
public static partial class KlDivergence
{
    /// <summary>
    /// KL(p ‖ q) = E_p[log p(x) − log q(x)] in closed form: Bernoulli, binomial, geometric, Poisson and categorical variables, Dirichlet, Cauchy and
    /// log-normal ones among themselves; normal, Laplace, Gumbel, exponential, gamma, beta, uniform and Pareto variables among each other.
    /// </summary>
    /// <param name="p">The distribution that the expectation is taken over.</param>
    /// <param name="q">The other one; batch shapes broadcast.</param>
    /// <returns>[batch_shape], ≥ 0, in nats; ∞ where p has values that q excludes.</returns>
    /// <exception cref="NotSupportedException">There is no closed form for the pair; average p.log_prob(x) − q.log_prob(x) over samples x of p instead.</exception>
    public static Tensor Between(Distribution p, Distribution q) => (p, q) switch
    {
        (Bernoulli a, Bernoulli b) => OfBits(a.probs, a.logits, b.probs, b.logits),
        (Binomial a, Binomial b) => OfBinomials(a, b),
        (Geometric a, Geometric b) => OfBits(a.probs, a.logits, b.probs, b.logits) / a.probs,
        (Categorical a, Categorical b) => OfClasses(a.probs, a.logits, b.probs, b.logits),
        (OneHotCategorical a, OneHotCategorical b) => OfClasses(a.probs, a.logits, b.probs, b.logits),
        (Poisson a, Poisson b) => OfCounts(a.mean, b.mean) + b.mean - a.mean,
        (Bernoulli a, Poisson b) => b.mean - a.probs * b.mean.log() - a.entropy(),
        (Poisson a, TorchSharp.Modules.Bernoulli or TorchSharp.Modules.Binomial) => full_like(a.mean + q.mean, double.PositiveInfinity),
        (Normal a, Normal b) => OfNormals(a.mean, a.stddev, b.mean, b.stddev),
        (LogNormal a, LogNormal b) => OfNormals(a.loc, a.scale, b.loc, b.scale),
        (HalfNormal a, HalfNormal b) => OfNormals(zeros_like(a.scale), a.scale, zeros_like(b.scale), b.scale),
        (Cauchy a, Cauchy b) => OfCauchys(a.mode, CauchyScale(a), b.mode, CauchyScale(b)),
        (HalfCauchy a, HalfCauchy b) => OfCauchys(zeros_like(a.scale), a.scale, zeros_like(b.scale), b.scale),
        (Dirichlet a, Dirichlet b) => OfDirichlets(DirichletParameter(a), DirichletParameter(b)),
        _ when ContinuousLaw.Of(p) is { } law => law.CrossEntropy(q) - p.entropy(),
        _ => throw NoClosedForm(p, q),
    };

    /// <summary>KL(N(μ₁, L₁L₁ᵀ) ‖ N(μ₂, L₂L₂ᵀ)) = log |L₂|/|L₁| + ½ (‖L₂⁻¹L₁‖² + ‖L₂⁻¹(μ₂ − μ₁)‖² − D).</summary>
    /// <param name="loc1">μ₁ [..., D].</param>
    /// <param name="scale_tril1">L₁ [..., D, D], lower triangular with a positive diagonal.</param>
    /// <param name="loc2">μ₂ [..., D].</param>
    /// <param name="scale_tril2">L₂ [..., D, D].</param>
    /// <returns>[...], in nats.</returns>
    public static Tensor BetweenMultivariateNormals(Tensor loc1, Tensor scale_tril1, Tensor loc2, Tensor scale_tril2)
    {
        var both = broadcast_tensors(scale_tril1, scale_tril2);
        var spread = linalg.solve_triangular(both[1], both[0], upper: false).square().sum(new[] { -2L, -1 });
        var shift = (loc2 - loc1).unsqueeze(-1);
        var factors = scale_tril2.expand([.. shift.shape[..^2], .. scale_tril2.shape[^2..]]);
        var distance = linalg.solve_triangular(factors, shift, upper: false).square().sum(new[] { -2L, -1 });
        return LogDeterminant(scale_tril2) - LogDeterminant(scale_tril1) + (spread + distance - loc1.shape[^1]) / 2;
    }

    private static Tensor LogDeterminant(Tensor triangle) => triangle.diagonal(0, -2, -1).log().sum(-1L);

    internal static NotSupportedException NoClosedForm(Distribution p, Distribution q) =>
        new($"KL({p.GetType().Name} ‖ {q.GetType().Name}) has no closed form here; average p.log_prob(x) - q.log_prob(x) over samples x of p.");

    // p log p/q + (1 − p) log (1 − p)/(1 − q), with 0 log 0 = 0.
    private static Tensor OfBits(Tensor p, Tensor pLogits, Tensor q, Tensor qLogits)
    {
        var ones = p * (nn.functional.softplus(-qLogits) - nn.functional.softplus(-pLogits));
        var zeros = (1 - p) * (nn.functional.softplus(qLogits) - nn.functional.softplus(pLogits));
        return ones.masked_fill(q.eq(0), double.PositiveInfinity).masked_fill(p.eq(0), 0)
            + zeros.masked_fill(q.eq(1), double.PositiveInfinity).masked_fill(p.eq(1), 0);
    }

    // More trials than q can have are impossible there; fewer have no closed form. The number of trials is mean/probs.
    private static Tensor OfBinomials(Binomial p, Binomial q)
    {
        var (trials, allowed) = (p.mean / p.probs, q.mean / q.probs);
        if ((trials + 0.5).lt(allowed).any().item<bool>()) throw NoClosedForm(p, q);
        return (trials * OfBits(p.probs, p.logits, q.probs, q.logits)).masked_fill(trials.gt(allowed + 0.5), double.PositiveInfinity);
    }

    private static Tensor OfClasses(Tensor p, Tensor pLogits, Tensor q, Tensor qLogits) =>
        (p * (pLogits - qLogits)).masked_fill(q.eq(0), double.PositiveInfinity).masked_fill(p.eq(0), 0).sum(-1L);

    private static Tensor OfCounts(Tensor p, Tensor q) => xlogy(p, p) - xlogy(p, q);

    private static Tensor OfNormals(Tensor mean1, Tensor deviation1, Tensor mean2, Tensor deviation2)
    {
        var ratio = (deviation1 / deviation2).square();
        return (ratio + ((mean1 - mean2) / deviation2).square() - 1 - ratio.log()) / 2;
    }

    // Chyzak and Nielsen 2019.
    private static Tensor OfCauchys(Tensor loc1, Tensor scale1, Tensor loc2, Tensor scale2) =>
        ((scale1 + scale2).square() + (loc1 - loc2).square()).log() - (4 * scale1 * scale2).log();

    private static Tensor OfDirichlets(Tensor a, Tensor b)
    {
        var (sumA, sumB) = (a.sum(-1L), b.sum(-1L));
        return sumA.lgamma() - sumB.lgamma() - (a.lgamma() - b.lgamma()).sum(-1L) + ((a - b) * (a.digamma() - sumA.digamma().unsqueeze(-1))).sum(-1L);
    }

    // The upper quartile lies one scale above the median.
    private static Tensor CauchyScale(Cauchy law) => law.icdf(full_like(law.mode, 0.75)) - law.mode;

    // A component's variance is m (1 − m) / (total + 1); all components give the same total.
    private static Tensor DirichletParameter(Dirichlet law)
    {
        var m = law.mean;
        return m * ((m * (1 - m)).sum(-1L, true) / law.variance.sum(-1L, true) - 1);
    }
}
