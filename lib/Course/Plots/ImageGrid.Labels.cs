namespace Course.Plots;

public sealed partial class ImageGrid
{
    internal IReadOnlyList<string> RowLabels { get; private init; } = [];

    internal IReadOnlyList<string> ColumnLabels { get; private init; } = [];

    /// <summary>Room in pixels before the rows, when they have labels, so that the frames of an animation are alike.</summary>
    internal int LeastRowLabelWidth { get; private init; }

    /// <summary>A line above the images, or null.</summary>
    public string? Title { get; private init; }

    /// <summary>What the pictures are, for who cannot see them; null when nothing was said.</summary>
    public string? Description { get; private init; }

    /// <summary>The same with a line above the images: "step 400".</summary>
    /// <param name="title">A text that is too wide is shortened; null removes the line.</param>
    public ImageGrid WithTitle(string? title) => new(this) { Title = title };

    /// <summary>The same with a line of text under each image; of a comparison, under the images of its first side.</summary>
    /// <param name="labels">One per image; a text that is too wide is shortened.</param>
    /// <exception cref="ArgumentException">Not one per image.</exception>
    public ImageGrid WithLabels(params IReadOnlyList<string> labels)
    {
        Require(labels.Count == Count, $"{labels.Count} labels were given for {Count} images; give one each.");
        return new(this) { Sides = [Sides[0] with { Labels = [.. labels] }, .. Sides.Skip(1)] };
    }

    /// <summary>The same with a text before each row.</summary>
    /// <param name="labels">One per row, or in a comparison one per side, repeated down the grid.</param>
    /// <exception cref="ArgumentException">Another number.</exception>
    public ImageGrid WithRowLabels(params IReadOnlyList<string> labels)
    {
        Require(labels.Count == Rows || labels.Count == Sides.Count,
            $"{labels.Count} row labels were given for {Rows} rows of images; give one each"
            + (Sides.Count > 1 ? $", or {Sides.Count}, one for each side." : "."));
        return new(this) { RowLabels = [.. Enumerable.Range(0, Rows).Select(row => labels[row % labels.Count])] };
    }

    /// <summary>The same with a text over each column.</summary>
    /// <param name="labels">One per column; a text that is too wide is shortened.</param>
    /// <exception cref="ArgumentException">Not one per column.</exception>
    public ImageGrid WithColumnLabels(params IReadOnlyList<string> labels)
    {
        int columns = Math.Min(Columns, Count);
        Require(labels.Count == columns, $"{labels.Count} column labels were given for {columns} columns; give one each.");
        return new(this) { ColumnLabels = [.. labels] };
    }

    /// <summary>The same with coloured frames, for example around what a classifier got wrong; of a comparison, around the images of
    /// its first side.</summary>
    /// <param name="colors">"#rrggbb" for each image, null for no frame.</param>
    /// <exception cref="ArgumentException">Not one per image, or not a colour.</exception>
    public ImageGrid WithBorders(params IReadOnlyList<string?> colors)
    {
        Require(colors.Count == Count, $"{colors.Count} border colours were given for {Count} images; give one each, null for none.");
        var borders = colors.Select(color => color is null ? (Rgb?)null : Rgb.Parse(color)).ToArray();
        return new(this) { Sides = [Sides[0] with { Borders = borders }, .. Sides.Skip(1)] };
    }

    /// <summary>The same, described in words: the picture's alternative text begins with them.</summary>
    /// <param name="description">What there is to see: "Test digits and their reconstructions".</param>
    public ImageGrid WithDescription(string description) => new(this) { Description = description };

    /// <summary>The description, number, size, layout and labels, and a warning when values had to be cut.</summary>
    public override string ToString()
    {
        var images = Sides[0].Images;
        string sides = Sides.Count > 1 ? $"{Sides.Count} × " : "";
        string warnings = string.Concat(Sides.Where(side => side.Images.Warning is not null).Select(side => "; " + side.Images.Warning));
        return (Description is null ? "" : Description + ": ")
            + $"ImageGrid {sides}{Count} images {images.Height} × {images.Width}{(images.Channels == 3 ? " RGB" : "")} "
            + $"in {Rows / Sides.Count} × {Columns}"
            + (Title is null ? "" : $"; '{Title}'") + Listed("rows", [.. RowLabels.Distinct()]) + Listed("columns", ColumnLabels)
            + Listed("labels", Sides[0].Labels) + warnings;
    }

    /// <summary>For an animation, whose frames must be of one size whatever stands before their rows.</summary>
    internal ImageGrid WithLeastRowLabelWidth(int width) => new(this) { LeastRowLabelWidth = width };

    private static string Listed(string what, IReadOnlyList<string> labels)
    {
        const int most = 20;
        if (labels.Count == 0) return "";
        return $"; {what}: {string.Join(", ", labels.Take(most))}{(labels.Count > most ? ", …" : "")}";
    }

    private static void Require(bool met, string otherwise)
    {
        if (!met) throw new ArgumentException(otherwise);
    }
}
