namespace Course.Data;

/// <summary>The shape of a drawn solid.</summary>
public enum SolidShape
{
    /// <summary>Six squares.</summary>
    Cube,

    /// <summary>A square and four triangles that meet above it.</summary>
    Pyramid,

    /// <summary>A triangle, upright: three rectangles between two triangles.</summary>
    Prism,

    /// <summary>Eight triangles, standing on a corner.</summary>
    Octahedron,
}

/// <summary>Everything that decides how one drawn solid looks: same factors, same image.</summary>
/// <param name="Shape">Which solid.</param>
/// <param name="Azimuth">How it is turned on the ground, −1 (by 40° to the left) to 1 (by 40° to the right):
/// less than any of the shapes needs to look the same again.</param>
/// <param name="Elevation">From how high it is seen, 0 (10° above the ground) to 1 (60°).</param>
/// <param name="Light">Where the light comes from, −1 (left) to 1 (right).</param>
public readonly record struct SolidFactors(SolidShape Shape, float Azimuth, float Elevation, float Light) : IFactors<SolidFactors>
{
    /// <summary>The names of the four factors, in the order of <see cref="ToArray"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["shape", "azimuth", "elevation", "light"];

    /// <summary>A solid in the middle of all ranges. Vary it with <c>with { Light = 1 }</c>.</summary>
    /// <param name="shape">Which.</param>
    public static SolidFactors Neutral(SolidShape shape) => new(shape, 0, 0.5f, 0);

    /// <summary>The four factors as numbers; the shape from 0 to 3.</summary>
    public float[] ToArray() => [(int)Shape, Azimuth, Elevation, Light];

    /// <summary>All four uniform over their ranges and independent of each other.</summary>
    internal static SolidFactors Sample(ref CounterRandom random) =>
        new((SolidShape)random.Below(4), random.Between(-1, 1), random.NextUnit(), random.Between(-1, 1));
}
