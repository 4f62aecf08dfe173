using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Course.Data;

namespace Course.Plots.PngFormat;

/// <summary>Reads the chunks of a PNG and turns its rows into a picture.</summary>
internal ref struct PngReader
{
    private const long MostPixels = 1L << 26;

    private readonly string _name;
    private readonly ReadOnlySpan<byte> _bytes;
    private int _width, _height, _colorType;
    private ReadOnlySpan<byte> _palette, _transparency;

    private PngReader(ReadOnlySpan<byte> bytes, string name)
    {
        _bytes = bytes;
        _name = name;
    }

    public static Picture Read(ReadOnlySpan<byte> bytes, string name) => new PngReader(bytes, name).Read();

    private Picture Read()
    {
        if (!_bytes.StartsWith(Png.Signature))
            throw Bad($"expected the 8-byte PNG signature, found {Convert.ToHexStringLower(_bytes[..Math.Min(8, _bytes.Length)])}");
        using var compressed = new MemoryStream();
        int at = Png.Signature.Length;
        for (bool ended = false, first = true; !ended; first = false)
        {
            string type = ReadChunk(ref at, out var data);
            if (first != (type == "IHDR"))
                throw Bad(first ? $"expected the chunk IHDR first, found {type}" : "the chunk IHDR appears twice");
            switch (type)
            {
                case "IHDR": ReadHeader(data); break;
                case "PLTE": _palette = data; break;
                case "tRNS": _transparency = data; break;
                case "IDAT": compressed.Write(data); break;
                case "IEND": ended = true; break;
                // A lower-case first letter marks a chunk that a reader may skip; any other would change the picture.
                default:
                    if (char.IsAsciiLetterUpper(type[0])) throw Bad($"the chunk {type} is marked critical and is not known here");
                    break;
            }
        }
        compressed.Position = 0;
        return new PngColors(_name, _colorType, _palette, _transparency).ToPicture(_width, _height, Unfilter(compressed));
    }

    private readonly string ReadChunk(scoped ref int at, out ReadOnlySpan<byte> data)
    {
        var rest = _bytes[at..];
        if (rest.Length < 12) throw Bad($"expected a chunk at byte {at}, found the end: the file is truncated");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        string type = Encoding.Latin1.GetString(rest.Slice(4, 4));
        if (!type.All(char.IsAsciiLetter))
            throw Bad($"expected a chunk type of four letters at byte {at + 4}, found {Convert.ToHexStringLower(rest.Slice(4, 4))}");
        if (length > rest.Length - 12)
            throw Bad($"the chunk {type} claims {length} bytes, but only {rest.Length - 12} are left: the file is truncated");
        data = rest.Slice(8, (int)length);
        uint expected = BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]), found = Crc32.Of(rest.Slice(4, 4 + (int)length));
        if (expected != found)
            throw Bad($"the chunk {type} should have checksum {expected:x8}, but its bytes have {found:x8}: the file is damaged");
        at += 12 + (int)length;
        return type;
    }

    private void ReadHeader(ReadOnlySpan<byte> data)
    {
        if (data.Length != 13) throw Bad($"the header should have 13 bytes, found {data.Length}");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data), height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (width == 0 || height == 0 || width > int.MaxValue || height > int.MaxValue || (long)width * height > MostPixels)
            throw Bad($"the size {width} × {height} is outside 1 to {MostPixels} pixels");
        if (data[9] is not (0 or 2 or 3 or 4 or 6)) throw Bad($"the colour type {data[9]} does not exist");
        if (data[8] != 8) throw Bad($"{data[8]} bits per channel are not read here, only 8; convert the file first");
        if (data[10] != 0 || data[11] != 0) throw Bad($"compression method {data[10]} and filter method {data[11]} should both be 0");
        if (data[12] != 0) throw Bad("interlaced files are not read here; save it without interlacing first");
        (_width, _height, _colorType) = ((int)width, (int)height, data[9]);
    }

    private readonly byte[] Unfilter(MemoryStream compressed)
    {
        int step = PngColors.BytesPerPixel(_colorType), length = _width * step;
        long total = (long)(length + 1) * _height;
        // Deflate cannot do better than 1032 : 1, so a large size over few bytes is found out before memory is given to it.
        if (total > 1032 * compressed.Length + 1032 || total > Array.MaxLength)
            throw Bad($"{compressed.Length} compressed bytes cannot hold {_width} × {_height} pixels");
        var rows = new byte[length * _height];
        ReadOnlySpan<byte> above = new byte[length];
        try
        {
            using var zlib = new ZLibStream(compressed, CompressionMode.Decompress);
            for (int y = 0; y < _height; y++)
            {
                int filter = zlib.ReadByte();
                var row = rows.AsSpan(y * length, length);
                int got = filter < 0 ? 0 : zlib.ReadAtLeast(row, length, throwOnEndOfStream: false);
                if (filter < 0 || got < length) throw Bad($"the picture should have {_height} rows, but its data end in row {y}");
                if (!PngFilter.Undo(filter, row, above, step)) throw Bad($"row {y} has filter {filter}; filters are 0 to 4");
                above = row;
            }
            if (zlib.ReadByte() >= 0) throw Bad($"there are more data than the {_height} rows of the picture");
        }
        catch (InvalidDataException e)
        {
            throw new DataFormatException(_name, $"the compressed picture is damaged ({e.Message.TrimEnd('.')}).", e);
        }
        return rows;
    }

    private readonly DataFormatException Bad(string problem) => new(_name, problem + ".");
}
