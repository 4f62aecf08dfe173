namespace Course.Plots;

/// <summary>Images with what is written and drawn around each; a comparison has two sides or more.</summary>
/// <param name="Images">The images.</param>
internal sealed record GridSide(ImageStack Images)
{
    /// <summary>One line under each image; empty for none.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The colour of each image's frame, null for none; empty when no image has one.</summary>
    public IReadOnlyList<Rgb?> Borders { get; init; } = [];
}
