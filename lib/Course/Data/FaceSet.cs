using TorchSharp;

namespace Course.Data;

/// <summary>Drawn faces with the factors that made them. Immutable.</summary>
public sealed class FaceSet
{
    private readonly FaceFactors[] _factors;

    internal FaceSet(ColourImages images, FaceFactors[] factors) => (Images, _factors) = (images, factors);

    /// <summary>The images.</summary>
    public ColourImages Images { get; }

    /// <summary>The factors of each image, in the order of the images.</summary>
    public ReadOnlyMemory<FaceFactors> Factors => _factors;

    /// <summary>The factors as a Float32 tensor [N, 6], its columns named by <see cref="FaceFactors.Names"/>.</summary>
    public torch.Tensor FactorsToTensor() =>
        torch.tensor(_factors.SelectMany(face => face.ToArray()).ToArray(), [_factors.Length, FaceFactors.Names.Count]);

    /// <summary>The same as <see cref="Images"/>.</summary>
    public override string ToString() => Images.ToString();
}
