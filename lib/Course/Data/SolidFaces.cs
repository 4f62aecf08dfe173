namespace Course.Data;

/// <summary>A point or a direction: x to the right, y up, z to the viewer.</summary>
/// <remarks>Not System.Numerics.Vector3, whose products may be contracted on one platform and not on another.</remarks>
internal readonly record struct Point3(float X, float Y, float Z)
{
    public static float Dot(Point3 a, Point3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;

    /// <summary>The direction that looks away from a triangle's side on which its corners run counter-clockwise; of length 1.</summary>
    public static Point3 Normal(Point3 a, Point3 b, Point3 c)
    {
        Point3 u = new(b.X - a.X, b.Y - a.Y, b.Z - a.Z), v = new(c.X - a.X, c.Y - a.Y, c.Z - a.Z);
        var n = new Point3(u.Y * v.Z - u.Z * v.Y, u.Z * v.X - u.X * v.Z, u.X * v.Y - u.Y * v.X);
        float length = MathF.Sqrt(Dot(n, n));
        return new(n.X / length, n.Y / length, n.Z / length);
    }
}

/// <summary>The faces of the solids: polygons of three or four corners that run counter-clockwise as seen from outside.</summary>
internal static class SolidFaces
{
    private static readonly Point3[][][] Solids = [Cube(), Pyramid(), Prism(), Octahedron()];

    public static Point3[][] Of(SolidShape shape) => Solids[(int)shape];

    private static Point3[][] Cube()
    {
        const float half = 0.85f;
        return Upright([new(half, -half, half), new(half, -half, -half), new(-half, -half, -half), new(-half, -half, half)], 2 * half);
    }

    private static Point3[][] Prism()
    {
        // An equilateral triangle with one corner to the viewer.
        const float radius = 1.15f, x = 0.8660254f * radius, height = 1.7f, low = -0.85f;
        return Upright([new(0, low, radius), new(x, low, -radius / 2), new(-x, low, -radius / 2)], height);
    }

    private static Point3[][] Pyramid()
    {
        const float half = 0.95f, low = -0.85f;
        var top = new Point3(0, 1.05f, 0);
        Point3[] foot = [new(half, low, half), new(half, low, -half), new(-half, low, -half), new(-half, low, half)];
        return [.. Sides(foot, top)];
    }

    private static Point3[][] Octahedron()
    {
        const float radius = 1.2f;
        Point3[] waist = [new(0, 0, radius), new(radius, 0, 0), new(0, 0, -radius), new(-radius, 0, 0)];
        Point3[] back = [.. waist.Reverse()];
        return [.. Sides(waist, new(0, radius, 0)), .. Sides(back, new(0, -radius, 0))];
    }

    /// <summary>Triangles from each edge of a ring to a tip.</summary>
    private static IEnumerable<Point3[]> Sides(Point3[] ring, Point3 tip) =>
        ring.Select((corner, i) => new[] { corner, ring[(i + 1) % ring.Length], tip });

    /// <summary>Walls over a foot, and a roof; what stands on the ground shows no floor.</summary>
    private static Point3[][] Upright(Point3[] foot, float height)
    {
        Point3[] roof = [.. foot.Select(corner => corner with { Y = corner.Y + height })];
        return [roof, .. foot.Select((corner, i) => new[] { corner, foot[(i + 1) % foot.Length], roof[(i + 1) % foot.Length], roof[i] })];
    }
}
