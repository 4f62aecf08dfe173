using Course.Data.Drawing;

namespace Course.Data;

/// <summary>Paints one face, from the background to the lines of age.</summary>
/// <remarks>The features lie on a round head: a turn moves and narrows them as it does on a ball seen from the front.</remarks>
internal readonly struct FacePainter
{
    private const float HeadHeight = 18.5f;

    private static readonly Colour Shade = new(45, 25, 25);
    private static readonly Colour[] Skin = [new(255, 222, 196), new(205, 145, 105), new(92, 56, 40)];
    // Darker than the skin at every tone, so that a smile is to be seen on each.
    private static readonly Colour[] Lips = [new(178, 90, 90), new(140, 58, 56), new(36, 12, 14)];
    private static readonly Colour[] Hair = [new(28, 24, 26), new(92, 58, 34), new(160, 82, 40), new(226, 190, 110)];
    private static readonly Colour[] Eyes = [new(70, 45, 30), new(60, 110, 70), new(60, 105, 170)];
    private static readonly Colour[] Clothes = [new(60, 90, 150), new(150, 60, 70), new(70, 120, 90), new(110, 85, 140)];
    private static readonly Colour[] Walls = [new(205, 220, 232), new(232, 222, 200), new(212, 228, 208), new(228, 212, 226)];

    private readonly FaceFactors _factors;
    private readonly Colour _skin, _hair, _eyes, _clothes, _wall;
    private readonly float _x, _y, _width, _cos, _sin;

    public FacePainter(in FaceFactors factors)
    {
        _factors = factors;
        var person = new CounterRandom(factors.Person, 0, 0);
        _skin = Along(Skin, factors.SkinTone);
        _hair = Along(Hair, person.NextUnit());
        _eyes = Along(Eyes, person.NextUnit());
        _clothes = Along(Clothes, person.NextUnit());
        _wall = Along(Walls, person.NextUnit());
        _width = 14.5f * person.Between(0.94f, 1.06f);
        _x = 32 + person.Between(-1, 1);
        _y = 31 + person.Between(-1, 1);
        // From the tangent of half the angle: no trigonometric function, whose last bit differs between platforms.
        float half = 0.25f * factors.Turn;
        (_cos, _sin) = ((1 - half * half) / (1 + half * half), 2 * half / (1 + half * half));
    }

    public void Paint(Canvas canvas)
    {
        canvas.Wash(_wall, _wall.Times(0.82f));
        PaintHairBehind(canvas);
        PaintBody(canvas);
        PaintHead(canvas);
        PaintLines(canvas);
        PaintEye(canvas, -0.42f);
        PaintEye(canvas, 0.42f);
        PaintNose(canvas);
        PaintMouth(canvas);
        PaintFringe(canvas);
    }

    /// <summary>Where a point of the face is seen.</summary>
    /// <param name="u">From −1 (the left edge of a face that looks ahead, at that height) to 1.</param>
    /// <param name="down">Pixels below the middle of the head.</param>
    private (float X, float Y) At(float u, float down)
    {
        float width = _width * MathF.Sqrt(1 - down * down / (HeadHeight * HeadHeight));
        return (_x + width * (u * _cos + MathF.Sqrt(1 - u * u) * _sin), _y + down);
    }

    /// <summary>How wide something at that point is seen, compared with a face that looks ahead.</summary>
    private float Narrowing(float u) => _cos - u / MathF.Sqrt(1 - u * u) * _sin;

    private void PaintHairBehind(Canvas canvas)
    {
        float x = _x - 2 * _sin, width = _width + 2.5f, end = _y - 2 + 29 * _factors.HairLength;
        var dark = _hair.Times(0.8f);
        canvas.Lay(new Ellipse(x, _y - 3, width, HeadHeight), dark);
        if (end <= _y - 2) return;
        canvas.Lay(Quadrilateral.Rectangle(x - width, _y - 3, x + width, end), dark);
        canvas.Lay(new Ellipse(x, end, width, 3.5f), dark);
    }

    private void PaintBody(Canvas canvas)
    {
        canvas.Lay(new Ellipse(_x, 68, 25, 14), _clothes);
        canvas.Lay(Quadrilateral.Rectangle(_x - 5.5f, _y + 12, _x + 5.5f, _y + 25), _skin.Times(0.85f));
        canvas.Lay(new Ellipse(_x, _y + 25, 5.5f, 2.5f), _skin.Times(0.85f));
    }

    private void PaintHead(Canvas canvas)
    {
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
            canvas.Lay(new Ellipse(_x + _width * (side * 1.06f * _cos - 0.3f * _sin), _y + 1, 2.2f, 3.6f), _skin.Times(0.9f));
        canvas.Lay(new Ellipse(_x, _y, _width, HeadHeight), _skin);
    }

    private void PaintLines(Canvas canvas)
    {
        var line = _skin.Towards(Shade, 0.6f * _factors.Age);
        foreach (float height in (ReadOnlySpan<float>)[-9.6f, -7.6f])
            canvas.Stroke(At(-0.35f, height), At(0, height - 0.8f), At(0.35f, height), 0.45f, line);
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            canvas.Stroke(At(side * 0.26f, 5), At(side * 0.5f, 7), At(side * 0.62f, 10.5f), 0.5f, line);
            canvas.Stroke(At(side * 0.3f, 2), At(side * 0.42f, 3.2f), At(side * 0.56f, 2.2f), 0.4f, line);
            foreach (float fan in (ReadOnlySpan<float>)[-1.8f, 0.6f])
                canvas.Lay(new Capsule(At(side * 0.72f, -1.2f + 0.3f * fan), At(side * 0.84f, -1.2f + fan), 0.4f), line);
        }
    }

    private void PaintEye(Canvas canvas, float u)
    {
        var (x, y) = At(u, -1.5f);
        float narrowing = Narrowing(u), look = x + 1.7f * _factors.Gaze * narrowing, reach = 4.2f * narrowing;
        var white = new Ellipse(x, y, 3.7f * narrowing, 2.3f);
        canvas.Lay(white, new Colour(250, 250, 250));
        canvas.Lay(new Overlap<Ellipse, Ellipse>(white, new(look, y, 1.9f, 1.9f)), _eyes);
        canvas.Lay(new Overlap<Ellipse, Ellipse>(white, new(look, y, 0.9f, 0.9f)), new Colour(15, 12, 12));
        canvas.Stroke((x - reach, y - 3.4f), (x, y - 5.2f), (x + reach, y - 3.4f), 0.7f, _hair.Times(0.75f));
    }

    private void PaintNose(Canvas canvas)
    {
        // It stands out from the ball.
        float tip = _x + 1.15f * _width * _sin;
        var shadow = _skin.Towards(Shade, 0.35f);
        canvas.Stroke(At(-0.05f, -1), (tip - 0.8f, _y + 2), (tip - 1.6f, _y + 5), 0.5f, shadow);
        canvas.Stroke((tip - 1.6f, _y + 5), (tip, _y + 6.4f), (tip + 1.8f, _y + 5), 0.65f, shadow);
    }

    private void PaintMouth(Canvas canvas)
    {
        float lift = 2.6f * _factors.Smile;
        canvas.Stroke(At(-0.46f, 11 - lift), At(0, 11 + lift), At(0.46f, 11 - lift), 1.1f, Along(Lips, _factors.SkinTone));
    }

    private void PaintFringe(Canvas canvas)
    {
        float x = _x - _sin;
        canvas.Lay(
            new Overlap<Ellipse, Quadrilateral>(
                new(x, _y - 0.5f, _width + 1.5f, HeadHeight + 1.5f),
                new((x - 20, _y - 30), (x + 20, _y - 30), (x + 20, _y - 9.5f), (x - 20, _y - 12.5f))),
            _hair);
    }

    /// <summary>A point on the way through a row of colours.</summary>
    private static Colour Along(Colour[] colours, float share)
    {
        float at = share * (colours.Length - 1);
        int from = Math.Min((int)at, colours.Length - 2);
        return colours[from].Towards(colours[from + 1], at - from);
    }
}
