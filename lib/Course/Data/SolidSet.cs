using TorchSharp;

namespace Course.Data;

/// <summary>Drawn solids with the factors that made them. Immutable.</summary>
public sealed class SolidSet
{
    private readonly SolidFactors[] _factors;

    internal SolidSet(ColourImages images, SolidFactors[] factors) => (Images, _factors) = (images, factors);

    /// <summary>The images.</summary>
    public ColourImages Images { get; }

    /// <summary>The factors of each image, in the order of the images.</summary>
    public ReadOnlyMemory<SolidFactors> Factors => _factors;

    /// <summary>The factors as a Float32 tensor [N, 4], its columns named by <see cref="SolidFactors.Names"/>.</summary>
    public torch.Tensor FactorsToTensor() =>
        torch.tensor(_factors.SelectMany(solid => solid.ToArray()).ToArray(), [_factors.Length, SolidFactors.Names.Count]);

    /// <summary>The same as <see cref="Images"/>.</summary>
    public override string ToString() => Images.ToString();
}
