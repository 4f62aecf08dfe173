using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Book;

/// <summary>Pictures among a cell's outputs.</summary>
internal static partial class Picture
{
    private static readonly string[] Bitmaps = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    // A grid of 28 × 28 digits is a few hundred pixels wide at best; on today's screens that is a stamp.
    private const int SmallWidth = 320;
    private const int MostScale = 8;

    private const string CoverTag = "cover";

    /// <summary>An <c>img</c> element, or null if the output has no bitmap.</summary>
    /// <param name="data">The forms of the output.</param>
    /// <param name="alt">What it shows, for those who do not see it.</param>
    public static string? ToHtml(JsonObject data, string alt)
    {
        if (Array.Find(Bitmaps, data.ContainsKey) is not { } mime)
            return null;
        var base64 = NotebookCell.Text(data[mime]).ReplaceLineEndings("");
        alt = WebUtility.HtmlEncode(alt);
        var size = mime == "image/png" ? PngSize(base64) : null;
        if (size is not (int width, int height) || width > SmallWidth)
            return $"<img src=\"data:{mime};base64,{base64}\" alt=\"{alt}\">";

        // Whole multiples, or the pixels of one picture would differ in size.
        var scale = Math.Clamp(2 * SmallWidth / width, 1, MostScale);
        return string.Create(CultureInfo.InvariantCulture,
            $"<img class=\"pixels\" width=\"{width * scale}\" height=\"{height * scale}\" src=\"data:{mime};base64,{base64}\" alt=\"{alt}\">");
    }

    /// <summary>The picture that stands for a lecture as a data URI: that of the cell tagged <c>cover</c>, else the first; null if it has none.</summary>
    public static string? CoverOf(NotebookDocument notebook)
    {
        foreach (var output in notebook.Cells.Where(c => c.IsCode).OrderByDescending(c => c.HasTag(CoverTag)).SelectMany(c => c.Outputs))
        {
            if (output?["data"] is not JsonObject data)
                continue;
            if (data["image/svg+xml"] is { } svg)
                return $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(NotebookCell.Text(svg)))}";
            if (Array.Find(Bitmaps, data.ContainsKey) is { } mime)
                return $"data:{mime};base64,{NotebookCell.Text(data[mime]).ReplaceLineEndings("")}";
            if (PictureInMarkup().Match(NotebookCell.Text(data["text/html"])) is { Success: true } found)
                return found.Groups[1].Value;
        }

        return null;
    }

    [GeneratedRegex(@"<img\b[^>]*?\bsrc=""(data:image/[^""]+)""")]
    private static partial Regex PictureInMarkup();

    /// <summary>Width and height from the header (PNG specification, 11.2.2), null if this is no PNG.</summary>
    private static (int Width, int Height)? PngSize(string base64)
    {
        Span<byte> header = stackalloc byte[24];
        if (base64.Length < 32 || !Convert.TryFromBase64Chars(base64.AsSpan(0, 32), header, out var read) || read < 24
            || !header[1..4].SequenceEqual("PNG"u8))
            return null;
        var width = BinaryPrimitives.ReadInt32BigEndian(header[16..]);
        var height = BinaryPrimitives.ReadInt32BigEndian(header[20..]);
        return width > 0 && height > 0 ? (width, height) : null;
    }
}
