using TorchSharp;

namespace Course.Data;

/// <summary>Drawn images with the factors that made them. Immutable.</summary>
/// <typeparam name="TImages">What the images are: <see cref="DigitImages"/> or <see cref="ColourImages"/>.</typeparam>
/// <typeparam name="TFactors">All that decides how one of them looks.</typeparam>
public sealed class DrawnImages<TImages, TFactors>
    where TImages : class
    where TFactors : struct, IFactors<TFactors>
{
    private readonly TFactors[] _factors;

    internal DrawnImages(TImages images, TFactors[] factors) => (Images, _factors) = (images, factors);

    /// <summary>The images, of digits with their labels.</summary>
    public TImages Images { get; }

    /// <summary>The factors of each image, in the order of the images.</summary>
    public ReadOnlyMemory<TFactors> Factors => _factors;

    /// <summary>The factors as a Float32 tensor [N, F], its columns named by <see cref="IFactors{TSelf}.Names"/>.</summary>
    public torch.Tensor FactorsToTensor() =>
        torch.tensor(_factors.SelectMany(factors => factors.ToArray()).ToArray(), [_factors.Length, TFactors.Names.Count]);

    /// <summary>The same as <see cref="Images"/>.</summary>
    public override string? ToString() => Images.ToString();
}
