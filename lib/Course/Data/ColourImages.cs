using TorchSharp;

namespace Course.Data;

/// <summary>Square colour images and where they come from. Immutable.</summary>
public sealed class ColourImages
{
    private readonly byte[] _pixels;

    // Takes the array over: the callers in this assembly made it and let go of it.
    internal ColourImages(string name, string provenance, Split split, int side, byte[] pixels)
    {
        if (pixels.Length % (3 * side * side) != 0)
            throw new ArgumentException($"{pixels.Length} bytes are not a whole number of images of 3 × {side} × {side}.");
        (Name, Provenance, Split, Side, _pixels) = (name, provenance, split, side, pixels);
    }

    /// <summary>Name of the data set.</summary>
    public string Name { get; }

    /// <summary>One sentence for a reader: where these images come from.</summary>
    public string Provenance { get; }

    /// <summary>Training or test part.</summary>
    public Split Split { get; }

    /// <summary>Height and width of an image in pixels.</summary>
    public int Side { get; }

    /// <summary>Number of images, N.</summary>
    public int Count => _pixels.Length / (3 * Side * Side);

    /// <summary>All pixels, [N, 3, Side, Side] in row-major order: red, green and blue, 0 to 255.</summary>
    public ReadOnlyMemory<byte> Pixels => _pixels;

    /// <summary>The colours as numbers in [0, 1]: a Float32 tensor [N, 3, Side, Side].</summary>
    public torch.Tensor ToTensor()
    {
        using var bytes = torch.tensor(_pixels, [Count, 3, Side, Side]);
        using var floats = bytes.to(torch.float32);
        return floats / 255f;
    }

    /// <summary>Name, split, number and size, for example "Faces, train: 2000 images 64 × 64".</summary>
    public override string ToString() => $"{Name}, {(Split == Split.Train ? "train" : "test")}: {Count} images {Side} × {Side}";
}
