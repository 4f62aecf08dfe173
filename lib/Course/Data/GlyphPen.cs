namespace Course.Data;

/// <summary>One straight piece of ink: from (X0, Y0) to (X1, Y1) in pixels, with the pen's radius at either end.</summary>
internal readonly record struct Ink(float X0, float Y0, float R0, float X1, float Y1, float R1);

/// <summary>Turns factors into the straight pieces of ink that the pen leaves on the 28 × 28 image.</summary>
/// <remarks>
/// Only +, −, ·, / and square root are used, all of which IEEE 754 defines to the last bit and the runtime does not contract, so
/// the same factors give the same bytes on every platform.
/// </remarks>
internal static class GlyphPen
{
    private const float Box = 20f;   // MNIST fits its digits into 20 × 20 pixels …
    private const float Centre = 14f;   // … and puts their centre of mass at the centre of 28 × 28

    public static void Draw(in GlyphFactors factors, List<Ink> ink)
    {
        ink.Clear();
        var random = new CounterRandom(factors.Hand, 0, 0);
        var bend = Bend.Sample(factors, ref random);
        foreach (var stroke in GlyphStrokes.Of(factors.Digit, factors.Style))
            Trace(stroke, factors, bend, ref random, ink);
        Place(factors, ink);
    }

    private static void Trace(PenPoint[] stroke, in GlyphFactors factors, in Bend bend, ref CounterRandom random, List<Ink> ink)
    {
        var points = new (float X, float Y, float R)[stroke.Length];
        for (int i = 0; i < stroke.Length; i++)
        {
            float x = stroke[i].X + 0.8f * factors.Wobble * random.NextBell();
            float y = stroke[i].Y + 0.8f * factors.Wobble * random.NextBell();
            float pressure = 1f + 4f * factors.Wobble * random.NextBell();
            (x, y) = bend.Apply(x, y);
            points[i] = (x, y, pressure < 0.6f ? 0.6f : pressure > 1.4f ? 1.4f : pressure);
        }
        for (int i = 0; i + 1 < points.Length; i++)
        {
            // At a corner, and at the ends, the spline's neighbour is mirrored away: the piece starts or ends straight.
            var (p1, p2) = (points[i], points[i + 1]);
            var p0 = i > 0 && !stroke[i].Corner ? points[i - 1] : (X: 2 * p1.X - p2.X, Y: 2 * p1.Y - p2.Y, p1.R);
            var p3 = i + 2 < points.Length && !stroke[i + 1].Corner ? points[i + 2] : (X: 2 * p2.X - p1.X, Y: 2 * p2.Y - p1.Y, p2.R);
            Spline(p0, p1, p2, p3, ink);
        }
    }

    private static void Spline((float X, float Y, float R) p0, (float X, float Y, float R) p1, (float X, float Y, float R) p2,
        (float X, float Y, float R) p3, List<Ink> ink)
    {
        const int pieces = 6;   // about one piece per pixel of length; more cannot be seen
        var (x, y, r) = p1;
        for (int k = 1; k <= pieces; k++)
        {
            float t = k / (float)pieces;
            float nextX = CatmullRom(p0.X, p1.X, p2.X, p3.X, t), nextY = CatmullRom(p0.Y, p1.Y, p2.Y, p3.Y, t),
                nextR = p1.R + (p2.R - p1.R) * t;
            ink.Add(new(x, y, r, nextX, nextY, nextR));
            (x, y, r) = (nextX, nextY, nextR);
        }
    }

    private static float CatmullRom(float a, float b, float c, float d, float t) =>
        b + 0.5f * t * (c - a + t * (2f * a - 5f * b + 4f * c - d + t * (3f * (b - c) + d - a)));

    /// <summary>Scales the ink to the box and moves its centre of mass to where the factors want it.</summary>
    private static void Place(in GlyphFactors factors, List<Ink> ink)
    {
        float left = float.MaxValue, right = float.MinValue, top = float.MaxValue, bottom = float.MinValue;
        float mass = 0, massX = 0, massY = 0;
        foreach (var piece in ink)
        {
            left = MathF.Min(left, MathF.Min(piece.X0, piece.X1));
            right = MathF.Max(right, MathF.Max(piece.X0, piece.X1));
            top = MathF.Min(top, MathF.Min(piece.Y0, piece.Y1));
            bottom = MathF.Max(bottom, MathF.Max(piece.Y0, piece.Y1));
            float dx = piece.X1 - piece.X0, dy = piece.Y1 - piece.Y0;
            float weight = MathF.Sqrt(dx * dx + dy * dy) * (piece.R0 + piece.R1);
            mass += weight;
            massX += weight * 0.5f * (piece.X0 + piece.X1);
            massY += weight * 0.5f * (piece.Y0 + piece.Y1);
        }
        float scale = (factors.Scale * Box - factors.Thickness) / MathF.Max(right - left, bottom - top);
        float shiftX = Centre + factors.OffsetX - scale * massX / mass, shiftY = Centre + factors.OffsetY - scale * massY / mass;
        float radius = 0.5f * factors.Thickness;
        for (int i = 0; i < ink.Count; i++)
        {
            var p = ink[i];
            ink[i] = new(p.X0 * scale + shiftX, p.Y0 * scale + shiftY, p.R0 * radius, p.X1 * scale + shiftX, p.Y1 * scale + shiftY,
                p.R1 * radius);
        }
    }

    /// <summary>The map from the ideal digit to the written one: aspect, a slow random bend, slant, rotation.</summary>
    private readonly record struct Bend(
        float Aspect, float Slant, float Cos, float Sin, float Xy, float Yy, float Xx, float Yx, float Pinch)
    {
        public static Bend Sample(in GlyphFactors factors, ref CounterRandom random)
        {
            // cos and sin from the tangent of half the angle need no trigonometric function, whose last bit differs between platforms.
            float half = factors.Rotation, cos = (1 - half * half) / (1 + half * half), sin = 2 * half / (1 + half * half),
                w = 2.2f * factors.Wobble;
            return new(factors.Aspect, factors.Slant, cos, sin, w * random.NextBell(), w * random.NextBell(), w * random.NextBell(),
                w * random.NextBell(), 2f * w * random.NextBell());
        }

        public (float X, float Y) Apply(float x, float y)
        {
            float u = x - 0.3f, v = y - 0.5f;
            float bentX = u + 2f * Xy * v * v + Xx * u * u + Pinch * u * v;
            float bentY = v + Yy * v * v + 2f * Yx * u * u;
            float shearedX = Aspect * bentX - Slant * bentY;
            return (Cos * shearedX - Sin * bentY, Sin * shearedX + Cos * bentY);
        }
    }
}
