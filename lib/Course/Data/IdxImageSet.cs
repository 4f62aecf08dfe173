using System.Diagnostics.CodeAnalysis;

namespace Course.Data;

/// <summary>One file of a published set: its name without extension, and the SHA-256 of its decompressed bytes.</summary>
internal sealed record IdxImageFile(string Name, string Sha256)
{
    /// <summary>Names under which mirrors and unpackers leave this file; the first is the canonical one.</summary>
    public IEnumerable<string> Spellings()
    {
        string dotted = Name.Replace("-idx", ".idx", StringComparison.Ordinal);
        return [Name + ".gz", Name, dotted + ".gz", dotted];
    }

    public string? FindIn(string folder) => Spellings().Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}

/// <summary>A published set of 28 × 28 gray images in four idx files (MNIST and the sets made in its image).</summary>
internal sealed record IdxImageSet(
    string Name, string Folder, string Provenance,
    IdxImageFile TrainImages, IdxImageFile TrainLabels, IdxImageFile TestImages, IdxImageFile TestLabels)
{
    /// <summary>Reads one split from a folder; false when the folder holds none of the four files.</summary>
    public bool TryLoad(string folder, Split split, [NotNullWhen(true)] out DigitImages? images)
    {
        images = null;
        IdxImageFile[] wanted = [TrainImages, TrainLabels, TestImages, TestLabels];
        var missing = wanted.Where(file => file.FindIn(folder) is null).ToArray();
        if (missing.Length == wanted.Length) return false;
        if (missing.Length > 0)
            throw new FileNotFoundException(
                $"{folder} holds only a part of {Name}: {string.Join(", ", missing.Select(file => file.Name + "[.gz]"))} "
                + $"{(missing.Length == 1 ? "is" : "are")} missing.",
                Path.Combine(folder, missing[0].Name));

        var (imagesFile, labelsFile) = split == Split.Train ? (TrainImages, TrainLabels) : (TestImages, TestLabels);
        var pixels = Read(imagesFile, folder, IdxFile.ImagesMagic);
        var labels = Read(labelsFile, folder, IdxFile.LabelsMagic);

        // After the digests these can only fail when the digests themselves were written down wrong; cheap, so checked.
        if (pixels.Dimensions[1] != DigitImages.Side || pixels.Dimensions[2] != DigitImages.Side)
            throw new DataFormatException(
                pixels.Path, $"expected images of 28 × 28, found {pixels.Dimensions[1]} × {pixels.Dimensions[2]}.");
        if (pixels.Dimensions[0] != labels.Dimensions[0])
            throw new DataFormatException(
                labels.Path, $"expected {pixels.Dimensions[0]} labels, one for each image, found {labels.Dimensions[0]}.");
        images = new DigitImages(Name, Provenance, split, pixels.Values.ToArray(), labels.Values.ToArray());
        return true;
    }

    private IdxFile Read(IdxImageFile file, string folder, int magic)
    {
        var read = IdxFile.Read(file.FindIn(folder)!, magic);
        if (read.Sha256 != file.Sha256)
            throw new DataFormatException(read.Path,
                $"expected SHA-256 {file.Sha256} of the decompressed bytes, found {read.Sha256}; this is not {Name}'s {file.Name}: "
                + "delete the file and fetch it again.");
        return read;
    }
}
