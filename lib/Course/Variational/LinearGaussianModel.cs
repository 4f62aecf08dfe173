using Course.Information;
using Course.LinearAlgebra;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// A variational autoencoder without bends: z ~ N(0, I), x | z ~ N(Wz + b, σ²I), and q(z|x) a diagonal Gaussian whose mean and log-variance are linear in x.
/// The story is that of probabilistic PCA, so that all that other models can only bound is known here: log p(x), the posterior and the gap between the bound
/// and log p(x) (Lucas, Tucker, Grosse and Norouzi, <i>Don't blame the ELBO!</i>, 2019).
/// </summary>
public sealed class LinearGaussianModel : LatentVariableModel
{
    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);

    // Named, because a module inside another registers its fields by itself, under their names.
    [ComponentName(Name = "encoder")]
    private readonly GaussianEncoder _encoder;

    [ComponentName(Name = "weights")]
    private readonly Parameter _weights;

    [ComponentName(Name = "offset")]
    private readonly Parameter _offset;

    [ComponentName(Name = "lognoise")]
    private readonly Parameter _logNoise;

    /// <summary>A model with given parameters, from which it may be trained on; q(z|x) is the prior at first, whatever x is.</summary>
    /// <param name="weights">W, [D, K], copied. Its type, Float32 or Float64, is the model's.</param>
    /// <param name="offset">b, [D].</param>
    /// <param name="noiseVariance">σ² &gt; 0.</param>
    /// <exception cref="ArgumentException">Shapes that do not fit, or σ² that is no positive number.</exception>
    public LinearGaussianModel(Tensor weights, Tensor offset, double noiseVariance) : base(nameof(LinearGaussianModel), [weights.shape[0]])
    {
        // The exact model knows what fits.
        _ = new ProbabilisticPca(offset, weights, noiseVariance);
        _weights = new Parameter(weights.detach().clone());
        _offset = new Parameter(offset.detach().to(weights.dtype).clone());
        _logNoise = new Parameter(full([1], Math.Log(noiseVariance), dtype: weights.dtype));
        _encoder = new GaussianEncoder(nn.Identity(), (int)weights.shape[0], (int)weights.shape[1]);
        _encoder.to(weights.dtype);
        using (no_grad())
            foreach (var parameter in _encoder.parameters()) parameter.zero_();
        RegisterComponents();
    }

    /// <summary>Numbers of a code (K).</summary>
    public int Latents => _encoder.Latents;

    /// <summary>W, [D, K].</summary>
    public Tensor Weights => _weights;

    /// <summary>b, [D].</summary>
    public Tensor Offset => _offset;

    /// <summary>σ².</summary>
    public double NoiseVariance => Math.Exp(_logNoise.ToDouble());

    /// <summary>The same story as it is now, with its exact density and posterior.</summary>
    public ProbabilisticPca Exact => new(_offset.detach(), _weights.detach(), NoiseVariance);

    /// <summary>log p(x) = log N(x; b, WWᵀ + σ²I), which no other variational model knows.</summary>
    /// <param name="x">Items [N, D].</param>
    /// <returns>[N], Float64, in nats.</returns>
    public Tensor LogProb(Tensor x) => Exact.LogProb(x);

    /// <summary>The model's own q(z|x).</summary>
    /// <param name="x">Items [N, D].</param>
    /// <returns>μ and log σ², each [N, K].</returns>
    public (Tensor mu, Tensor logvar) Encode(Tensor x)
    {
        RequireItems(x);
        return _encoder.call(x);
    }

    /// <summary>log p(x|z) = log N(x; Wz + b, σ²I).</summary>
    /// <param name="x">Items [N, D], or [1, D] for all codes.</param>
    /// <param name="z">Codes [N, K].</param>
    /// <returns>[N], in nats.</returns>
    public Tensor LogLikelihood(Tensor x, Tensor z) => LogDensity((x - Decode(z)).square().sum(-1L));

    /// <summary>The mean of x given its code, Wz + b.</summary>
    /// <param name="z">[N, K].</param>
    /// <returns>[N, D].</returns>
    public Tensor Decode(Tensor z) => z.matmul(_weights.t()) + _offset;

    /// <summary>
    /// Both sides of the bound for any q(z|x) = N(μ, diag σ_q²), without a draw: E_q ‖x − Wz − b‖² = ‖x − Wμ − b‖² + Σ_k σ_qk² ‖w_k‖². Gradients reach μ and
    /// log σ_q² as well as the model.
    /// </summary>
    /// <param name="x">Items [N, D].</param>
    /// <param name="mu">μ, [N, K].</param>
    /// <param name="logvar">log σ_q², [N, K].</param>
    public Elbo ExactBound(Tensor x, Tensor mu, Tensor logvar)
    {
        RequireItems(x);
        var spread = (logvar.exp() * _weights.square().sum(0L)).sum(-1L);
        return new(LogDensity((x - Decode(mu)).square().sum(-1L) + spread), DiagonalGaussian.DivergenceFromStandard(mu, logvar));
    }

    /// <summary>KL(q(z|x) ‖ p(z|x)) from any q(z|x) = N(μ, diag σ_q²) to the exact posterior: what the bound lacks to log p(x).</summary>
    /// <param name="x">Items [N, D].</param>
    /// <param name="mu">μ, [N, K].</param>
    /// <param name="logvar">log σ_q², [N, K].</param>
    /// <returns>[N], ≥ 0, Float64, in nats.</returns>
    public Tensor Gap(Tensor x, Tensor mu, Tensor logvar)
    {
        RequireItems(x);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var exact = Exact;
        return KlDivergence.BetweenMultivariateNormals(
            mu.to(float64), diag_embed(exp(0.5 * logvar.to(float64))),
            exact.PosteriorMean(x.to(float64)), linalg.cholesky(exact.PosteriorCovariance)).MoveToOuterDisposeScope();
    }

    /// <summary>Encodes, draws one z per item, decodes: the mean of p(x|z).</summary>
    public override Tensor forward(Tensor input)
    {
        var (mu, logvar) = Encode(input);
        return Decode(DiagonalGaussian.Reparameterize(mu, logvar));
    }

    /// <inheritdoc/>
    protected override Elbo ToBound(Tensor x)
    {
        var (mu, logvar) = _encoder.call(x);
        return new(LogLikelihood(x, DiagonalGaussian.Reparameterize(mu, logvar)), DiagonalGaussian.DivergenceFromStandard(mu, logvar));
    }

    /// <inheritdoc/>
    protected override Tensor ToLogWeight(Tensor x)
    {
        var (mu, logvar) = _encoder.call(x);
        var z = DiagonalGaussian.Reparameterize(mu, logvar);
        return LogLikelihood(x, z) + DiagonalGaussian.StandardLogProb(z) - DiagonalGaussian.LogProb(z, mu, logvar);
    }

    /// <inheritdoc/>
    protected override Tensor DrawMeans(int count) => Decode(randn(count, Latents, dtype: _weights.dtype));

    /// <summary>−½ (D log 2πσ² + distance/σ²).</summary>
    /// <param name="distance">Squared, [N].</param>
    private Tensor LogDensity(Tensor distance) => -0.5 * (_weights.shape[0] * (LogTwoPi + _logNoise) + distance / _logNoise.exp());
}
