using System.IO.Compression;
using System.Security.Cryptography;
using Course.Data;

namespace Course.Tests.Data;

public class IdxFileTests
{
    private static readonly byte[] TwoImages = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3,
        .. Enumerable.Range(1, 12).Select(i => (byte)i)];
    private static readonly byte[] FiveLabels = [0, 0, 8, 1, 0, 0, 0, 5, 9, 8, 7, 6, 5];

    [Fact]
    public void Images_are_read_with_their_dimensions_and_values()
    {
        var file = Read(TwoImages, IdxFile.ImagesMagic);

        Assert.Equal([2, 2, 3], file.Dimensions);
        Assert.Equal(TwoImages[16..], file.Values.ToArray());
    }

    [Fact]
    public void Gzip_is_recognised_by_content_and_the_digest_is_of_the_decompressed_bytes()
    {
        var file = Read(Gzip(FiveLabels), IdxFile.LabelsMagic);

        Assert.Equal([5], file.Dimensions);
        Assert.Equal<byte>([9, 8, 7, 6, 5], file.Values.ToArray());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(FiveLabels)), file.Sha256);
    }

    [Fact]
    public void An_empty_set_is_a_set()
    {
        var file = Read([0, 0, 8, 1, 0, 0, 0, 0], IdxFile.LabelsMagic);

        Assert.Equal(0, file.Values.Length);
    }

    [Fact]
    public void Labels_where_images_were_expected_are_refused_with_both_magic_numbers() =>
        AssertRefused(FiveLabels, IdxFile.ImagesMagic, "some.idx: expected the idx magic number 0x00000803 (images), found 0x00000801.");

    [Fact]
    public void A_header_that_ends_early_is_refused() =>
        AssertRefused(TwoImages[..9], IdxFile.ImagesMagic, "some.idx: expected an idx header of 16 bytes, found 9 bytes.");

    [Fact]
    public void An_empty_file_is_refused() =>
        AssertRefused([], IdxFile.ImagesMagic, "some.idx: expected an idx header of 16 bytes, found 0 bytes.");

    [Fact]
    public void Missing_values_are_refused_with_both_counts() =>
        AssertRefused(TwoImages[..^3], IdxFile.ImagesMagic,
            "some.idx: expected 12 values after the header, found 9: the file is truncated.");

    [Fact]
    public void Trailing_bytes_are_refused() =>
        AssertRefused([.. TwoImages, 0], IdxFile.ImagesMagic,
            "some.idx: expected 12 values after the header and then the end, found trailing bytes.");

    [Theory]
    [InlineData(0xff)]
    [InlineData(0x7f)]
    public void Dimensions_whose_product_overflows_are_refused_before_memory_is_taken(byte high)
    {
        byte[] absurd = [0, 0, 8, 3, high, 255, 255, 255, high, 255, 255, 255, high, 255, 255, 255, 1];

        var refused = Assert.Throws<DataFormatException>(() => Read(absurd, IdxFile.ImagesMagic));

        Assert.Contains("so the header is damaged", refused.Message);
        Assert.Equal("some.idx", refused.File);
    }

    [Fact]
    public void A_large_claim_over_a_short_file_costs_little_memory()
    {
        byte[] claim = [0, 0, 8, 1, 0x40, 0, 0, 0, 1, 2, 3];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<DataFormatException>(() => Read(claim, IdxFile.LabelsMagic));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void Corrupt_gzip_is_refused_as_such()
    {
        byte[] zipped = Gzip([.. TwoImages[..16], .. TwoImages[16..]]);
        for (int i = 12; i < zipped.Length; i++) zipped[i] ^= 0x5a;

        var refused = Assert.Throws<DataFormatException>(() => Read(zipped, IdxFile.ImagesMagic));

        Assert.StartsWith("some.idx: ", refused.Message);
    }

    [Fact]
    public void Gzip_cut_short_is_refused()
    {
        byte[] zipped = Gzip(TwoImages);

        Assert.Throws<DataFormatException>(() => Read(zipped[..(zipped.Length / 2)], IdxFile.ImagesMagic));
    }

    [Fact]
    public void Every_single_damaged_byte_is_found_by_the_reader_or_changes_the_digest()
    {
        string digest = Read(TwoImages, IdxFile.ImagesMagic).Sha256;
        for (int i = 0; i < TwoImages.Length; i++)
        {
            byte[] damaged = [.. TwoImages];
            damaged[i] ^= 1;
            try
            {
                Assert.NotEqual(digest, Read(damaged, IdxFile.ImagesMagic).Sha256);
            }
            catch (DataFormatException)
            {
                // Found by the reader.
            }
        }
    }

    private static IdxFile Read(byte[] bytes, int magic) => IdxFile.Read(new MemoryStream(bytes), "some.idx", magic);

    private static void AssertRefused(byte[] bytes, int magic, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<DataFormatException>(() => Read(bytes, magic)).Message);

    private static byte[] Gzip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal)) gzip.Write(bytes);
        return zipped.ToArray();
    }
}
