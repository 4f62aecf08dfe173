namespace Course.Data.Drawing;

/// <summary>An upright ellipse.</summary>
/// <param name="X">Centre.</param>
/// <param name="Y">Centre.</param>
/// <param name="HalfWidth">Horizontal radius, above 0.</param>
/// <param name="HalfHeight">Vertical radius, above 0.</param>
internal readonly record struct Ellipse(float X, float Y, float HalfWidth, float HalfHeight) : IConvexShape
{
    public float Top => Y - HalfHeight;

    public float Bottom => Y + HalfHeight;

    public (float Left, float Right) At(float y)
    {
        float v = (y - Y) / HalfHeight, rest = 1f - v * v;
        if (rest <= 0) return (1, 0);
        float half = HalfWidth * MathF.Sqrt(rest);
        return (X - half, X + half);
    }
}
