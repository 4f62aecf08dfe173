using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Course.Data;

/// <summary>
/// An idx file of bytes, the format of MNIST: a magic number whose third byte is the element type (0x08, unsigned byte) and
/// whose fourth is the rank, then one big-endian 32-bit size per dimension, then the values in row-major order.
/// </summary>
/// <remarks>
/// Source: Y. LeCun, C. Cortes, C. Burges, <i>The MNIST database</i>, section "File formats". Gzipped and plain files are told
/// apart by their first two bytes, because mirrors unpack files without renaming them and the other way round.
/// </remarks>
public sealed class IdxFile
{
    /// <summary>Magic number of a list of labels, shape [N].</summary>
    public const int LabelsMagic = 0x0801;

    /// <summary>Magic number of a list of gray images, shape [N, H, W].</summary>
    public const int ImagesMagic = 0x0803;

    // The largest set in the course (MNIST's training images) has 47 MB. The bound keeps a damaged header, or a gzip bomb, from
    // taking the machine down before the damage is noticed.
    private const long LargestAccepted = 1L << 30;

    private readonly int[] _dimensions;
    private readonly byte[] _values;

    private IdxFile(string path, int[] dimensions, byte[] values, string sha256)
    {
        Path = path;
        Sha256 = sha256;
        _dimensions = dimensions;
        _values = values;
    }

    /// <summary>Where the file was read from.</summary>
    public string Path { get; }

    /// <summary>SHA-256 of the decompressed file, header included: 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Sizes of the dimensions, outermost first: [N] for labels, [N, H, W] for images.</summary>
    public IReadOnlyList<int> Dimensions => _dimensions;

    /// <summary>The values in row-major order; as many as the product of <see cref="Dimensions"/>.</summary>
    public ReadOnlyMemory<byte> Values => _values;

    /// <summary>Reads a file, gzipped or not.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="magic">What the file must hold: <see cref="LabelsMagic"/> or <see cref="ImagesMagic"/>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFormatException">Wrong magic number, impossible sizes, too few or too many bytes, corrupt gzip.</exception>
    public static IdxFile Read(string path, int magic)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, path, magic);
    }

    /// <summary>Reads a seekable stream, gzipped or not, from its beginning.</summary>
    /// <param name="stream">The bytes; stays open.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="magic">What the stream must hold: <see cref="LabelsMagic"/> or <see cref="ImagesMagic"/>.</param>
    /// <exception cref="DataFormatException">As for a file.</exception>
    public static IdxFile Read(Stream stream, string name, int magic)
    {
        if (magic is not (LabelsMagic or ImagesMagic))
            throw new ArgumentOutOfRangeException(
                nameof(magic), $"The magic number 0x{magic:x4} is neither that of labels (0x0801) nor of images (0x0803).");
        stream.Position = 0;
        bool zipped = stream.ReadByte() == 0x1f && stream.ReadByte() == 0x8b;
        stream.Position = 0;
        try
        {
            if (!zipped) return Parse(stream, name, magic);
            using var unzipped = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return Parse(unzipped, name, magic);
        }
        catch (InvalidDataException e)
        {
            throw new DataFormatException(
                name, $"the gzip stream is corrupt ({e.Message.TrimEnd('.')}); delete the file and fetch it again.", e);
        }
    }

    private static IdxFile Parse(Stream stream, string name, int magic)
    {
        int rank = magic & 0xff;
        var header = new byte[4 + 4 * rank];
        int got = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (got >= 4)
        {
            uint found = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (found != magic)
                throw new DataFormatException(
                    name, $"expected the idx magic number 0x{magic:x8} ({(rank == 1 ? "labels" : "images")}), found 0x{found:x8}.");
        }
        if (got < header.Length)
            throw new DataFormatException(name, $"expected an idx header of {header.Length} bytes, found {got} bytes.");

        int[] dimensions = ReadDimensions(header, rank, name);
        int expected = 1;
        foreach (int size in dimensions) expected *= size;   // cannot overflow: ReadDimensions has bounded the product
        byte[] values = ReadValues(stream, expected, name);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(values);
        return new IdxFile(name, dimensions, values, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static int[] ReadDimensions(byte[] header, int rank, string name)
    {
        var sizes = new uint[rank];
        UInt128 product = 1;   // three 32-bit sizes fit in 96 bits
        for (int d = 0; d < rank; d++)
        {
            sizes[d] = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 + 4 * d));
            product *= sizes[d];
        }
        if (product > LargestAccepted || sizes.Any(size => size > LargestAccepted))
            throw new DataFormatException(
                name, $"the header asks for {string.Join(" × ", sizes)} = {product} bytes; at most {LargestAccepted} are accepted, so "
                    + "the header is damaged.");
        return Array.ConvertAll(sizes, size => (int)size);
    }

    private static byte[] ReadValues(Stream stream, int expected, string name)
    {
        // Grows with what really arrives, so a short file with a large header costs no memory.
        var values = new byte[Math.Min(expected, 1 << 20)];
        int got = 0;
        while (got < expected)
        {
            if (got == values.Length) Array.Resize(ref values, (int)Math.Min(expected, values.Length * 2L));
            int read = stream.Read(values, got, values.Length - got);
            if (read == 0)
                throw new DataFormatException(name, $"expected {expected} values after the header, found {got}: the file is truncated.");
            got += read;
        }
        if (stream.ReadByte() >= 0)
            throw new DataFormatException(name, $"expected {expected} values after the header and then the end, found trailing bytes.");
        return values;
    }
}
