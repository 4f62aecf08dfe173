using Course.Lectures;
using TorchSharp;

namespace Course.Data;

/// <summary>Gray images of digits with their labels, and where they come from. Immutable.</summary>
public sealed class DigitImages
{
    /// <summary>Height and width of an image in pixels.</summary>
    public const int Side = 28;

    /// <summary>Pixels of one image, 28 · 28.</summary>
    public const int PixelsPerImage = Side * Side;

    private readonly byte[] _pixels;
    private readonly byte[] _labels;

    // Takes the arrays over: the callers in this assembly made them and let go of them.
    internal DigitImages(string name, string provenance, Split split, byte[] pixels, byte[] labels)
    {
        if (pixels.Length != labels.Length * PixelsPerImage)
            throw new ArgumentException($"{labels.Length} labels need {labels.Length * (long)PixelsPerImage} pixels (28 × 28 each), but "
                + $"there are {pixels.Length}.");
        Name = name;
        Provenance = provenance;
        Split = split;
        _pixels = pixels;
        _labels = labels;
    }

    /// <summary>Name of the data set: "MNIST" or "Glyph digits".</summary>
    public string Name { get; }

    /// <summary>One sentence for a reader: where these images come from.</summary>
    public string Provenance { get; }

    /// <summary>Training or test part.</summary>
    public Split Split { get; }

    /// <summary>Number of images, N.</summary>
    public int Count => _labels.Length;

    /// <summary>All pixels, [N, 28, 28] in row-major order; 0 is background, 255 is full ink.</summary>
    public ReadOnlyMemory<byte> Pixels => _pixels;

    /// <summary>The digit of each image, [N], 0 to 9.</summary>
    public ReadOnlyMemory<byte> Labels => _labels;

    /// <summary>Pixels of one image, [28, 28].</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such image.</exception>
    public ReadOnlySpan<byte> Image(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), $"Image {index} was asked for, but there are {Count} (0 to {Count - 1}).");
        return _pixels.AsSpan(index * PixelsPerImage, PixelsPerImage);
    }

    /// <summary>The first images of the set, as a set of its own.</summary>
    /// <param name="count">How many, 0 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than there are, or negative.</exception>
    public DigitImages Take(int count)
    {
        if ((uint)count > (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(count), $"{count} images were asked for, but there are {Count}.");
        return count == Count ? this : new(Name, Provenance, Split, _pixels[..(count * PixelsPerImage)], _labels[..count]);
    }

    /// <summary>All pixels as numbers in [0, 1], [N, 28, 28] in row-major order.</summary>
    public float[] ToFloats()
    {
        var floats = new float[_pixels.Length];
        for (int i = 0; i < floats.Length; i++) floats[i] = _pixels[i] / 255f;
        return floats;
    }

    /// <summary>The pixels as numbers in [0, 1]: a Float32 tensor [N, 784].</summary>
    public torch.Tensor ToTensor()
    {
        using var phase = LecturePhase.Data();
        using var bytes = torch.tensor(_pixels, [Count, PixelsPerImage]);
        using var floats = bytes.to(torch.float32);
        return floats / 255f;
    }

    /// <summary>The labels: an Int64 tensor [N].</summary>
    public torch.Tensor LabelsToTensor()
    {
        using var bytes = torch.tensor(_labels);
        return bytes.to(torch.int64);
    }

    /// <summary>Name, split and number of images, for example "MNIST, train: 60000 images 28 × 28".</summary>
    public override string ToString() => $"{Name}, {(Split == Split.Train ? "train" : "test")}: {Count} images 28 × 28";
}
