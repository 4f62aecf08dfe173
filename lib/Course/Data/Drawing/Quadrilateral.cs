namespace Course.Data.Drawing;

/// <summary>A convex quadrilateral; two equal corners make a triangle.</summary>
internal readonly record struct Quadrilateral((float X, float Y) A, (float X, float Y) B, (float X, float Y) C, (float X, float Y) D) : IConvexShape
{
    public static Quadrilateral Rectangle(float left, float top, float right, float bottom) => new((left, top), (right, top), (right, bottom), (left, bottom));

    public static Quadrilateral Triangle((float X, float Y) a, (float X, float Y) b, (float X, float Y) c) => new(a, b, c, c);

    public float Top => MathF.Min(MathF.Min(A.Y, B.Y), MathF.Min(C.Y, D.Y));

    public float Bottom => MathF.Max(MathF.Max(A.Y, B.Y), MathF.Max(C.Y, D.Y));

    public (float Left, float Right) At(float y)
    {
        float left = float.MaxValue, right = float.MinValue;
        Cross(A, B);
        Cross(B, C);
        Cross(C, D);
        Cross(D, A);
        return (left, right);

        void Cross((float X, float Y) from, (float X, float Y) to)
        {
            if (MathF.Min(from.Y, to.Y) > y || MathF.Max(from.Y, to.Y) < y || from.Y == to.Y) return;
            float x = from.X + (to.X - from.X) * ((y - from.Y) / (to.Y - from.Y));
            left = MathF.Min(left, x);
            right = MathF.Max(right, x);
        }
    }
}
