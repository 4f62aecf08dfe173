using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// Two roads to the gradient of E_q[f(z)] with respect to the parameters of q = N(μ, diag σ²), when the expectation can only be drawn from. Both are unbiased;
/// they differ in how far a single draw is off. Each gives one row per draw, so that means, variances and standard errors can be looked at.
/// </summary>
public static class GradientEstimators
{
    /// <summary>
    /// The score-function estimator or REINFORCE, (f(z) − c) ∇ log q(z) (Williams 1992): f is only evaluated, so it may be a black box, or z discrete.
    /// </summary>
    /// <param name="f">From z [S, Z] to values [S].</param>
    /// <param name="mu">μ, [Z].</param>
    /// <param name="logvar">log σ², [Z].</param>
    /// <param name="draws">S.</param>
    /// <param name="baseline">c, which does not depend on z: E[∇ log q(z)] = 0, so it changes no mean, but it may change the variance a lot.</param>
    /// <returns>A gradient with respect to μ and one with respect to log σ² for every draw, each [S, Z].</returns>
    public static (Tensor mu, Tensor logvar) ScoreFunction(Func<Tensor, Tensor> f, Tensor mu, Tensor logvar, int draws, double baseline = 0)
    {
        using var scope = NewDisposeScope();
        var (ofMu, ofLogvar) = Repeated(mu, logvar, draws);
        Tensor z, values;
        using (no_grad())
        {
            z = DiagonalGaussian.Reparameterize(ofMu, ofLogvar);
            values = f(z);
            RequireValues(values, draws);
        }
        ((values - baseline) * DiagonalGaussian.LogProb(z, ofMu, ofLogvar)).sum().backward();
        return (ofMu.grad!.MoveToOuterDisposeScope(), ofLogvar.grad!.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// The pathwise estimator or reparameterisation trick: z = μ + σε, and the chain rule through f (Kingma and Welling 2014; Rezende, Mohamed and Wierstra
    /// 2014). f must be differentiable; in return a draw says in which direction it falls.
    /// </summary>
    /// <param name="f">From z [S, Z] to values [S], row by row.</param>
    /// <param name="mu">μ, [Z].</param>
    /// <param name="logvar">log σ², [Z].</param>
    /// <param name="draws">S.</param>
    /// <returns>A gradient with respect to μ and one with respect to log σ² for every draw, each [S, Z].</returns>
    public static (Tensor mu, Tensor logvar) Pathwise(Func<Tensor, Tensor> f, Tensor mu, Tensor logvar, int draws)
    {
        using var scope = NewDisposeScope();
        var (ofMu, ofLogvar) = Repeated(mu, logvar, draws);
        var values = f(DiagonalGaussian.Reparameterize(ofMu, ofLogvar));
        RequireValues(values, draws);
        // Only the gradients of q's parameters are asked for, so that those of f's are left alone.
        var gradients = autograd.grad([values.sum()], [ofMu, ofLogvar]);
        return (gradients[0].MoveToOuterDisposeScope(), gradients[1].MoveToOuterDisposeScope());
    }

    /// <summary>The parameters once for every draw, as leaves: the gradient of a sum over draws then has a row for each.</summary>
    private static (Tensor Mu, Tensor Logvar) Repeated(Tensor mu, Tensor logvar, int draws)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        if (mu.ndim != 1 || !mu.shape.AsSpan().SequenceEqual(logvar.shape))
            throw new ArgumentException($"μ and log σ² must both be [Z], but they are [{string.Join(", ", mu.shape)}] and [{string.Join(", ", logvar.shape)}].");
        Tensor Leaf(Tensor parameter) => parameter.detach().expand(draws, parameter.shape[0]).clone().requires_grad_();
        return (Leaf(mu), Leaf(logvar));
    }

    private static void RequireValues(Tensor values, int draws)
    {
        if (values.shape is not [var count] || count != draws)
            throw new ArgumentException($"f gives [{string.Join(", ", values.shape)}] for {draws} draws; it must give one value for each, [{draws}].");
    }
}
