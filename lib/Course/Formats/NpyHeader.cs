using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Formats;

/// <summary>
/// The head of a .npy file (numpy enhancement proposal 1 and its successors): eight bytes of magic and version, the length of what
/// follows (2 bytes in version 1, 4 in 2 and 3), and a Python dictionary with element type, order and shape, padded to a multiple of 64.
/// </summary>
internal sealed partial record NpyHeader(ScalarType Type, bool IsFortranOrder, long[] Shape)
{
    private const int Alignment = 64, LongestText = 1 << 16, MostDimensions = 32; // the last two are numpy's own, or roomier

    private static readonly byte[] s_magic = [0x93, .. "NUMPY"u8];

    private static readonly (string Code, ScalarType Type, int Size)[] s_types =
    [
        ("<f4", ScalarType.Float32, 4), ("<f8", ScalarType.Float64, 8), ("<i8", ScalarType.Int64, 8), ("<i4", ScalarType.Int32, 4),
        ("<i2", ScalarType.Int16, 2), ("|i1", ScalarType.Int8, 1), ("|u1", ScalarType.Byte, 1), ("|b1", ScalarType.Bool, 1),
    ];

    /// <summary>Bytes of the elements; <see cref="Read"/> has made sure that they can be counted.</summary>
    public long Bytes => Shape.Aggregate((long)s_types.First(t => t.Type == Type).Size, (product, size) => checked(product * size));

    /// <summary>Writes the head of a tensor in row-major order.</summary>
    public static void Write(Stream stream, Tensor tensor)
    {
        var code = s_types.FirstOrDefault(t => t.Type == tensor.dtype).Code
            ?? throw new ArgumentException($"Npy files here do not hold {tensor.dtype}, only {string.Join(", ", s_types.Select(t => t.Type))}.", nameof(tensor));
        var shape = string.Join(", ", tensor.shape) + (tensor.ndim == 1 ? "," : "");
        var text = $"{{'descr': '{code}', 'fortran_order': False, 'shape': ({shape}), }}";
        var length = (s_magic.Length + 4 + text.Length + 1 + Alignment - 1) / Alignment * Alignment - s_magic.Length - 4;
        stream.Write(s_magic);
        stream.Write([1, 0]);
        Span<byte> prefix = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(prefix, checked((ushort)length));
        stream.Write(prefix);
        stream.Write(Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n"));
    }

    /// <summary>Reads the head; the stream then stands at the elements.</summary>
    /// <param name="stream">Stands at the start.</param>
    /// <param name="name">For messages.</param>
    public static NpyHeader Read(Stream stream, string name)
    {
        InvalidDataException Damaged(string what) => new($"{name} is not a valid .npy file: {what}.");

        byte[] Take(int count)
        {
            var bytes = new byte[count];
            var read = stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
            return read == count ? bytes : throw Damaged("it ends within its header");
        }

        var start = Take(s_magic.Length + 2);
        if (!start.AsSpan(0, s_magic.Length).SequenceEqual(s_magic)) throw Damaged("it does not start with numpy's signature");
        var version = start[^2];
        if (version is < 1 or > 3) throw Damaged($"its version is {version}, known are 1 to 3");
        var length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(Take(2)) : BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
        if (length > LongestText) throw Damaged($"its header claims {length} bytes");
        var text = Encoding.UTF8.GetString(Take((int)length));

        var descr = Descr().Match(text);
        var order = FortranOrder().Match(text);
        var tuple = ShapeTuple().Match(text);
        if (!descr.Success || !order.Success || !tuple.Success) throw Damaged($"its header names no simple type, order and shape: {Shortened(text)}");
        // '=' is the order of the machine that reads, and for single bytes the order does not matter.
        var (code, type, size) = s_types.FirstOrDefault(t => t.Code[1..] == descr.Groups[1].Value[1..] && (descr.Groups[1].Value[0] != '>' || t.Size == 1));
        if (code is null) throw Damaged($"its elements are of type {descr.Groups[1].Value}, supported are {string.Join(", ", s_types.Select(t => t.Code))}");
        try
        {
            var shape = tuple.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(part => long.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
            if (shape.Length > MostDimensions) throw Damaged($"it has {shape.Length} dimensions");
            _ = shape.Aggregate((long)size, (product, length) => checked(product * length));
            return new NpyHeader(type, order.Groups[1].Value == "True", shape);
        }
        catch (Exception e) when (e is OverflowException or FormatException)
        {
            throw Damaged($"its shape is ({tuple.Groups[1].Value})");
        }
    }

    private static string Shortened(string text) => text.Length <= 100 ? text.Trim() : text[..100] + "…";

    [GeneratedRegex(@"'descr'\s*:\s*'([^']{1,8})'")]
    private static partial Regex Descr();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex FortranOrder();

    [GeneratedRegex(@"'shape'\s*:\s*\(([\d\s,]*)\)")]
    private static partial Regex ShapeTuple();
}
