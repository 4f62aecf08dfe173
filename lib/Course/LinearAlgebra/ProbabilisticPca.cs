using TorchSharp;
using static TorchSharp.torch;

namespace Course.LinearAlgebra;

/// <summary>
/// PCA as a story of how data come to be (Tipping and Bishop 1999): a code z ~ N(0, I) of K numbers is mapped linearly and noise is added,
/// x = Wz + μ + ε with ε ~ N(0, σ²I). Then x ~ N(μ, C) with C = WWᵀ + σ²I, and a point has a probability, a posterior over its code, and siblings
/// that can be drawn. As σ² → 0 the posterior's mean becomes PCA's projection.
/// </summary>
/// <remarks>W is determined up to a rotation of the codes: compare <see cref="Covariance"/>, or the columns' span, not W.</remarks>
public sealed partial class ProbabilisticPca
{
    // M = WᵀW + σ²I, K × K, in place of C, D × D: Woodbury's identity makes everything cheap.
    private readonly Tensor _factorOfM;

    /// <summary>A model with given parameters.</summary>
    /// <param name="mean">μ, [D].</param>
    /// <param name="weights">W, [D, K], K &lt; D.</param>
    /// <param name="noiseVariance">σ² &gt; 0.</param>
    /// <exception cref="ArgumentException">Shapes that do not fit, or σ² that is no positive number.</exception>
    public ProbabilisticPca(Tensor mean, Tensor weights, double noiseVariance)
    {
        Observations.Require(weights, "W of probabilistic PCA");
        if (mean.ndim != 1 || mean.shape[0] != weights.shape[0])
            throw new ArgumentException($"A mean {Observations.Shape(mean)} and weights {Observations.Shape(weights)} do not fit; [D] and [D, K] do.");
        if (!(noiseVariance > 0) || !double.IsFinite(noiseVariance))
            throw new ArgumentException($"The noise variance σ² = {noiseVariance} must be positive and finite: without noise the density is zero off a plane.");
        using var quiet = no_grad();
        (Mean, Weights, NoiseVariance) = (mean.to(float64, copy: true), weights.to(float64, copy: true), noiseVariance);
        _factorOfM = FactorOfM(Weights, noiseVariance);
    }

    /// <summary>μ, [D], Float64.</summary>
    public Tensor Mean { get; }

    /// <summary>W, [D, K], Float64.</summary>
    public Tensor Weights { get; }

    /// <summary>σ².</summary>
    public double NoiseVariance { get; }

    /// <summary>C = WWᵀ + σ²I, [D, D], Float64.</summary>
    public Tensor Covariance => Weights.mm(Weights.t()) + NoiseVariance * eye(Weights.shape[0], dtype: float64);

    /// <summary>σ²M⁻¹, [K, K], Float64: of the code, the same for every x.</summary>
    public Tensor PosteriorCovariance => NoiseVariance * cholesky_inverse(_factorOfM);

    /// <summary>E[z | x] = M⁻¹Wᵀ(x − μ).</summary>
    /// <param name="x">[N, D]; Float32 or Float64.</param>
    /// <returns>[N, K], of the type of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentException">Another width.</exception>
    public Tensor PosteriorMean(Tensor x)
    {
        using var scope = NewDisposeScope();
        return cholesky_solve(Weights.t().mm(Centred(x, "PosteriorMean").t()), _factorOfM).t().to(x.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>The mean of x given its code, Wz + μ.</summary>
    /// <param name="codes">[N, K]; Float32 or Float64.</param>
    /// <returns>[N, D], of the type of <paramref name="codes"/>.</returns>
    /// <exception cref="ArgumentException">Another width.</exception>
    public Tensor Decode(Tensor codes)
    {
        Observations.RequireWidth(codes, Weights.shape[1], "Decode", "codes");
        return codes.matmul(Weights.t().to(codes.dtype)) + Mean.to(codes.dtype);
    }

    /// <summary>log p(x) = −½ (D log 2π + log |C| + (x − μ)ᵀC⁻¹(x − μ)).</summary>
    /// <param name="x">[N, D]; Float32 or Float64.</param>
    /// <returns>[N], Float64, in nats.</returns>
    /// <exception cref="ArgumentException">Another width.</exception>
    public Tensor LogProb(Tensor x)
    {
        using var scope = NewDisposeScope();
        var centred = Centred(x, "LogProb");
        var inside = linalg.solve_triangular(_factorOfM, Weights.t().mm(centred.t()), upper: false);
        var distance = (centred.square().sum(1L) - inside.square().sum(0L)) / NoiseVariance;
        return (-0.5 * (LogNormalizer(_factorOfM, NoiseVariance, Mean.shape[0]) + distance)).MoveToOuterDisposeScope();
    }

    /// <summary>Points drawn from the model: a code from N(0, I), its image, and noise.</summary>
    /// <param name="count">How many (N), ≥ 1.</param>
    /// <param name="generator">Null for the default one.</param>
    /// <returns>[N, D], Float64.</returns>
    public Tensor Sample(int count, Generator? generator = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        using var scope = NewDisposeScope();
        var codes = randn(count, Weights.shape[1], dtype: float64, generator: generator);
        var noise = Math.Sqrt(NoiseVariance) * randn(count, Mean.shape[0], dtype: float64, generator: generator);
        return (Decode(codes) + noise).MoveToOuterDisposeScope();
    }

    /// <summary>The lower Cholesky factor of M.</summary>
    private static Tensor FactorOfM(Tensor weights, double noiseVariance)
    {
        using var m = weights.t().mm(weights) + noiseVariance * eye(weights.shape[1], dtype: float64);
        return linalg.cholesky(m);
    }

    /// <summary>D log 2π + log |C|, where log |C| = (D − K) log σ² + log |M|.</summary>
    private static double LogNormalizer(Tensor factorOfM, double noiseVariance, long d)
    {
        using var logs = factorOfM.diagonal().log();
        return d * Math.Log(2 * Math.PI) + (d - factorOfM.shape[0]) * Math.Log(noiseVariance) + 2 * logs.sum().ToDouble();
    }

    private Tensor Centred(Tensor x, string method)
    {
        if (x.ndim != 2) throw new ArgumentException($"{method} takes data of shape [N, {Mean.shape[0]}], but got {Observations.Shape(x)}.");
        Observations.RequireWidth(x, Mean.shape[0], method, "rows");
        return x.to(float64) - Mean;
    }
}
