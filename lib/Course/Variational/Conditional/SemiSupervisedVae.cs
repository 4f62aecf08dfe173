using Course.Metrics;
using Course.Training;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Variational;

/// <summary>
/// Model M2 of Kingma, Rezende, Mohamed and Welling (2014): the class y is a latent variable that some images come with. A conditional autoencoder explains an
/// image by its class and a style z; a classifier q(y|x) guesses the class where it is not told. Images without labels thus teach the classifier too: a wrong
/// guess makes them hard to explain.
/// </summary>
/// <remarks>An item is an image [D] without a label. All classes are equally likely, p(y) = 1/C.</remarks>
public sealed class SemiSupervisedVae : LatentVariableModel
{
    // Named, because a module inside another registers its fields by itself, under their names.
    [ComponentName(Name = "given_class")]
    private readonly ConditionalVae _givenClass;

    [ComponentName(Name = "classifier")]
    private readonly PerceptronClassifier _classifier;

    /// <param name="givenClass">q(z|x, y) and p(x|z, y).</param>
    /// <param name="classifier">The logits of q(y|x): [N, D] to [N, C].</param>
    public SemiSupervisedVae(ConditionalVae givenClass, PerceptronClassifier classifier) : base(nameof(SemiSupervisedVae), [givenClass.Inputs])
    {
        if (classifier.Inputs != givenClass.Inputs || classifier.Classes != givenClass.Classes)
            throw new ArgumentException($"The classifier tells {classifier.Classes} classes of [N, {classifier.Inputs}] apart, "
                + $"the autoencoder {givenClass.Classes} of [N, {givenClass.Inputs}]; they must agree.");
        (_givenClass, _classifier) = (givenClass, classifier);
        RegisterComponents();
    }

    /// <summary>q(z|x, y) and p(x|z, y).</summary>
    public ConditionalVae GivenClass => _givenClass;

    /// <summary>q(y|x).</summary>
    public PerceptronClassifier Classifier => _classifier;

    /// <summary>The bound on log p(x, y) of images whose class is known: that on log p(x|y), plus log p(y) (equation 6).</summary>
    /// <param name="images">[N, D].</param>
    /// <param name="labels">[N], int64.</param>
    /// <returns>[N], in nats; one z is drawn for each.</returns>
    /// <exception cref="ArgumentException">Images of another shape, or not one label each.</exception>
    public Tensor LabelledBound(Tensor images, Tensor labels)
    {
        var bound = _givenClass.Bound(_givenClass.Join(images, labels));
        return bound.LogLikelihood - bound.Divergence.sum(1L) - Math.Log(_givenClass.Classes);
    }

    /// <summary>
    /// What semi-supervised training minimises (equation 9): −bound of the images without labels, −bound of those with, and <paramref name="alpha"/> times
    /// the classifier's cross-entropy, because the bound of a labelled image does not contain q(y|x).
    /// </summary>
    /// <param name="unlabelled">[N, D].</param>
    /// <param name="images">[M, D].</param>
    /// <param name="labels">Of <paramref name="images"/>: [M], int64.</param>
    /// <param name="alpha">Weight of the cross-entropy, 0 or more.</param>
    /// <returns>The loss, each side a mean over its own images, with its terms "unlabelled", "labelled" and "cross-entropy".</returns>
    /// <exception cref="ArgumentException">Images of another shape, or not one label each.</exception>
    public LossTerms Loss(Tensor unlabelled, Tensor images, Tensor labels, double alpha)
    {
        if (!(alpha >= 0)) throw new ArgumentOutOfRangeException(nameof(alpha), $"The weight of the cross-entropy is {alpha}; it must be 0 or more.");
        var without = Loss(unlabelled).Total;
        var with = -LabelledBound(images, labels).mean();
        var entropy = F.cross_entropy(_classifier.call(images), labels);
        return new(without + with + alpha * entropy, ("unlabelled", without), ("labelled", with), ("cross-entropy", entropy));
    }

    /// <summary>Guesses the class, draws one z, decodes: the mean image of p(x|z, y) at the likeliest y.</summary>
    /// <param name="input">Items [N, D].</param>
    public override Tensor forward(Tensor input)
    {
        RequireItems(input);
        var guess = _givenClass.Join(input, _classifier.call(input).argmax(1));
        return _givenClass.call(guess).narrow(1, 0, _givenClass.Inputs);
    }

    /// <summary>
    /// The bound on log p(x), the class summed out one by one (equation 7): Σ q(y|x) log p(x|z, y), and two divergences, that of the class and that of the
    /// style, the latter averaged over q(y|x).
    /// </summary>
    protected override Elbo ToBound(Tensor x)
    {
        var logGuess = _classifier.call(x).log_softmax(1);
        var guess = logGuess.exp();
        var (logLikelihood, divergence) = _givenClass.BoundOfEveryClass(x);
        var ofClass = (guess * (logGuess + Math.Log(_givenClass.Classes))).sum(1L);
        return new((guess * logLikelihood).sum(1L), stack([ofClass, (guess * divergence).sum(1L)], 1));
    }

    /// <inheritdoc/>
    protected override Tensor ToLogWeight(Tensor x)
    {
        var logGuess = _classifier.call(x).log_softmax(1);
        var labels = multinomial(logGuess.detach().exp(), 1);
        var ofClass = -Math.Log(_givenClass.Classes) - logGuess.gather(1, labels).squeeze(1);
        return _givenClass.LogWeight(_givenClass.Join(x, labels.squeeze(1))) + ofClass;
    }

    /// <inheritdoc/>
    protected override Tensor DrawMeans(int count) => _givenClass.Sample(count).narrow(1, 0, _givenClass.Inputs);
}
