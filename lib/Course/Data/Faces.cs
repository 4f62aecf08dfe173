using Course.Data.Drawing;

namespace Course.Data;

/// <summary>
/// Faces drawn by the course: 64 × 64 colour images whose six factors (smile, gaze, turn of the head, skin tone, hair length, lines of age) are known and
/// independent, so that what a model has found out about them can be measured. They show nobody.
/// </summary>
/// <remarks>Image i depends on the seed, the split and i alone; the bytes are the same on every platform.</remarks>
public static class Faces
{
    /// <summary>Name of the data set, as it appears on figures.</summary>
    public const string Name = "Faces";

    /// <summary>Height and width in pixels.</summary>
    public const int Side = 64;

    private const ulong Stream = 2000;

    /// <summary>Draws a set of faces.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="seed">Same seed, same bytes.</param>
    /// <param name="split">Training and test faces of one seed are drawn from separate random streams.</param>
    /// <returns>Images [count, 3, 64, 64] and the factors of each.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative or its pixels do not fit one array.</exception>
    public static DrawnImages<ColourImages, FaceFactors> Draw(int count, ulong seed = 1, Split split = Split.Train)
    {
        var factors = new FaceFactors[DrawnSet.Require(count, Side)];
        var pixels = DrawnSet.Draw(count, Side, (i, canvas) =>
        {
            var random = new CounterRandom(seed, Stream + (ulong)split, (ulong)i);
            factors[i] = FaceFactors.Sample(ref random);
            new FacePainter(factors[i]).Paint(canvas);
        });
        return new(new(Name, $"Faces drawn by this course (seed {seed}); they show nobody.", split, Side, pixels), factors);
    }

    /// <summary>Draws one face for each of the given factors, for example to vary one and hold the others.</summary>
    /// <param name="factors">How they are to look.</param>
    /// <returns>Images [N, 3, 64, 64].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A factor outside its range.</exception>
    public static ColourImages Draw(IReadOnlyList<FaceFactors> factors)
    {
        foreach (var face in factors)
        {
            DrawnSet.RequireWithin(face.Smile, -1, 1, nameof(face.Smile));
            DrawnSet.RequireWithin(face.Gaze, -1, 1, nameof(face.Gaze));
            DrawnSet.RequireWithin(face.Turn, -1, 1, nameof(face.Turn));
            DrawnSet.RequireWithin(face.SkinTone, 0, 1, nameof(face.SkinTone));
            DrawnSet.RequireWithin(face.HairLength, 0, 1, nameof(face.HairLength));
            DrawnSet.RequireWithin(face.Age, 0, 1, nameof(face.Age));
        }
        DrawnSet.Require(factors.Count, Side);
        var pixels = DrawnSet.Draw(factors.Count, Side, (i, canvas) => new FacePainter(factors[i]).Paint(canvas));
        return new(Name, "Faces drawn by this course from given factors; they show nobody.", Split.Train, Side, pixels);
    }
}
