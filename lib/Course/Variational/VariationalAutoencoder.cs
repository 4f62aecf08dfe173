using System.Numerics;
using Course.Autoencoders;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// The variational autoencoder of Kingma and Welling (2014): the encoder gives the mean and log-variance of q(z|x), the decoder the parameters of p(x|z),
/// which a <see cref="Variational.Likelihood"/> makes a distribution; the prior is N(0, I).
/// </summary>
public class VariationalAutoencoder : LatentVariableModel
{
    // Named, because a module inside another registers its fields by itself, under their names.
    [ComponentName(Name = "encoder")]
    private readonly GaussianEncoder _encoder;

    [ComponentName(Name = "decoder")]
    private readonly nn.Module<Tensor, Tensor> _decoder;

    [ComponentName(Name = "likelihood")]
    private readonly Likelihood _likelihood;

    /// <summary>One hidden layer on each side and a Bernoulli for every pixel: the model of lecture 07.</summary>
    /// <param name="inputs">Pixels of one image (D).</param>
    /// <param name="hidden">Units of each hidden layer.</param>
    /// <param name="latents">Dimensions of z (Z).</param>
    public VariationalAutoencoder(int inputs = 784, int hidden = 400, int latents = 20) : this(inputs, [hidden], latents)
    {
    }

    /// <summary>Fully connected layers with ReLU between them: D → hidden … → Z → hidden … → P · D.</summary>
    /// <param name="inputs">Numbers of an item (D).</param>
    /// <param name="hidden">Units of the encoder's hidden layers, one or more; the decoder has them in reverse.</param>
    /// <param name="latents">Dimensions of z (Z).</param>
    /// <param name="likelihood">p(x|z); <see cref="BernoulliLikelihood"/> when absent.</param>
    public VariationalAutoencoder(int inputs, int[] hidden, int latents, Likelihood? likelihood = null)
        : this([inputs], PerceptronEncoder(inputs, hidden, latents), PerceptronDecoder(inputs, hidden, latents, likelihood), likelihood)
    {
    }

    /// <summary>Any networks.</summary>
    /// <param name="item">Shape of one item: [784], or [C, H, W].</param>
    /// <param name="encoder">q(z|x).</param>
    /// <param name="decoder">From z [N, Z] to the parameters of p(x|z): [N, P · D] or [N, P · C, H, W], see
    /// <see cref="Likelihood.ParametersPerValue"/>.</param>
    /// <param name="likelihood">p(x|z); <see cref="BernoulliLikelihood"/> when absent.</param>
    public VariationalAutoencoder(long[] item, GaussianEncoder encoder, nn.Module<Tensor, Tensor> decoder, Likelihood? likelihood = null)
        : base(nameof(VariationalAutoencoder), item)
    {
        (_encoder, _decoder, _likelihood) = (encoder, decoder, likelihood ?? new BernoulliLikelihood());
        register_module("encoder", _encoder);
        register_module("decoder", _decoder);
        register_module("likelihood", _likelihood);
    }

    /// <summary>Convolutions of 4 × 4 with stride 2 halve the sides and double the channels; transposed ones go the same way back.</summary>
    /// <param name="channels">Colours of an image (C).</param>
    /// <param name="side">Height and width of an image; divisible by 2 as often as there are levels.</param>
    /// <param name="latents">Dimensions of z (Z).</param>
    /// <param name="width">Channels after the first convolution.</param>
    /// <param name="levels">Convolutions on either side, 1 or more.</param>
    /// <param name="likelihood">p(x|z); <see cref="BernoulliLikelihood"/> when absent.</param>
    /// <param name="normalized">Batch normalisation between the convolutions and their ReLU: learns faster where there are many.</param>
    /// <exception cref="ArgumentException">A side that cannot be halved so often.</exception>
    public static VariationalAutoencoder Convolutional(
        int channels = 1, int side = 28, int latents = 16, int width = 32, int levels = 2, Likelihood? likelihood = null, bool normalized = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        if (BitOperations.TrailingZeroCount(side) < levels)
            throw new ArgumentException($"Images of {side} × {side} cannot be halved {levels} times.", nameof(side));
        likelihood ??= new BernoulliLikelihood();
        int small = side >> levels, deep = width << (levels - 1), flat = deep * small * small;
        nn.Module<Tensor, Tensor>[] Activation(int level) => normalized ? [nn.BatchNorm2d(width << level), nn.ReLU()] : [nn.ReLU()];
        List<nn.Module<Tensor, Tensor>> trunk = [];
        for (int level = 0; level < levels; level++)
            trunk.AddRange([nn.Conv2d(level == 0 ? channels : width << (level - 1), width << level, 4, 2, 1), .. Activation(level)]);
        trunk.Add(nn.Flatten());
        var encoder = new GaussianEncoder(nn.Sequential(trunk), flat, latents);

        List<nn.Module<Tensor, Tensor>> decoder = [nn.Linear(latents, flat), nn.ReLU(), nn.Unflatten(1, [deep, small, small])];
        for (int level = levels - 1; level >= 0; level--)
        {
            int to = level == 0 ? likelihood.ParametersPerValue * channels : width << (level - 1);
            decoder.Add(nn.ConvTranspose2d(width << level, to, 4, 2, 1));
            if (level > 0) decoder.AddRange(Activation(level - 1));
        }
        return new VariationalAutoencoder([channels, side, side], encoder, nn.Sequential(decoder), likelihood);
    }

    /// <summary>Dimensions of z (Z).</summary>
    public int Latents => _encoder.Latents;

    /// <summary>The distribution of an item whose parameters the decoder computes.</summary>
    public Likelihood Likelihood => _likelihood;

    /// <summary>q(z|x) = N(μ(x), diag σ²(x)).</summary>
    /// <param name="x">Items [N, …].</param>
    /// <returns>μ and log σ², each [N, Z].</returns>
    /// <exception cref="ArgumentException">Items of another shape.</exception>
    public (Tensor mu, Tensor logvar) Encode(Tensor x)
    {
        RequireItems(x);
        return Posterior(x);
    }

    /// <summary>The parameters of p(x|z); of a Bernoulli: logits.</summary>
    /// <param name="z">Latents [N, Z].</param>
    /// <returns>[N, P · D] or [N, P · C, H, W].</returns>
    /// <exception cref="ArgumentException">Codes of another length.</exception>
    public Tensor Decode(Tensor z)
    {
        if (z.shape is not [_, var length] || length != Latents)
            throw new ArgumentException($"{GetName()} takes codes [N, {Latents}], but these are [{string.Join(", ", z.shape)}].");
        return _decoder.call(z);
    }

    /// <summary>The mean image of p(x|z).</summary>
    /// <param name="z">Latents [N, Z].</param>
    /// <returns>[N, …], of the shape of the items.</returns>
    public Tensor Mean(Tensor z) => Likelihood.Mean(Decode(z));

    /// <summary>log p(x|z), summed over the numbers of an item.</summary>
    /// <param name="x">Items [N, …].</param>
    /// <param name="z">Latents [N, Z].</param>
    /// <returns>[N], in nats.</returns>
    public virtual Tensor LogLikelihood(Tensor x, Tensor z) => Likelihood.LogProb(Decode(z), x);

    /// <summary>Both sides of the evidence lower bound, z drawn once for each item from any Gaussian in the place of the encoder's.</summary>
    /// <param name="x">Items [N, …].</param>
    /// <param name="mu">Means of q(z), [N, Z].</param>
    /// <param name="logvar">log σ² of q(z), [N, Z].</param>
    public Elbo Bound(Tensor x, Tensor mu, Tensor logvar) =>
        new(LogLikelihood(x, DiagonalGaussian.Reparameterize(mu, logvar)), Divergence(mu, logvar));

    /// <summary>What <see cref="Decode"/> computes with a Bernoulli, layer by layer, with the sigmoid: z to the mean image, for a page that decodes by
    /// itself.</summary>
    public IReadOnlyList<nn.Module<Tensor, Tensor>> DecoderLayers => [_decoder, nn.Sigmoid()];

    /// <summary>Encodes, draws one z per item, decodes: the mean image of p(x|z).</summary>
    public override Tensor forward(Tensor input)
    {
        var (mu, logvar) = Encode(input);
        return Mean(DiagonalGaussian.Reparameterize(mu, logvar));
    }

    /// <summary>q(z|x) itself; the shape has been checked. A relative may restrict it.</summary>
    protected virtual (Tensor mu, Tensor logvar) Posterior(Tensor x) => _encoder.call(x);

    /// <summary>KL(q(z|x) ‖ p(z)) of each item and dimension.</summary>
    /// <returns>[N, Z], in nats.</returns>
    protected virtual Tensor Divergence(Tensor mu, Tensor logvar) => DiagonalGaussian.DivergenceFromStandard(mu, logvar);

    /// <summary>log p(z).</summary>
    /// <returns>[N], in nats.</returns>
    protected virtual Tensor LogPrior(Tensor z) => DiagonalGaussian.StandardLogProb(z);

    /// <inheritdoc/>
    protected override Elbo ToBound(Tensor x)
    {
        var (mu, logvar) = Posterior(x);
        return Bound(x, mu, logvar);
    }

    /// <inheritdoc/>
    protected override Tensor ToLogWeight(Tensor x) => ToLogWeights(x, 1).view(-1);

    /// <inheritdoc/>
    protected override Tensor ToLogWeights(Tensor x, int draws)
    {
        var (mu, logvar) = Posterior(x);
        (mu, logvar) = (mu.repeat_interleave(draws, 0), logvar.repeat_interleave(draws, 0));
        var z = DiagonalGaussian.Reparameterize(mu, logvar);
        return (LogLikelihood(x.repeat_interleave(draws, 0), z) + LogPrior(z) - DiagonalGaussian.LogProb(z, mu, logvar)).view(-1, draws);
    }

    /// <inheritdoc/>
    protected override Tensor DrawMeans(int count) => Mean(randn(count, Latents));

    private static GaussianEncoder PerceptronEncoder(int inputs, int[] hidden, int latents)
    {
        if (hidden.Length == 0) throw new ArgumentException("The encoder needs a hidden layer.", nameof(hidden));
        return new(Perceptron.Of([inputs, .. hidden], nn.ReLU()), hidden[^1], latents);
    }

    private static nn.Module<Tensor, Tensor> PerceptronDecoder(int inputs, int[] hidden, int latents, Likelihood? likelihood) =>
        Perceptron.Of([latents, .. hidden.Reverse(), (likelihood?.ParametersPerValue ?? 1) * inputs]);
}
