namespace Course.Data;

/// <summary>Everything that decides how one drawn face looks: the known factors behind the image.</summary>
/// <param name="Smile">−1 (corners of the mouth down) to 1 (up).</param>
/// <param name="Gaze">−1 (the eyes look to the left of the image) to 1 (to the right).</param>
/// <param name="Turn">−1 (the head is turned to the left of the image, by 28°) to 1 (to the right).</param>
/// <param name="SkinTone">0 (light) to 1 (dark).</param>
/// <param name="HairLength">0 (short) to 1 (over the shoulders).</param>
/// <param name="Age">Depth of the lines of age, 0 (none) to 1.</param>
/// <param name="Person">All that makes one person differ from another and is not among the factors: hair and eye colour, width of the face, clothes,
/// background, place in the image. Same factors and same person, same image.</param>
public readonly record struct FaceFactors(float Smile, float Gaze, float Turn, float SkinTone, float HairLength, float Age, ulong Person)
    : IFactors<FaceFactors>
{
    /// <summary>The names of the six factors, in the order of <see cref="ToArray"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["smile", "gaze", "turn", "skin tone", "hair length", "age"];

    /// <summary>A face that looks ahead without expression. Vary it with <c>with { Smile = 1 }</c>.</summary>
    /// <param name="person">Who.</param>
    public static FaceFactors Neutral(ulong person = 1) => new(0, 0, 0, 0.35f, 0.45f, 0, person);

    /// <summary>The six factors as numbers, without the person.</summary>
    public float[] ToArray() => [Smile, Gaze, Turn, SkinTone, HairLength, Age];

    /// <summary>All six uniform over their ranges and independent of each other and of the person.</summary>
    internal static FaceFactors Sample(ref CounterRandom random) => new(
        random.Between(-1, 1), random.Between(-1, 1), random.Between(-1, 1), random.NextUnit(), random.NextUnit(), random.NextUnit(), random.NextBits());
}
