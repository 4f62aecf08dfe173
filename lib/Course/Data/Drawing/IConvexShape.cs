namespace Course.Data.Drawing;

/// <summary>A convex shape as a scan line sees it: at each height one interval, or nothing.</summary>
internal interface IConvexShape
{
    /// <summary>Its highest point; y grows downwards.</summary>
    float Top { get; }

    /// <summary>Its lowest point.</summary>
    float Bottom { get; }

    /// <summary>The part of the horizontal line at height y that lies inside.</summary>
    /// <returns>Left above Right if there is none.</returns>
    (float Left, float Right) At(float y);
}

/// <summary>What two convex shapes have in common; convex again.</summary>
internal readonly record struct Overlap<TFirst, TSecond>(TFirst First, TSecond Second) : IConvexShape
    where TFirst : struct, IConvexShape
    where TSecond : struct, IConvexShape
{
    public float Top => MathF.Max(First.Top, Second.Top);

    public float Bottom => MathF.Min(First.Bottom, Second.Bottom);

    public (float Left, float Right) At(float y)
    {
        var (left, right) = First.At(y);
        var (otherLeft, otherRight) = Second.At(y);
        return (MathF.Max(left, otherLeft), MathF.Min(right, otherRight));
    }
}
