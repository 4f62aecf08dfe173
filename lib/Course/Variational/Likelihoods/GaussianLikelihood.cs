using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// Every pixel is N(μ, σ²), its mean given by the decoder. What is σ? A number of your own (<see cref="Fixed"/>), one number that is learned
/// (<see cref="Shared"/>), or the decoder's second answer for each pixel (<see cref="PerValue"/>).
/// </summary>
/// <remarks>
/// <see cref="LogProb"/> is a log-<b>density</b>, which has no upper limit: train on dequantised values or keep a floor under σ.
/// </remarks>
public sealed class GaussianLikelihood : Likelihood
{
    // e^(20/2) = 22,026 is a deviation that no value in [0, 1] asks for.
    private const double LargestLogVariance = 20;

    // log σ² for all values; null when the decoder gives one for each.
    [ComponentName(Name = "logvar")]
    private readonly Parameter? _shared;

    private readonly double _logVariance;

    private GaussianLikelihood(double sigma, Parameter? shared, int parameters) : base(nameof(GaussianLikelihood))
    {
        if (!(sigma > 0 && double.IsFinite(sigma))) throw new ArgumentOutOfRangeException(nameof(sigma), $"σ is {sigma}; it must be above 0 and finite.");
        (_logVariance, _shared, ParametersPerValue) = (2 * Math.Log(sigma), shared, parameters);
        if (shared is not null) register_parameter("logvar", shared);
    }

    /// <inheritdoc/>
    public override int ParametersPerValue { get; }

    /// <summary>One σ that stays as it is. −log p is then C · ‖x − μ‖² + const with C = 1/(2σ²): the weight of the squared error <i>is</i> a choice of σ.</summary>
    /// <param name="sigma">σ, above 0.</param>
    public static GaussianLikelihood Fixed(double sigma) => new(sigma, null, 1);

    /// <summary>One σ for all values, learned with the weights; at the optimum σ² is the mean squared error (Rybkin, Daniilidis and Levine, <i>Simple and
    /// effective VAE training with calibrated decoders</i>, 2021).</summary>
    /// <param name="sigma">Where it starts, above 0.</param>
    public static GaussianLikelihood Shared(double sigma = 1) => new(sigma, new Parameter(tensor(2 * Math.Log(sigma), float32)), 1);

    /// <summary>A σ for each value: the decoder gives μ and log σ².</summary>
    /// <param name="floor">No σ falls below it. Without a floor, a pixel that is black in all images drives its density to infinity.</param>
    public static GaussianLikelihood PerValue(double floor = 1e-3) => new(floor, null, 2);

    /// <summary>The deviation of each value; one number unless the decoder gives them.</summary>
    /// <param name="parameters">[N, P · D] or [N, P · C, H, W].</param>
    /// <returns>σ, [N, D] or [N, C, H, W], or a 0-d tensor.</returns>
    public Tensor Sigma(Tensor parameters) => (0.5 * LogVariance(parameters)).exp();

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor parameters, Tensor x)
    {
        var logvar = LogVariance(parameters);
        return DiagonalGaussian.LogProb(x.flatten(1), Mean(parameters).flatten(1), logvar.ndim == 0 ? logvar : logvar.flatten(1));
    }

    /// <inheritdoc/>
    public override Tensor Mean(Tensor parameters) => parameters.chunk(ParametersPerValue, 1)[0];

    /// <inheritdoc/>
    public override Tensor Sample(Tensor parameters) => DiagonalGaussian.Reparameterize(Mean(parameters), LogVariance(parameters));

    private Tensor LogVariance(Tensor parameters) => ParametersPerValue == 2
        ? SoftFloor.Of(parameters.chunk(2, 1)[1], _logVariance, LargestLogVariance)
        : _shared ?? tensor(_logVariance, parameters.dtype);
}
