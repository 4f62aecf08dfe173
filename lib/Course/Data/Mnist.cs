using System.Diagnostics.CodeAnalysis;
using Course.Lectures;

namespace Course.Data;

/// <summary>MNIST: 60,000 training and 10,000 test images of handwritten digits, 28 × 28 gray.</summary>
/// <remarks>
/// Read from <c>$COURSE_DATASETS/mnist</c>, else from <c>datasets/mnist</c> of the repository; nothing is downloaded here. Every
/// file must have the published SHA-256 (of its decompressed bytes), so numbers in a lecture can be compared between machines.
/// Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, <i>Gradient-based learning applied to document recognition</i>, 1998.
/// </remarks>
public static class Mnist
{
    internal static readonly IdxImageSet Files = new(
        "MNIST", "mnist", "Handwritten digits of the MNIST database (LeCun, Bottou, Bengio and Haffner, 1998).",
        TrainImages: new("train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        TrainLabels: new("train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        TestImages: new("t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        TestLabels: new("t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    /// <summary>Reads MNIST if it is on this machine.</summary>
    /// <param name="split">Training or test part.</param>
    /// <param name="images">The images, or null when no MNIST file was found in any folder.</param>
    /// <returns>False only when MNIST is absent; a set that is there but damaged is an error, never silently another set.</returns>
    /// <exception cref="FileNotFoundException">Some of the four files are there and others are not; names what is missing.</exception>
    /// <exception cref="DataFormatException">A file is damaged or is not MNIST; says the expected and the found digest.</exception>
    public static bool TryLoad(Split split, [NotNullWhen(true)] out DigitImages? images)
    {
        using var phase = LecturePhase.Data();
        foreach (string folder in DatasetFolders.Candidates(Files.Folder))
            if (Files.TryLoad(folder, split, out images)) return true;
        images = null;
        return false;
    }

    /// <summary>Reads MNIST, which must be on this machine.</summary>
    /// <param name="split">Training or test part.</param>
    /// <exception cref="FileNotFoundException">MNIST, or one of its four files, is absent.</exception>
    /// <exception cref="DataFormatException">A file is damaged or is not MNIST.</exception>
    public static DigitImages Load(Split split) => TryLoad(split, out var images)
        ? images
        : throw new FileNotFoundException(
            $"MNIST is not on this machine: put its four files into $COURSE_DATASETS/mnist or datasets/mnist, as datasets/README.md "
            + $"says, or use {nameof(GlyphDigits)}.");
}
