using Course.Data;
using Course.Plots;
using Course.Plots.PngFormat;

namespace Course.Tests.Plots;

public class PngTests
{
    // Made by libpng 1.6.39; the script beside this file made them. 17 × 11 pixels.
    private const string LibpngGray = "iVBORw0KGgoAAAANSUhEUgAAABEAAAALCAAAAAC8SznbAAAAAXNSR0IArs4c6QAAADZJREFUCJldyLcBACAMAzA7MfX/gxmoQaOAH8GPQIsEmgcCzRWA5kqPNfnaU44zdbvTlmf6NADEwALxs+/V8wAAAABJRU5ErkJggg==";
    private const string LibpngGrayAlpha = "iVBORw0KGgoAAAANSUhEUgAAABEAAAALCAQAAAAzKa6MAAAAAXNSR0IArs4c6QAAAD1JREFUGJWFyjkOACAIADBQPP//XaKL0YCI6VqEAewjYPwgYOTgWiU6dqG3U9KDKNmkSjFcpV6M0hSzdGECK767xjqC0X4AAAAASUVORK5CYII=";
    private const string LibpngRgb = "iVBORw0KGgoAAAANSUhEUgAAABEAAAALCAIAAAAWQvFQAAAAAXNSR0IArs4c6QAAAEBJREFUKJGVyzsSABAMBcAX4tso3f+mOmOQiJltlwC0T4wOgL7M4+zW4422wxbnCU/XE3XSSQrlZIl+ytXz1NMAPDsEy9u8vX0AAAAASUVORK5CYII=";
    private const string LibpngRgba = "iVBORw0KGgoAAAANSUhEUgAAABEAAAALCAYAAACZIGYHAAAAAXNSR0IArs4c6QAAAEdJREFUKJGlzLkSABEQQMHHYo9E6P8/VJFuKccMQadtgBIhn3AkMpgjv8Rua5JrSydxaoPEq0ySILZIbhFB8iwJk3dKkXxDFezYvZwyTHKAAAAAAElFTkSuQmCC";
    private const string LibpngPalette = "iVBORw0KGgoAAAANSUhEUgAAABEAAAALCAMAAACu/pY1AAAAAXNSR0IArs4c6QAAAFRQTFRFAP8ACfYBEu0CG+QDJNsELdIFNskGP8AHSLcIUa4JWqUKY5wLbJMMdYoNfoEOh3gPkG8QmWYRol0Sq1QTtEsUvUIVxjkWzzAX2CcY4R4Z6hUa8wwbmonprwAAADpJREFUCJllyEcCQDAAAMFVoxMkyv8f6r7mOFCUVd20oeuHcZqXdftFxLHjOHCcOBKOjOPCceN4cLwfGAwJgGiImE8AAAAASUVORK5CYII=";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_is_written_is_read_back_without_loss(int channels)
    {
        var random = new Random(1);
        foreach (var (width, height) in ((int, int)[])[(1, 1), (1, 9), (9, 1), (31, 17), (64, 64)])
        {
            var noise = new byte[width * height * channels];
            random.NextBytes(noise);
            byte[] smooth = Enumerable.Range(0, noise.Length)
                .Select(i => (byte)(i / channels % width * 3 + i / (channels * width) * 2)).ToArray();
            foreach (byte[] pixels in (byte[][])[noise, smooth, new byte[noise.Length]])
            {
                var back = Png.Decode(new Picture(width, height, channels, pixels).ToPng());

                Assert.Equal((width, height, channels), (back.Width, back.Height, back.Channels));
                Assert.Equal(pixels, back.Pixels.ToArray());
            }
        }
    }

    [Fact]
    public void A_gray_file_of_libpng_is_read() => AssertPixels(LibpngGray, 1, (x, y) => [(byte)(x * y)]);

    [Fact]
    public void An_RGB_file_of_libpng_is_read() => AssertPixels(LibpngRgb, 3, (x, y) => [(byte)(x * 15), (byte)(y * 23), (byte)(x * y)]);

    [Fact]
    public void An_RGBA_file_of_libpng_is_read() =>
        AssertPixels(LibpngRgba, 4, (x, y) => [(byte)(x * 15), (byte)(y * 23), (byte)(x * y), (byte)(255 - 3 * (x + y))]);

    [Fact]
    public void A_gray_file_with_alpha_of_libpng_becomes_RGBA() =>
        AssertPixels(LibpngGrayAlpha, 4, (x, y) => [(byte)(x * y), (byte)(x * y), (byte)(x * y), (byte)(255 - 3 * (x + y))]);

    [Fact]
    public void A_palette_file_of_libpng_becomes_RGB() =>
        AssertPixels(LibpngPalette, 3, (x, y) => [(byte)((x + y) * 9), (byte)(255 - (x + y) * 9), (byte)(x + y)]);

    [Fact]
    public void Transparency_of_palette_and_of_one_colour_is_read()
    {
        byte[] palette = PngBytes.File(2, 1, colorType: 3, rows: [0, 0, 1], ("PLTE", [10, 20, 30, 40, 50, 60]), ("tRNS", [7]));
        byte[] gray = PngBytes.File(2, 1, colorType: 0, rows: [0, 5, 6], ("tRNS", [0, 5]));

        Assert.Equal<byte>([10, 20, 30, 7, 40, 50, 60, 255], Png.Decode(palette).Pixels.ToArray());
        Assert.Equal<byte>([5, 5, 5, 0, 6, 6, 6, 255], Png.Decode(gray).Pixels.ToArray());
    }

    [Fact]
    public void Undoing_a_filter_gives_the_row_back()
    {
        var random = new Random(2);
        foreach (int step in (int[])[1, 2, 3, 4])
        {
            byte[] row = new byte[step * 13], above = new byte[step * 13], filtered = new byte[row.Length + 1];
            random.NextBytes(row);
            random.NextBytes(above);
            for (int filter = 0; filter <= 4; filter++)
            {
                PngFilter.Apply(filter, row, above, step, filtered);
                byte[] back = filtered[1..];

                Assert.True(PngFilter.Undo(filter, back, above, step));

                Assert.Equal(filter, filtered[0]);
                Assert.Equal(row, back);
            }
        }
    }

    [Fact]
    public void The_checksum_is_the_one_of_the_specification() => Assert.Equal(0xcbf43926u, Crc32.Of("123456789"u8));

    [Fact]
    public void Any_single_damaged_byte_is_an_error()
    {
        byte[] good = Convert.FromBase64String(LibpngRgb);
        for (int i = 0; i < good.Length; i++)
        {
            byte[] damaged = [.. good];
            damaged[i] ^= 0x10;

            Assert.Throws<DataFormatException>(() => Png.Decode(damaged));
        }
    }

    [Fact]
    public void Any_file_cut_short_is_an_error()
    {
        byte[] good = Convert.FromBase64String(LibpngPalette);
        for (int length = 0; length < good.Length; length++) Assert.Throws<DataFormatException>(() => Png.Decode(good.AsSpan(0, length)));
    }

    [Theory]
    [InlineData(0, 5, "the size 0 × 5 is outside 1 to 67108864 pixels")]
    [InlineData(100_000, 100_000, "the size 100000 × 100000 is outside")]
    [InlineData(-1, 1, "the size 4294967295 × 1 is outside")]
    [InlineData(8000, 8000, "compressed bytes cannot hold 8000 × 8000 pixels")]
    public void Hostile_sizes_are_refused_before_memory_is_taken(int width, int height, string sentence)
    {
        byte[] file = PngBytes.File(width, height, colorType: 6, rows: [0, 1, 2, 3, 4]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains(sentence, Refused(file));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void What_is_not_read_here_is_said_in_a_sentence()
    {
        byte[] rows = [0, 1];

        Assert.Equal("a.png: 16 bits per channel are not read here, only 8; convert the file first.",
            Refused(PngBytes.File(1, 1, 0, rows, depth: 16)));
        Assert.Contains("interlaced files are not read here", Refused(PngBytes.File(1, 1, 0, rows, interlaced: true)));
        Assert.Contains("the colour type 5 does not exist", Refused(PngBytes.File(1, 1, 5, rows)));
        Assert.Contains("row 0 has filter 5", Refused(PngBytes.File(1, 1, 0, [5, 1])));
        Assert.Contains("its data end in row 1", Refused(PngBytes.File(1, 2, 0, rows)));
        Assert.Contains("more data than the 1 rows", Refused(PngBytes.File(1, 1, 0, [0, 1, 2])));
        Assert.Contains("a palette of 0 bytes", Refused(PngBytes.File(1, 1, 3, rows)));
        Assert.Contains("a pixel has colour 1 of a palette of 1", Refused(PngBytes.File(1, 1, 3, rows, ("PLTE", [1, 2, 3]))));
        Assert.Contains("the chunk NOPE is marked critical", Refused(PngBytes.File(1, 1, 0, rows, ("NOPE", []))));
        Assert.Contains("expected the 8-byte PNG signature, found 4749463839", Refused("GIF89"u8.ToArray()));
    }

    [Fact]
    public void A_saved_file_is_read_again_and_replaces_the_old_one_whole()
    {
        using var folder = new Data.TemporaryFolder();
        File.WriteAllText(folder.File("a.png"), "old");
        var picture = new Picture(2, 1, 1, [1, 2]);

        picture.SavePng(folder.File("a.png"));

        Assert.Equal<byte>([1, 2], Picture.LoadPng(folder.File("a.png")).Pixels.ToArray());
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    private static string Refused(byte[] file) => Assert.Throws<DataFormatException>(() => Png.Decode(file, "a.png")).Message;

    private static void AssertPixels(string base64, int channels, Func<int, int, byte[]> pixel)
    {
        var picture = Png.Decode(Convert.FromBase64String(base64));

        Assert.Equal((17, 11, channels), (picture.Width, picture.Height, picture.Channels));
        var expected = from y in Enumerable.Range(0, 11) from x in Enumerable.Range(0, 17) from value in pixel(x, y) select value;
        Assert.Equal(expected, picture.Pixels.ToArray());
    }
}
