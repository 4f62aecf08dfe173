using TorchSharp;
using static TorchSharp.torch;

namespace Course.LinearAlgebra;

// The parameters under which data are most probable, in one step and in many.
public sealed partial class ProbabilisticPca
{
    /// <summary>Mean log-likelihood in nats per row before the first step of EM and after each; empty for other models.</summary>
    public IReadOnlyList<double> LogLikelihoods { get; private init; } = [];

    /// <summary>
    /// The maximum of the likelihood (Tipping and Bishop 1999, equations 7 and 8): W = U(Λ − σ²I)^½ of the K leading directions, σ² the mean variance of
    /// those left out. Variances are divided by n here, as maximum likelihood wants; scikit-learn scores with n − 1.
    /// </summary>
    /// <param name="x">[N, D], Float32 or Float64.</param>
    /// <param name="k">Numbers of a code, 1 to D − 1, and fewer than the data's rank.</param>
    /// <exception cref="ArgumentException">NaN or infinities, fewer than 2 rows, k out of range.</exception>
    public static ProbabilisticPca ClosedForm(Tensor x, int k)
    {
        using var scope = NewDisposeScope();
        var pca = Pca.ByEigen(x);
        RequireNoise(k, pca);
        double biased = (pca.Samples - 1.0) / pca.Samples;
        var variances = pca.ExplainedVariance * biased;
        var noise = variances[k..].sum().ToDouble() / (pca.Mean.shape[0] - k);
        // The k largest are at least the mean of the others; where all are equal, rounding may say otherwise.
        var weights = pca.Components[..k].t() * (variances[..k] - noise).clamp(min: 0).sqrt();
        return new ProbabilisticPca(pca.Mean, weights, noise).Kept();
    }

    /// <summary>
    /// The same maximum by expectation-maximization (Tipping and Bishop 1999, section 3.4): no eigenvector is computed, no D × D matrix is formed, and the
    /// likelihood never falls. Slow where λ_k and λ_{k + 1} are close. The M-step also fits the covariance of the codes and takes it into W (parameter
    /// expansion: Liu, Rubin and Wu 1998); without that, W would find its directions at once but its length only in some λ/σ² steps.
    /// </summary>
    /// <param name="x">[N, D], Float32 or Float64; computed in Float64.</param>
    /// <param name="k">Numbers of a code, 1 to D − 1, and fewer than the data's rank.</param>
    /// <param name="steps">Most steps.</param>
    /// <param name="tolerance">Ends when a step gains less than so many nats per row.</param>
    /// <param name="generator">Of the first W; null for the default one.</param>
    /// <exception cref="ArgumentException">NaN or infinities, fewer than 2 rows, k out of range.</exception>
    public static ProbabilisticPca ByEm(Tensor x, int k, int steps = 1000, double tolerance = 1e-10, Generator? generator = null)
    {
        Observations.RequireComponents(k);
        Observations.Require(x, "Probabilistic PCA");
        Observations.RequireTwoRows(x.shape[0], "Probabilistic PCA");
        long n = x.shape[0], d = x.shape[1];
        if (k >= Math.Min(n - 1, d)) throw NoNoise(k, Math.Min(n - 1, d), d);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var mean = x.to(float64).mean([0L]);
        var centred = x.to(float64) - mean;
        double total = centred.square().sum().ToDouble() / n;
        if (total == 0) throw new ArgumentException($"All {n} rows of the data are equal: there is no direction in which they vary.");

        var w = Math.Sqrt(total / d) * randn(d, k, dtype: float64, generator: generator);
        double noise = total / d;
        var history = new List<double>();
        for (int step = 0; ; step++)
        {
            using var scopeOfStep = NewDisposeScope();
            // With M = LLᵀ, the code u = Lᵀz of a point x has the posterior mean L⁻¹Wᵀ(x − μ) and the covariance σ²I.
            var factor = FactorOfM(w, noise);
            var codes = centred.mm(linalg.solve_triangular(factor, w.t(), upper: false).t());
            history.Add(-0.5 * (LogNormalizer(factor, noise, d) + (total - codes.square().sum().ToDouble() / n) / noise));
            if (step == steps || (step > 0 && history[^1] - history[^2] < tolerance)) break;
            // E: ⟨uuᵀ⟩ = KKᵀ and ⟨xuᵀ⟩. M: W* = ⟨xuᵀ⟩⟨uuᵀ⟩⁻¹ regresses x on u, and as u has the covariance KKᵀ, W = W*K = ⟨xuᵀ⟩K⁻ᵀ.
            var root = linalg.cholesky(noise * eye(k, dtype: float64) + codes.t().mm(codes) / n);
            w = linalg.solve_triangular(root, codes.t().mm(centred) / n, upper: false).t().MoveToOuterDisposeScope();
            noise = (total - w.square().sum().ToDouble()) / d;
            if (!(noise > 1e-13 * total)) throw NoNoise(k, Pca.ByEigen(x).Components.shape[0], d);
        }
        return new ProbabilisticPca(mean, w, noise) { LogLikelihoods = history }.Kept();
    }

    private static void RequireNoise(int k, Pca pca)
    {
        Observations.RequireComponents(k);
        if (k >= pca.Components.shape[0]) throw NoNoise(k, pca.Components.shape[0], pca.Mean.shape[0]);
    }

    private static ArgumentException NoNoise(int k, long rank, long d) =>
        new($"k = {k} codes leave no variance for the noise of probabilistic PCA: the data vary in {rank} of {d} directions, and k must be smaller.");

    /// <summary>Moves the parameters out of the scope in which they were computed.</summary>
    private ProbabilisticPca Kept()
    {
        foreach (var tensor in new[] { Mean, Weights, _factorOfM }) tensor.MoveToOuterDisposeScope();
        return this;
    }
}
