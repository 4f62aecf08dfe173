namespace Course.Data.Drawing;

/// <summary>A straight stroke of a round pen.</summary>
internal readonly struct Capsule : IConvexShape
{
    private readonly Ellipse _from, _to;
    private readonly Quadrilateral _body;

    public Capsule((float X, float Y) from, (float X, float Y) to, float radius)
    {
        _from = new(from.X, from.Y, radius, radius);
        _to = new(to.X, to.Y, radius, radius);
        float dx = to.X - from.X, dy = to.Y - from.Y, length = MathF.Sqrt(dx * dx + dy * dy);
        float nx = length > 0 ? -dy / length * radius : 0, ny = length > 0 ? dx / length * radius : 0;
        _body = new((from.X + nx, from.Y + ny), (to.X + nx, to.Y + ny), (to.X - nx, to.Y - ny), (from.X - nx, from.Y - ny));
    }

    public float Top => MathF.Min(_from.Top, _to.Top);

    public float Bottom => MathF.Max(_from.Bottom, _to.Bottom);

    // Convex, so the interval reaches from the leftmost to the rightmost point of the three parts.
    public (float Left, float Right) At(float y)
    {
        var (left, right) = _body.At(y);
        Widen(_from.At(y));
        Widen(_to.At(y));
        return (left, right);

        void Widen((float Left, float Right) part)
        {
            if (part.Left > part.Right) return;
            left = MathF.Min(left, part.Left);
            right = MathF.Max(right, part.Right);
        }
    }
}
