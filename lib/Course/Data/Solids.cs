using Course.Data.Drawing;

namespace Course.Data;

/// <summary>
/// Solids drawn by the course: 32 × 32 colour images of a cube, pyramid, prism or octahedron on the ground, whose four factors (shape, azimuth,
/// elevation, light) are known, independent, and all there is: what a model's code should say about an image is exactly known.
/// </summary>
/// <remarks>Image i depends on the seed, the split and i alone; the bytes are the same on every platform.</remarks>
public static class Solids
{
    /// <summary>Name of the data set, as it appears on figures.</summary>
    public const string Name = "Solids";

    /// <summary>Height and width in pixels.</summary>
    public const int Side = 32;

    private const ulong Stream = 4000;

    /// <summary>Draws a set of solids.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="seed">Same seed, same bytes.</param>
    /// <param name="split">Training and test solids of one seed are drawn from separate random streams.</param>
    /// <returns>Images [count, 3, 32, 32] and the factors of each.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative or its pixels do not fit one array.</exception>
    public static DrawnImages<ColourImages, SolidFactors> Draw(int count, ulong seed = 1, Split split = Split.Train)
    {
        var factors = new SolidFactors[DrawnSet.Require(count, Side)];
        var pixels = DrawnSet.Draw(count, Side, (i, canvas) =>
        {
            var random = new CounterRandom(seed, Stream + (ulong)split, (ulong)i);
            factors[i] = SolidFactors.Sample(ref random);
            new SolidPainter(factors[i]).Paint(canvas);
        });
        return new(new(Name, $"Solids drawn by this course (seed {seed}).", split, Side, pixels), factors);
    }

    /// <summary>Draws one solid for each of the given factors, for example to vary one and hold the others.</summary>
    /// <param name="factors">How they are to look.</param>
    /// <returns>Images [N, 3, 32, 32].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A factor outside its range, or no such shape.</exception>
    public static ColourImages Draw(IReadOnlyList<SolidFactors> factors)
    {
        foreach (var solid in factors)
        {
            DrawnSet.RequireWithin((int)solid.Shape, 0, 3, nameof(solid.Shape));
            DrawnSet.RequireWithin(solid.Azimuth, -1, 1, nameof(solid.Azimuth));
            DrawnSet.RequireWithin(solid.Elevation, 0, 1, nameof(solid.Elevation));
            DrawnSet.RequireWithin(solid.Light, -1, 1, nameof(solid.Light));
        }
        DrawnSet.Require(factors.Count, Side);
        var pixels = DrawnSet.Draw(factors.Count, Side, (i, canvas) => new SolidPainter(factors[i]).Paint(canvas));
        return new(Name, "Solids drawn by this course from given factors.", Split.Train, Side, pixels);
    }
}
