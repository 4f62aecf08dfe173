namespace Course.Data.Drawing;

/// <summary>Red, green and blue, each 0 to 255.</summary>
internal readonly record struct Colour(float Red, float Green, float Blue)
{
    /// <summary>This colour at 0, the other one at 1.</summary>
    public Colour Towards(Colour other, float share) =>
        new(Red + (other.Red - Red) * share, Green + (other.Green - Green) * share, Blue + (other.Blue - Blue) * share);

    /// <summary>Between 0 (black) and 1 (as it is), or a little brighter above 1.</summary>
    public Colour Times(float brightness) => new(Red * brightness, Green * brightness, Blue * brightness);
}
