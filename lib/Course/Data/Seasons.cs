using Course.Data.Drawing;

namespace Course.Data;

/// <summary>
/// Landscapes drawn by the course in summer and in winter: 64 × 64 colour images for translating pictures into pictures, in pairs of the same place or
/// without pairs.
/// </summary>
/// <remarks>Image i depends on the seed, the split and i alone; the bytes are the same on every platform.</remarks>
public static class Seasons
{
    /// <summary>Name of the data set, as it appears on figures.</summary>
    public const string Name = "Seasons";

    /// <summary>Height and width in pixels.</summary>
    public const int Side = 64;

    private const ulong SummerStream = 3000, WinterStream = 3100;

    /// <summary>The same places in summer and in winter.</summary>
    /// <param name="count">How many pairs, 0 or more.</param>
    /// <param name="seed">Same seed, same bytes.</param>
    /// <param name="split">Training and test places of one seed are drawn from separate random streams.</param>
    /// <returns>Two sets of images [count, 3, 64, 64]; image i of both is the same place.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative or its pixels do not fit one array.</exception>
    public static (ColourImages Summer, ColourImages Winter) DrawPairs(int count, ulong seed = 1, Split split = Split.Train) =>
        (Draw(count, seed, split, 0, SummerStream), Draw(count, seed, split, 1, SummerStream));

    /// <summary>Places in summer, and other places in winter.</summary>
    /// <param name="count">How many of each, 0 or more.</param>
    /// <param name="seed">Same seed, same bytes.</param>
    /// <param name="split">Training and test places of one seed are drawn from separate random streams.</param>
    /// <returns>Two sets of images [count, 3, 64, 64] that have no place in common.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative or its pixels do not fit one array.</exception>
    public static (ColourImages Summer, ColourImages Winter) DrawUnpaired(int count, ulong seed = 1, Split split = Split.Train) =>
        (Draw(count, seed, split, 0, SummerStream), Draw(count, seed, split, 1, WinterStream));

    /// <summary>Draws one landscape for each of the given factors, for example to vary one and hold the others.</summary>
    /// <param name="factors">How they are to look.</param>
    /// <returns>Images [N, 3, 64, 64].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A factor outside its range.</exception>
    public static ColourImages Draw(IReadOnlyList<SeasonFactors> factors)
    {
        foreach (var place in factors)
        {
            DrawnSet.RequireWithin(place.Winter, 0, 1, nameof(place.Winter));
            DrawnSet.RequireWithin(place.Sun, 0, 1, nameof(place.Sun));
            DrawnSet.RequireWithin(place.Hills, 0, 1, nameof(place.Hills));
            DrawnSet.RequireWithin(place.Trees, 0, 7, nameof(place.Trees));
        }
        DrawnSet.Require(factors.Count, Side);
        var pixels = DrawnSet.Draw(factors.Count, Side, (i, canvas) => new SeasonPainter(factors[i]).Paint(canvas));
        return new(Name, "Landscapes drawn by this course from given factors.", Split.Train, Side, pixels);
    }

    private static ColourImages Draw(int count, ulong seed, Split split, float winter, ulong stream)
    {
        DrawnSet.Require(count, Side);
        var pixels = DrawnSet.Draw(count, Side, (i, canvas) =>
        {
            var random = new CounterRandom(seed, stream + (ulong)split, (ulong)i);
            new SeasonPainter(SeasonFactors.Sample(winter, ref random)).Paint(canvas);
        });
        return new($"{Name}, {(winter == 0 ? "summer" : "winter")}", $"Landscapes drawn by this course (seed {seed}).", split, Side, pixels);
    }
}
