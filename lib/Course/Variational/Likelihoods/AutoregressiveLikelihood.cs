using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Variational;

/// <summary>
/// Black and white pixels that see those before them: p(x|z) = ∏ᵢ p(xᵢ | x₁ … xᵢ₋₁, z), in the order in which one reads. The logit of a pixel is the decoder's
/// plus what a masked network says of the pixels before (Germain et al., <i>MADE</i>, 2015, with direct connections). The chain rule makes this a distribution
/// over images, whatever the weights are; one so good that it can do without z.
/// </summary>
public sealed class AutoregressiveLikelihood : Likelihood
{
    private static readonly BernoulliLikelihood Pixel = new();

    // Named, because a module inside another registers its fields by itself, under their names.
    [ComponentName(Name = "read")]
    private readonly Linear _read;

    [ComponentName(Name = "say")]
    private readonly Linear _say;

    [ComponentName(Name = "direct")]
    private readonly Linear _direct;

    private readonly double _dropout;

    /// <param name="pixels">Of one item (D); items are flat, [N, D].</param>
    /// <param name="hidden">Units of the masked network: few make a weak decoder, many a strong one.</param>
    /// <param name="dropout">Share of the previous pixels that is hidden in training, so that z is needed ("word dropout"; Bowman et al. 2016).</param>
    public AutoregressiveLikelihood(int pixels, int hidden, double dropout = 0) : base(nameof(AutoregressiveLikelihood))
    {
        if (dropout is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(dropout), $"The share of hidden pixels is {dropout}; it must be 0 or more and below 1.");
        _dropout = dropout;
        _read = nn.Linear(pixels, hidden);
        // No biases: the decoder's logits have one for every pixel.
        _say = nn.Linear(hidden, pixels, hasBias: false);
        _direct = nn.Linear(pixels, pixels, hasBias: false);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor parameters, Tensor x) => Pixel.LogProb(parameters + FromPrevious(x), x);

    /// <summary>A draw stands for the mean, which has no formula here: all that the pixels may become would have to be tried.</summary>
    /// <param name="parameters">[N, D].</param>
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
        long pixels = _read.in_features, hidden = _read.out_features;
        var place = arange(pixels, dtype: float32);
        // Hidden unit k reads the pixels up to last[k], and only those after it hear what it says.
        var last = (arange(hidden, dtype: float32) * (pixels - 1) / hidden).floor();
        Tensor reads = (place <= last.unsqueeze(1)).to(float32), hears = (place.unsqueeze(1) > last).to(float32);
        // Black is −1 and white 1, so that a hidden pixel, 0, is neither.
        var seen = F.dropout(2 * x - 1, _dropout, training);
        var heard = F.linear(F.linear(seen, _read.weight! * reads, _read.bias).relu(), _say.weight! * hears);
        return heard + F.linear(seen, _direct.weight!.tril(-1));
    }
}
