using System.Buffers.Binary;

namespace Course.Plots.PngFormat;

/// <summary>
/// Writes an animated PNG (PNG specification, third edition, chunks acTL, fcTL, fdAT): the first frame is the still picture that a reader
/// without animation shows, each later frame only the rectangle that changed.
/// </summary>
internal static class ApngWriter
{
    private const ushort TicksPerSecond = 1000;

    /// <summary>The bytes of the file.</summary>
    /// <param name="frames">One or more pictures of the same size and kind.</param>
    /// <param name="delays">How long each is shown, in milliseconds.</param>
    /// <param name="loops">How often it plays; 0 for ever.</param>
    public static byte[] Write(IReadOnlyList<Picture> frames, IReadOnlyList<ushort> delays, int loops)
    {
        var first = frames[0];
        using var output = new MemoryStream();
        PngChunk.WriteHeader(output, first.Width, first.Height, first.Channels);
        Span<byte> control = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(control, frames.Count);
        BinaryPrimitives.WriteInt32BigEndian(control[4..], loops);
        PngChunk.Write(output, "acTL"u8, control);

        int sequence = 0;
        for (int i = 0; i < frames.Count; i++)
        {
            var area = i == 0 ? new(0, 0, first.Width, first.Height) : Changed(frames[i - 1], frames[i]);
            WriteControl(output, sequence++, area, delays[i]);
            byte[] data = PngWriter.Compress(Cut(frames[i], area), area.Width, area.Height, first.Channels);
            if (i == 0)
            {
                PngChunk.Write(output, "IDAT"u8, data);
                continue;
            }
            var numbered = new byte[4 + data.Length];
            BinaryPrimitives.WriteInt32BigEndian(numbered, sequence++);
            data.CopyTo(numbered, 4);
            PngChunk.Write(output, "fdAT"u8, numbered);
        }
        PngChunk.Write(output, "IEND"u8, []);
        return output.ToArray();
    }

    private static void WriteControl(Stream output, int sequence, Area area, ushort delay)
    {
        Span<byte> control = stackalloc byte[26];
        ReadOnlySpan<int> numbers = [sequence, area.Width, area.Height, area.X, area.Y];
        for (int i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteInt32BigEndian(control[(4 * i)..], numbers[i]);
        BinaryPrimitives.WriteUInt16BigEndian(control[20..], delay);
        BinaryPrimitives.WriteUInt16BigEndian(control[22..], TicksPerSecond);
        // The frame before stays, and this one replaces its rectangle, transparency included.
        control[24..].Clear();
        PngChunk.Write(output, "fcTL"u8, control);
    }

    /// <summary>The smallest rectangle that holds all changes; a pixel when there are none, because a frame cannot be empty.</summary>
    private static Area Changed(Picture before, Picture after)
    {
        int length = before.Width * before.Channels;
        ReadOnlySpan<byte> old = before.Pixels.Span, now = after.Pixels.Span;
        int top = 0, bottom = before.Height;
        while (top < bottom && old.Slice(top * length, length).SequenceEqual(now.Slice(top * length, length))) top++;
        if (top == bottom) return new(0, 0, 1, 1);
        while (old.Slice((bottom - 1) * length, length).SequenceEqual(now.Slice((bottom - 1) * length, length))) bottom--;

        int left = length, right = 0;
        for (int y = top; y < bottom; y++)
        {
            ReadOnlySpan<byte> a = old.Slice(y * length, length), b = now.Slice(y * length, length);
            int same = a.CommonPrefixLength(b);
            if (same == length) continue;
            left = Math.Min(left, same);
            int end = length;
            while (end > right && a[end - 1] == b[end - 1]) end--;
            right = Math.Max(right, end);
        }
        left /= before.Channels;
        right = (right + before.Channels - 1) / before.Channels;
        return new(left, top, right - left, bottom - top);
    }

    private static byte[] Cut(Picture picture, Area area)
    {
        int step = picture.Channels, length = area.Width * step;
        var pixels = new byte[length * area.Height];
        for (int y = 0; y < area.Height; y++)
            picture.Pixels.Span.Slice(((area.Y + y) * picture.Width + area.X) * step, length).CopyTo(pixels.AsSpan(y * length));
        return pixels;
    }

    private readonly record struct Area(int X, int Y, int Width, int Height);
}
