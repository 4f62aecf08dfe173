using TorchSharp;
using Course.Plots.Display;

namespace Course.Plots;

/// <summary>Many small images in one picture: rows and columns with a gap between, enlarged by a whole factor so that pixels stay
/// crisp.</summary>
/// <remarks>Immutable: every <c>With…</c> returns a new grid. Shows itself in a notebook as a PNG.</remarks>
[TypeFormatterSource(typeof(ImageGridFormatterSource), PreferredMimeTypes = ["image/png", "text/plain"])]
public sealed partial class ImageGrid
{
    private ImageGrid(IReadOnlyList<GridSide> sides, int columns)
    {
        (Sides, Columns) = (sides, columns);
        var images = sides[0].Images;
        // Digits of 28 pixels are too small to look at on today's screens; about 56 is comfortable.
        Scale = Math.Clamp(56 / Math.Max(images.Height, images.Width), 1, 8);
    }

    private ImageGrid(ImageGrid other)
    {
        (Sides, Columns, Padding, Scale, Gap) = (other.Sides, other.Columns, other.Padding, other.Scale, other.Gap);
        (Title, RowLabels, ColumnLabels, Description) = (other.Title, other.RowLabels, other.ColumnLabels, other.Description);
        LeastRowLabelWidth = other.LeastRowLabelWidth;
    }

    /// <summary>Images per row.</summary>
    public int Columns { get; private init; }

    /// <summary>Pixels between images and around the grid; not enlarged.</summary>
    public int Padding { get; private init; } = 2;

    /// <summary>Each image pixel becomes a square of Scale × Scale.</summary>
    public int Scale { get; private init; }

    /// <summary>Gray value of the gap, 0 to 255.</summary>
    public byte Gap { get; private init; } = 255;

    /// <summary>Number of images; of each side, when sides are compared.</summary>
    public int Count => Sides[0].Images.Count;

    /// <summary>Rows of images; in a comparison all sides count.</summary>
    public int Rows => (Count + Columns - 1) / Columns * Sides.Count;

    internal IReadOnlyList<GridSide> Sides { get; private init; }

    /// <summary>A grid of images given as bytes.</summary>
    /// <param name="images">[N, H, W] or [N, C, H, W] in row-major order; copied.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="channels">C: 1 (gray) or 3 (RGB).</param>
    /// <param name="columns">Images per row; 0 chooses about as many columns as rows.</param>
    /// <exception cref="ArgumentException">No image, sizes below 1, or bytes that are not a whole number of images.</exception>
    public static ImageGrid FromBytes(ReadOnlySpan<byte> images, int height, int width, int channels = 1, int columns = 0) =>
        Of(ImageStack.FromBytes(images, height, width, channels), columns);

    /// <summary>A grid of images given as numbers.</summary>
    /// <param name="images">[N, H, W] or [N, C, H, W] in row-major order. Outside the range is cut; NaN is drawn as the lowest value; the
    /// text view says how many.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="channels">C: 1 (gray) or 3 (RGB).</param>
    /// <param name="columns">Images per row; 0 chooses about as many columns as rows.</param>
    /// <param name="low">The value drawn black.</param>
    /// <param name="high">The value drawn white.</param>
    /// <exception cref="ArgumentException">No image, sizes below 1, numbers that are not a whole number of images, or an empty
    /// range.</exception>
    public static ImageGrid FromFloats(
        ReadOnlySpan<float> images, int height, int width, int channels = 1, int columns = 0, float low = 0, float high = 1) =>
        Of(ImageStack.FromFloats(images, height, width, channels, low, high), columns);

    /// <summary>A grid of the images in a tensor.</summary>
    /// <param name="images">[N, H, W] or [N, C, H, W] with C 1 (gray) or 3 (RGB), any floating type.</param>
    /// <param name="columns">Images per row; 0 chooses about as many columns as rows.</param>
    /// <param name="low">The value drawn black.</param>
    /// <param name="high">The value drawn white.</param>
    /// <exception cref="ArgumentException">Another shape, no image, or an empty range.</exception>
    public static ImageGrid FromTensor(torch.Tensor images, int columns = 0, float low = 0, float high = 1)
    {
        var shape = images.shape;
        if (shape.Length is not (3 or 4))
            throw new ArgumentException($"Images are [N, H, W] or [N, C, H, W], this tensor is [{string.Join(", ", shape)}].", nameof(images));
        using var floats = images.detach().to(torch.float32);
        return FromFloats(
            floats.data<float>().ToArray(), (int)shape[^2], (int)shape[^1], shape.Length == 4 ? (int)shape[1] : 1, columns, low, high);
    }

    /// <summary>Grids of the same images before and after: each row of the first with the matching row of the others right under
    /// it.</summary>
    /// <param name="sides">Two or more grids of the same number of images of the same size, for example originals and
    /// reconstructions.</param>
    /// <exception cref="ArgumentException">Fewer than two, or they differ in number or size.</exception>
    public static ImageGrid Compare(params ReadOnlySpan<ImageGrid> sides)
    {
        if (sides.Length < 2) throw new ArgumentException($"A comparison needs two grids or more, but there is {sides.Length}.");
        var first = sides[0];
        var all = new List<GridSide>();
        foreach (var grid in sides)
        {
            var (one, another) = (first.Sides[0].Images, grid.Sides[0].Images);
            if (!another.SameShape(one))
                throw new ArgumentException($"Grids can be compared when they have the same shape, but one is {one.Shape} and another "
                    + $"{another.Shape}.");
            all.AddRange(grid.Sides);
        }
        // Short rows read better here: the eye goes up and down between the sides.
        return new(all, Math.Min(first.Count, 10)) { Padding = first.Padding, Scale = first.Scale, Gap = first.Gap };
    }

    /// <summary>The same with another number of images per row; labels of rows and columns, which no longer fit, are dropped.</summary>
    /// <param name="columns">1 or more.</param>
    public ImageGrid WithColumns(int columns) =>
        new(this) { Columns = Within(1, int.MaxValue, columns, "Columns"), RowLabels = [], ColumnLabels = [] };

    /// <summary>The same with another gap.</summary>
    /// <param name="padding">Pixels, 0 to 1024.</param>
    /// <param name="gap">Gray value of the gap, 0 to 255; null keeps it.</param>
    public ImageGrid WithPadding(int padding, byte? gap = null) =>
        new(this) { Padding = Within(0, 1024, padding, "Padding"), Gap = gap ?? Gap };

    /// <summary>The same, enlarged.</summary>
    /// <param name="scale">Each image pixel becomes scale × scale, 1 to 1024.</param>
    public ImageGrid WithScale(int scale) => new(this) { Scale = Within(1, 1024, scale, "Scale") };

    /// <summary>The grid as one picture.</summary>
    /// <exception cref="ArgumentException">The picture would be larger than 2²⁸ bytes.</exception>
    public Picture ToPicture() => GridPainter.Paint(this);

    /// <summary>The grid as the bytes of a PNG file.</summary>
    public byte[] ToPng() => ToPicture().ToPng();

    /// <summary>Writes the grid as a PNG file; a half-written file never replaces a good one.</summary>
    /// <param name="path">Path of the file; an existing file is replaced.</param>
    public void SavePng(string path) => ToPicture().SavePng(path);

    private static ImageGrid Of(ImageStack images, int columns)
    {
        if (columns < 0)
            throw new ArgumentOutOfRangeException(nameof(columns), $"{columns} columns were asked for; use 1 or more, or 0 to choose.");
        return new([new(images)], columns == 0 ? (int)Math.Ceiling(Math.Sqrt(images.Count)) : columns);
    }

    private static int Within(int least, int most, int value, string what) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), $"{what} of a grid must be from {least} to {most}, not {value}.");
}
