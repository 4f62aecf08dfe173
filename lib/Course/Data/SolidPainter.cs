using Course.Data.Drawing;

namespace Course.Data;

/// <summary>Paints one solid: ground, shadow, and the faces that are seen, each as bright as the light meets it (Lambert).</summary>
/// <remarks>
/// Seen from far away, so that parallel edges stay parallel. A convex solid hides nothing but its own back, so the faces that look to the viewer
/// are painted, in any order. Only +, −, ·, / and square root are used, so that the bytes are the same on every platform.
/// </remarks>
internal readonly struct SolidPainter
{
    private const float Middle = 16, Size = 8.6f;

    // Faces are painted a little too large; otherwise the ground would show through where two meet within a pixel.
    private const float Overhang = 0.35f;

    private const float Ambient = 0.25f;

    private static readonly Colour Clay = new(250, 168, 84);
    private static readonly Colour Shadow = new(24, 32, 52);

    private readonly SolidFactors _factors;
    private readonly float _cos, _sin, _cosUp, _sinUp;
    private readonly Point3 _light;

    public SolidPainter(in SolidFactors factors)
    {
        _factors = factors;
        // The tangents of 20°, 5° and 30°: half the angles at the ends of the ranges.
        (_cos, _sin) = Turn(0.364f * factors.Azimuth);
        (_cosUp, _sinUp) = Turn(0.0875f + (0.5774f - 0.0875f) * factors.Elevation);
        // Up to 70° to either side of the viewer, 53° above the ground: a roof is brighter than a wall that faces the light.
        var (front, side) = Turn(0.7f * factors.Light);
        _light = new(0.6f * side, 0.8f, 0.6f * front);
    }

    public void Paint(Canvas canvas)
    {
        canvas.Wash(new(96, 116, 146), new(156, 172, 190));
        PaintShadow(canvas);
        foreach (var face in SolidFaces.Of(_factors.Shape)) PaintFace(canvas, face);
    }

    /// <summary>Cosine and sine of an angle from the tangent of its half.</summary>
    private static (float Cos, float Sin) Turn(float half) => ((1 - half * half) / (1 + half * half), 2 * half / (1 + half * half));

    /// <summary>A round shadow on the ground, away from the light; a line when seen from low.</summary>
    private void PaintShadow(Canvas canvas)
    {
        var (x, y) = See(new(-1.1f * _light.X, -0.9f, -1.1f * _light.Z));
        canvas.Lay(new Ellipse(x, y, 1.2f * Size, 1.2f * Size * _sinUp), Shadow, 0.4f);
    }

    private void PaintFace(Canvas canvas, Point3[] face)
    {
        var normal = OnGround(Point3.Normal(face[0], face[1], face[2]));
        if (Point3.Dot(normal, new(0, _sinUp, _cosUp)) <= 0) return;
        Span<(float X, float Y)> corners = stackalloc (float, float)[4];
        for (int i = 0; i < 4; i++) corners[i] = See(OnGround(face[Math.Min(i, face.Length - 1)]));
        Widen(corners[..face.Length]);
        if (face.Length == 3) corners[3] = corners[2];
        float brightness = Ambient + (1 - Ambient) * MathF.Max(0, Point3.Dot(normal, _light));
        canvas.Lay(new Quadrilateral(corners[0], corners[1], corners[2], corners[3]), Clay.Times(brightness));
    }

    /// <summary>The solid turned by its azimuth.</summary>
    private Point3 OnGround(Point3 p) => new(_cos * p.X + _sin * p.Z, p.Y, _cos * p.Z - _sin * p.X);

    /// <summary>Where a point is seen, in pixels.</summary>
    private (float X, float Y) See(Point3 p) => (Middle + Size * p.X, Middle - Size * (_cosUp * p.Y - _sinUp * p.Z));

    private static void Widen(Span<(float X, float Y)> corners)
    {
        float x = 0, y = 0;
        foreach (var corner in corners) (x, y) = (x + corner.X / corners.Length, y + corner.Y / corners.Length);
        foreach (ref var corner in corners)
        {
            float dx = corner.X - x, dy = corner.Y - y, share = Overhang / MathF.Sqrt(dx * dx + dy * dy);
            corner = (corner.X + dx * share, corner.Y + dy * share);
        }
    }
}
