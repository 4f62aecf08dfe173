using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Variational;

/// <summary>
/// Black and white pixels that see those before them: p(x|z) = ∏ᵢ p(xᵢ | x₁ … xᵢ₋₁, z), with the logit of pixel i the decoder's, plus what a masked network
/// says of the pixels before i (MADE; Germain et al. 2015). The chain rule makes it a distribution over images, whatever the weights are. So strong that it can
/// do without z.
/// </summary>
public sealed class AutoregressiveLikelihood : Likelihood
{
    private static readonly BernoulliLikelihood Pixel = new();

    // Named, because a module inside another registers its fields by itself, under their names.
    [ComponentName(Name = "previous")]
    private readonly Linear _previous;

    [ComponentName(Name = "pixel")]
    private readonly Linear _pixel;

    private readonly double _dropout;

    /// <param name="pixels">Of one item (D).</param>
    /// <param name="hidden">Units of the masked network: few make a weak decoder, many a strong one.</param>
    /// <param name="dropout">Share of the previous pixels that is hidden in training, so that z is needed ("word dropout"; Bowman et al. 2016).</param>
    public AutoregressiveLikelihood(int pixels, int hidden, double dropout = 0) : base(nameof(AutoregressiveLikelihood))
    {
        if (dropout is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(dropout), $"The share of hidden pixels is {dropout}; it must be 0 or more and below 1.");
        _previous = nn.Linear(pixels, hidden);
        // No bias: the decoder's logits have one for every pixel.
        _pixel = nn.Linear(hidden, pixels, hasBias: false);
        _dropout = dropout;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor parameters, Tensor x) => Pixel.LogProb(parameters + FromPrevious(x), x);

    /// <summary>A draw: the mean over all images that the pixels may become together has no formula.</summary>
    /// <inheritdoc/>
    public override Tensor Mean(Tensor parameters) => Sample(parameters);

    /// <inheritdoc/>
    public override Tensor Sample(Tensor parameters)
    {
        var x = zeros_like(parameters);
        for (long pixel = 0; pixel < x.shape[1]; pixel++)
        {
            using var scope = NewDisposeScope();
            x[.., pixel] = Pixel.Sample((parameters + FromPrevious(x))[.., pixel]);
        }
        return x;
    }

    /// <summary>What the pixels before add to the logit of each pixel, [N, D].</summary>
    private Tensor FromPrevious(Tensor x)
    {
        long pixels = _previous.in_features, hidden = _previous.out_features;
        // Unit k has read the pixels up to last[k], and is heard by those after it.
        var last = (arange(hidden, dtype: float32) * (pixels - 1) / hidden).floor().unsqueeze(1);
        var place = arange(pixels, dtype: float32);
        Tensor reads = (place <= last).to(float32), heard = (place.unsqueeze(1) > last.squeeze(1)).to(float32);
        // Black is −1 and white 1, so that a hidden pixel, 0, is neither.
        var seen = F.dropout(2 * x - 1, _dropout, training);
        return F.linear(F.linear(seen, _previous.weight! * reads, _previous.bias).relu(), _pixel.weight! * heard);
    }
}
