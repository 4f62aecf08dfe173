using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Variational;

/// <summary>
/// The variational autoencoder of Kingma and Welling (2014) with one hidden layer on each side: the encoder gives the mean and
/// log-variance of q(z|x), the decoder the logits of p(x|z).
/// </summary>
public sealed class VariationalAutoencoder : nn.Module<Tensor, (Tensor logits, Tensor mu, Tensor logvar)>
{
    // Created in this order, which fixes which random numbers each layer starts with.
    private readonly Linear _toHidden;
    private readonly Linear _toMu;
    private readonly Linear _toLogvar;
    private readonly Linear _fromLatent;
    private readonly Linear _toLogits;

    /// <param name="inputs">Pixels of one image (D).</param>
    /// <param name="hidden">Units of each hidden layer.</param>
    /// <param name="latents">Dimensions of z (Z).</param>
    public VariationalAutoencoder(int inputs = 784, int hidden = 400, int latents = 20) : base(nameof(VariationalAutoencoder))
    {
        (Inputs, Hidden, Latents) = (inputs, hidden, latents);
        _toHidden = nn.Linear(inputs, hidden);
        _toMu = nn.Linear(hidden, latents);
        _toLogvar = nn.Linear(hidden, latents);
        _fromLatent = nn.Linear(latents, hidden);
        _toLogits = nn.Linear(hidden, inputs);
        register_module("encoder_hidden", _toHidden);
        register_module("encoder_mu", _toMu);
        register_module("encoder_logvar", _toLogvar);
        register_module("decoder_hidden", _fromLatent);
        register_module("decoder_logits", _toLogits);
    }

    /// <summary>Pixels of one image (D).</summary>
    public int Inputs { get; }

    /// <summary>Units of each hidden layer.</summary>
    public int Hidden { get; }

    /// <summary>Dimensions of z (Z).</summary>
    public int Latents { get; }

    /// <summary>q(z|x) = N(μ(x), diag σ²(x)).</summary>
    /// <param name="x">Images [N, D], values in [0, 1].</param>
    /// <returns>μ and log σ², each [N, Z].</returns>
    public (Tensor mu, Tensor logvar) Encode(Tensor x)
    {
        var h = F.relu(_toHidden.call(x));
        return (_toMu.call(h), _toLogvar.call(h));
    }

    /// <summary>The logits of p(x|z); their sigmoid is the mean image.</summary>
    /// <param name="z">Latents [N, Z].</param>
    /// <returns>Logits [N, D].</returns>
    public Tensor Decode(Tensor z) => _toLogits.call(F.relu(_fromLatent.call(z)));

    /// <summary>What <see cref="Decode"/> computes, layer by layer, with the sigmoid: z to the mean image, for a page that decodes by
    /// itself.</summary>
    public IReadOnlyList<nn.Module<Tensor, Tensor>> DecoderLayers => [_fromLatent, nn.ReLU(), _toLogits, nn.Sigmoid()];

    /// <summary>z = μ + σ ε with ε ~ N(0, I): randomness moves into ε, so that the gradient reaches μ and σ.</summary>
    public static Tensor Reparameterize(Tensor mu, Tensor logvar) => mu + exp(0.5 * logvar) * randn_like(mu);

    /// <summary>Encodes, draws one z per image, decodes.</summary>
    public override (Tensor logits, Tensor mu, Tensor logvar) forward(Tensor input)
    {
        var (mu, logvar) = Encode(input);
        return (Decode(Reparameterize(mu, logvar)), mu, logvar);
    }

    /// <summary>Mean images of z drawn from the prior N(0, I).</summary>
    /// <param name="count">How many (N).</param>
    /// <returns>[N, D], values in [0, 1].</returns>
    public Tensor Sample(int count)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        return Decode(randn(count, Latents)).sigmoid().MoveToOuterDisposeScope();
    }
}
