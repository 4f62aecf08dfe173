using System.Security.Cryptography;
using Course.Data;

namespace Course.Tests.Data;

public class IdxImageSetTests
{
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28,
        .. Enumerable.Range(0, 2 * 784).Select(i => (byte)i)];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 2, 4, 7];

    private static readonly IdxImageSet Set = new(
        "Tiny", "tiny", "Made by a test.",
        new("train-images-idx3-ubyte", Digest(Images)), new("train-labels-idx1-ubyte", Digest(Labels)),
        new("t10k-images-idx3-ubyte", Digest(Images)), new("t10k-labels-idx1-ubyte", Digest(Labels)));

    [Fact]
    public void Four_good_files_are_one_set()
    {
        using var folder = Written();

        Assert.True(Set.TryLoad(folder.Path, Split.Test, out var images));

        Assert.Equal(("Tiny", Split.Test, 2), (images.Name, images.Split, images.Count));
        Assert.Equal<byte>([4, 7], images.Labels.ToArray());
        Assert.Equal(Images[16..], images.Pixels.ToArray());
    }

    [Fact]
    public void A_folder_without_any_of_the_files_is_no_error()
    {
        using var folder = new TemporaryFolder();

        Assert.False(Set.TryLoad(folder.Path, Split.Train, out var images));

        Assert.Null(images);
    }

    [Fact]
    public void The_spelling_with_a_dot_is_found_too()
    {
        using var folder = Written();
        File.Move(folder.File("train-images-idx3-ubyte"), folder.File("train-images.idx3-ubyte"));

        Assert.True(Set.TryLoad(folder.Path, Split.Train, out _));
    }

    [Fact]
    public void A_set_in_part_is_an_error_that_names_what_is_missing()
    {
        using var folder = Written();
        File.Delete(folder.File("t10k-labels-idx1-ubyte"));

        var refused = Assert.Throws<FileNotFoundException>(() => Set.TryLoad(folder.Path, Split.Train, out _));

        Assert.EndsWith("holds only a part of Tiny: t10k-labels-idx1-ubyte[.gz] is missing.", refused.Message);
    }

    [Fact]
    public void A_wrong_digest_is_an_error_that_says_both_and_what_to_do()
    {
        using var folder = Written();
        byte[] other = [.. Labels[..^1], 8];
        File.WriteAllBytes(folder.File("train-labels-idx1-ubyte"), other);

        var refused = Assert.Throws<DataFormatException>(() => Set.TryLoad(folder.Path, Split.Train, out _));

        Assert.Contains(Digest(Labels), refused.Message);
        Assert.Contains(Digest(other), refused.Message);
        Assert.Contains("delete the file", refused.Message);
    }

    private static TemporaryFolder Written()
    {
        var folder = new TemporaryFolder();
        foreach (string part in (string[])["train", "t10k"])
        {
            File.WriteAllBytes(folder.File(part + "-images-idx3-ubyte"), Images);
            File.WriteAllBytes(folder.File(part + "-labels-idx1-ubyte"), Labels);
        }
        return folder;
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
