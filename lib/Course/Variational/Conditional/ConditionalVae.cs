using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Variational;

/// <summary>
/// The conditional variational autoencoder (Sohn, Lee and Yan 2015): both networks are told the class y of an image, so that z is left with what the class does
/// not say, the style. q(z|x, y) and p(x|z, y) have one hidden layer each; the prior is N(0, I) for every class.
/// </summary>
/// <remarks>An item is an image with its class behind it, one-hot: [D + C]. The bound is one on log p(x|y).</remarks>
public sealed class ConditionalVae : LatentVariableModel
{
    // Named, because a module inside another registers its fields by itself, under their names.
    [ComponentName(Name = "image")]
    private readonly Linear _image;

    [ComponentName(Name = "image_class")]
    private readonly Linear _imageClass;

    [ComponentName(Name = "encoder")]
    private readonly GaussianEncoder _encoder;

    [ComponentName(Name = "code")]
    private readonly Linear _code;

    [ComponentName(Name = "code_class")]
    private readonly Linear _codeClass;

    [ComponentName(Name = "output")]
    private readonly Linear _output;

    [ComponentName(Name = "likelihood")]
    private readonly Likelihood _likelihood;

    /// <param name="inputs">Numbers of an image (D).</param>
    /// <param name="classes">How many (C), 2 or more.</param>
    /// <param name="hidden">Units of the hidden layer on either side.</param>
    /// <param name="latents">Dimensions of z (Z).</param>
    /// <param name="likelihood">p(x|z, y); <see cref="BernoulliLikelihood"/> when absent.</param>
    public ConditionalVae(int inputs = 784, int classes = 10, int hidden = 400, int latents = 20, Likelihood? likelihood = null)
        : base(nameof(ConditionalVae), [inputs + classes])
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        (Inputs, Classes, _likelihood) = (inputs, classes, likelihood ?? new BernoulliLikelihood());
        // A layer that sees [x, y] side by side is the sum of one for each; apart, x needs to go through but once for all classes.
        _image = nn.Linear(inputs, hidden);
        _imageClass = nn.Linear(classes, hidden, hasBias: false);
        _encoder = new GaussianEncoder(nn.ReLU(), hidden, latents);
        _code = nn.Linear(latents, hidden);
        _codeClass = nn.Linear(classes, hidden, hasBias: false);
        _output = nn.Linear(hidden, _likelihood.ParametersPerValue * inputs);
        RegisterComponents();
    }

    /// <summary>Numbers of an image (D).</summary>
    public int Inputs { get; }

    /// <summary>Number of classes (C).</summary>
    public int Classes { get; }

    /// <summary>Dimensions of z (Z).</summary>
    public int Latents => _encoder.Latents;

    /// <summary>Images and their classes as items: each image with its class behind it, one-hot.</summary>
    /// <param name="images">[N, D].</param>
    /// <param name="labels">[N], int64, 0 to C − 1.</param>
    /// <returns>[N, D + C].</returns>
    /// <exception cref="ArgumentException">Images of another shape, or not one label each.</exception>
    public Tensor Join(Tensor images, Tensor labels) => cat([RequireImages(images), OneHot(labels, images.shape[0])], 1);

    /// <summary>q(z|x, y) = N(μ, diag σ²): what is left to say about an image whose class is known.</summary>
    /// <param name="images">[N, D].</param>
    /// <param name="labels">[N], int64.</param>
    /// <returns>μ and log σ², each [N, Z].</returns>
    /// <exception cref="ArgumentException">Images of another shape, or not one label each.</exception>
    public (Tensor mu, Tensor logvar) Encode(Tensor images, Tensor labels) => Posterior(RequireImages(images), OneHot(labels, images.shape[0]));

    /// <summary>The mean image of p(x|z, y): the style z, written as class y.</summary>
    /// <param name="z">[N, Z].</param>
    /// <param name="labels">[N], int64.</param>
    /// <returns>[N, D].</returns>
    /// <exception cref="ArgumentException">Codes of another length, or not one label each.</exception>
    public Tensor Mean(Tensor z, Tensor labels)
    {
        if (z.shape is not [_, var length] || length != Latents)
            throw new ArgumentException($"{GetName()} takes codes [N, {Latents}], but these are [{string.Join(", ", z.shape)}].");
        return _likelihood.Mean(Decode(z, OneHot(labels, z.shape[0])));
    }

    /// <summary>Encodes, draws one z per item, decodes: the mean image of p(x|z, y) with the class behind it.</summary>
    /// <param name="input">Items [N, D + C].</param>
    public override Tensor forward(Tensor input)
    {
        RequireItems(input);
        var (images, given) = Split(input);
        var (mu, logvar) = Posterior(images, given);
        return cat([_likelihood.Mean(Decode(DiagonalGaussian.Reparameterize(mu, logvar), given)), given], 1);
    }

    /// <summary>Both sides of the bound on log p(x|y) for <b>every</b> class, whatever the true one: what a model needs that is not told the class.</summary>
    /// <param name="images">[N, D].</param>
    /// <returns>log p(x|z, y) and KL(q(z|x, y) ‖ p(z)), each [N, C]; one z is drawn for each image and class.</returns>
    internal (Tensor LogLikelihood, Tensor Divergence) BoundOfEveryClass(Tensor images)
    {
        long count = images.shape[0], pairs = count * Classes;
        var features = (_image.call(images).unsqueeze(1) + _imageClass.call(eye(Classes))).view(pairs, -1);
        var (mu, logvar) = _encoder.call(features);
        var z = DiagonalGaussian.Reparameterize(mu, logvar);
        var parameters = Decode(z, eye(Classes).repeat(count, 1));
        var repeated = images.unsqueeze(1).expand(-1, Classes, -1).reshape(pairs, -1);
        return (_likelihood.LogProb(parameters, repeated).view(count, Classes),
            DiagonalGaussian.DivergenceFromStandard(mu, logvar).sum(1L).view(count, Classes));
    }

    /// <inheritdoc/>
    protected override Elbo ToBound(Tensor x)
    {
        var (images, given) = Split(x);
        var (mu, logvar) = Posterior(images, given);
        var z = DiagonalGaussian.Reparameterize(mu, logvar);
        return new(_likelihood.LogProb(Decode(z, given), images), DiagonalGaussian.DivergenceFromStandard(mu, logvar));
    }

    /// <inheritdoc/>
    protected override Tensor ToLogWeight(Tensor x)
    {
        var (images, given) = Split(x);
        var (mu, logvar) = Posterior(images, given);
        var z = DiagonalGaussian.Reparameterize(mu, logvar);
        return _likelihood.LogProb(Decode(z, given), images) + DiagonalGaussian.StandardLogProb(z) - DiagonalGaussian.LogProb(z, mu, logvar);
    }

    /// <summary>Every class is as likely as any other; the class drawn stands behind the image.</summary>
    protected override Tensor DrawMeans(int count)
    {
        var labels = randint(0, Classes, [count], dtype: int64);
        return Join(Mean(randn(count, Latents), labels), labels);
    }

    private (Tensor Images, Tensor Given) Split(Tensor items) => (items.narrow(1, 0, Inputs), items.narrow(1, Inputs, Classes));

    private (Tensor mu, Tensor logvar) Posterior(Tensor images, Tensor given) => _encoder.call(_image.call(images) + _imageClass.call(given));

    private Tensor Decode(Tensor z, Tensor given) => _output.call((_code.call(z) + _codeClass.call(given)).relu());

    private Tensor RequireImages(Tensor images) => images.shape is [_, var length] && length == Inputs
        ? images
        : throw new ArgumentException($"{GetName()} takes images [N, {Inputs}], but these are [{string.Join(", ", images.shape)}].");

    private Tensor OneHot(Tensor labels, long count)
    {
        if (labels.shape is not [var given] || given != count)
            throw new ArgumentException($"{count} items need one label each, [{count}], but the labels are [{string.Join(", ", labels.shape)}].");
        return F.one_hot(labels, Classes).to(float32);
    }
}
