using System.Buffers.Binary;
using System.Text;
using Course.Plots;
using Course.Plots.PngFormat;

namespace Course.Tests.Plots;

public class AnimationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void All_frames_are_read_back_without_loss(int channels)
    {
        var random = new Random(3);
        var pixels = new byte[17 * 11 * channels];
        var frames = new List<Picture>();
        for (int i = 0; i < 8; i++)
        {
            // Of some frames everything changes, of others a pixel, of one nothing.
            if (i is 0 or 5) random.NextBytes(pixels);
            else if (i != 3) pixels[random.Next(pixels.Length)] ^= 0x55;
            frames.Add(new(17, 11, channels, pixels));
        }

        var played = Play(new Animation(frames).ToPng());

        Assert.Equal(frames.Count, played.Count);
        for (int i = 0; i < frames.Count; i++) Assert.Equal(frames[i].Pixels.ToArray(), played[i].Pixels);
    }

    [Fact]
    public void A_reader_without_animation_sees_the_first_frame()
    {
        Picture first = new(2, 1, 1, [1, 2]), second = new(2, 1, 1, [3, 4]);

        var still = Png.Decode(new Animation(first, second).ToPng());

        Assert.Equal<byte>([1, 2], still.Pixels.ToArray());
    }

    [Fact]
    public void Delays_and_the_number_of_loops_are_in_the_file()
    {
        var frames = Enumerable.Range(0, 3).Select(i => new Picture(1, 1, 1, [(byte)i]));
        var animation = new Animation(frames).WithDelay(TimeSpan.FromMilliseconds(40), last: TimeSpan.FromSeconds(1.5)).WithLoops(2);

        byte[] file = animation.ToPng();

        Assert.Equal([40, 40, 1500], Play(file).Select(frame => frame.Milliseconds));
        byte[] control = Chunks(file).Single(chunk => chunk.Type == "acTL").Data;
        Assert.Equal((3, 2), (Number(control, 0), Number(control, 4)));
        Assert.Equal("Animation of 3 frames 1 × 1, 1.58 s", animation.ToString());
    }

    [Fact]
    public void The_control_chunk_stands_before_the_data_and_sequence_numbers_have_no_gap()
    {
        var chunks = Chunks(new Animation(Enumerable.Range(0, 4).Select(i => new Picture(1, 1, 1, [(byte)i]))).ToPng());

        Assert.Equal(["IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND"], chunks.Select(chunk => chunk.Type));
        Assert.Equal(Enumerable.Range(0, 7), chunks.Where(chunk => chunk.Type is "fcTL" or "fdAT").Select(chunk => Number(chunk.Data, 0)));
    }

    [Fact]
    public void A_frame_that_changes_little_costs_little()
    {
        var pixels = new byte[100 * 100];
        new Random(4).NextBytes(pixels);
        var first = new Picture(100, 100, 1, pixels);
        pixels[5050] ^= 1;

        byte[] still = first.ToPng(), moving = new Animation(first, new Picture(100, 100, 1, pixels)).ToPng();

        Assert.InRange(moving.Length - still.Length, 1, 200);
    }

    [Fact]
    public void Grids_whose_labels_change_are_frames_of_one_size()
    {
        var grid = ImageGrid.FromBytes(new byte[64], 8, 8);

        var animation = Animation.Of([grid.WithRowLabels("step 1").WithTitle("first"), grid.WithRowLabels("step 100").WithTitle("last")]);

        Assert.Equal(2, animation.Frames.Count);
        Assert.Contains("'last'; rows: step 100: Animation of 2 frames", animation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_of_different_sizes_and_none_at_all_are_refused()
    {
        Assert.Contains("a Picture 1 × 1, gray and a Picture 2 × 1, gray",
            Assert.Throws<ArgumentException>(() => new Animation(new(1, 1, 1, [1]), new Picture(2, 1, 1, [1, 2]))).Message);
        Assert.Contains("at least one frame", Assert.Throws<ArgumentException>(() => new Animation()).Message);
        Assert.Contains("0 to 60 seconds, not 61", Assert.ThrowsAny<ArgumentException>(
            () => new Animation(new Picture(1, 1, 1, [1])).WithDelay(TimeSpan.FromSeconds(61))).Message);
    }

    /// <summary>What a viewer shows: frames cut into the picture as the control chunks say; each frame's data wrapped as a PNG of their own.</summary>
    private static List<(byte[] Pixels, int Milliseconds)> Play(byte[] file)
    {
        var chunks = Chunks(file);
        byte[] header = chunks[0].Data;
        int width = Number(header, 0), height = Number(header, 4), channels = header[9] switch { 0 => 1, 2 => 3, _ => 4 };
        var canvas = new byte[width * height * channels];
        var shown = new List<(byte[], int)>();
        byte[] control = [];
        foreach (var (type, data) in chunks)
        {
            if (type == "fcTL") control = data;
            if (type is not ("IDAT" or "fdAT")) continue;
            int w = Number(control, 4), h = Number(control, 8), x = Number(control, 12), y = Number(control, 16);
            Assert.Equal<byte>([0, 0], control[24..]);
            Assert.Equal(1000, BinaryPrimitives.ReadUInt16BigEndian(control.AsSpan(22)));
            byte[] size = [.. control[4..12], .. header[8..]];
            using var alone = new MemoryStream();
            alone.Write(Png.Signature);
            PngChunk.Write(alone, "IHDR"u8, size);
            PngChunk.Write(alone, "IDAT"u8, type == "IDAT" ? data : data.AsSpan(4));
            PngChunk.Write(alone, "IEND"u8, []);
            var part = Png.Decode(alone.ToArray());
            for (int row = 0; row < h; row++)
            {
                part.Pixels.Span.Slice(row * w * channels, w * channels).CopyTo(canvas.AsSpan(((y + row) * width + x) * channels));
            }
            shown.Add(([.. canvas], BinaryPrimitives.ReadUInt16BigEndian(control.AsSpan(20))));
        }
        return shown;
    }

    private static List<(string Type, byte[] Data)> Chunks(byte[] file)
    {
        var chunks = new List<(string, byte[])>();
        for (int at = 8; at < file.Length;)
        {
            int length = Number(file, at);
            Assert.Equal(Crc32.Of(file.AsSpan(at + 4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            chunks.Add((Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }
        return chunks;
    }

    private static int Number(byte[] bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
}
