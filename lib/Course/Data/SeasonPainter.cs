using Course.Data.Drawing;

namespace Course.Data;

/// <summary>Paints one landscape, from the sky to the snowflakes.</summary>
internal readonly struct SeasonPainter(in SeasonFactors factors)
{
    private const float Horizon = 36;
    private const int Flakes = 26;

    private static readonly Colour Snow = new(244, 247, 252);
    private static readonly Colour Bark = new(88, 62, 44);

    private readonly SeasonFactors _factors = factors;

    private float Winter => _factors.Winter;

    public void Paint(Canvas canvas)
    {
        var place = new CounterRandom(_factors.Place, 0, 0);
        PaintSky(canvas, ref place);
        PaintHills(canvas, ref place);
        PaintGround(canvas);
        PaintHouse(canvas, ref place);
        PaintTrees(canvas, ref place);
        PaintFlakes(canvas, ref place);
    }

    /// <summary>What is one colour in summer and another in winter.</summary>
    private Colour Seasonal(Colour summer, Colour winter) => summer.Towards(winter, Winter);

    private void PaintSky(Canvas canvas, ref CounterRandom place)
    {
        var above = Seasonal(new(86, 158, 232), new(158, 178, 200));
        var below = Seasonal(new(196, 226, 250), new(222, 228, 236)).Towards(new(250, 190, 130), 0.7f * (1 - _factors.Sun));
        canvas.Wash(above, below);
        var sun = new Ellipse(place.Between(8, 56), Horizon - 8 - 22 * _factors.Sun, 4.5f, 4.5f);
        canvas.Lay(sun with { HalfWidth = 7.5f, HalfHeight = 7.5f }, new Colour(255, 240, 190), 0.35f);
        canvas.Lay(sun, Seasonal(new(255, 214, 90), new(255, 240, 200)));
    }

    private void PaintHills(Canvas canvas, ref CounterRandom place)
    {
        for (int i = 0; i < 3; i++)
        {
            float middle = place.Between(-4, 24) + 20 * i, width = place.Between(18, 30), height = (5 + 15 * _factors.Hills) * place.Between(0.7f, 1.1f);
            var hill = new Ellipse(middle, Horizon + 4, width, height + 4);
            canvas.Lay(hill, Seasonal(new(78, 128, 92), new(176, 190, 208)));
            // Only the higher half of a hill keeps its snow.
            canvas.Lay(
                new Overlap<Ellipse, Quadrilateral>(hill, Quadrilateral.Rectangle(-20, 0, 84, Horizon - height / 2)), Snow, 0.85f * Winter);
        }
    }

    private void PaintGround(Canvas canvas)
    {
        var near = Seasonal(new(98, 164, 72), Snow);
        canvas.Lay(Quadrilateral.Rectangle(-1, Horizon, 65, 65), near.Times(0.9f));
        canvas.Lay(new Ellipse(20, 66, 46, 26), near);
    }

    private void PaintHouse(Canvas canvas, ref CounterRandom place)
    {
        float x = place.Between(10, 54), y = Horizon + place.Between(5, 9), warmth = place.NextUnit();
        canvas.Lay(Quadrilateral.Rectangle(x - 6, y - 8, x + 6, y), new Colour(232, 214, 180).Towards(new(190, 120, 90), warmth));
        canvas.Lay(Quadrilateral.Rectangle(x + 2.5f, y - 16, x + 4.5f, y - 9), new Colour(120, 80, 70));
        canvas.Lay(Quadrilateral.Triangle((x - 8, y - 8), (x, y - 15), (x + 8, y - 8)), Seasonal(new(178, 64, 52), Snow));
        canvas.Lay(Quadrilateral.Rectangle(x - 4, y - 6.5f, x - 1, y - 3.5f), Seasonal(new(110, 150, 180), new(255, 214, 110)));
        canvas.Lay(Quadrilateral.Rectangle(x + 1, y - 5.5f, x + 4, y), Bark);
    }

    private void PaintTrees(Canvas canvas, ref CounterRandom place)
    {
        for (int i = 0; i < 7; i++)
        {
            // All seven are drawn from the place, so that another number of trees moves nothing else; those behind come first.
            float x = place.Between(3, 61), y = Horizon + 6 + 3.2f * i, size = (5 + 0.8f * i) * place.Between(0.8f, 1.2f);
            bool isFir = place.NextUnit() < 0.5f;
            if (i >= _factors.Trees) continue;
            if (isFir) PaintFir(canvas, x, y, size);
            else PaintOak(canvas, x, y, size);
        }
    }

    private void PaintFir(Canvas canvas, float x, float y, float size)
    {
        canvas.Lay(Quadrilateral.Rectangle(x - 0.12f * size, y - 0.4f * size, x + 0.12f * size, y), Bark);
        for (int tier = 0; tier < 3; tier++)
        {
            float foot = y - (0.3f + 0.5f * tier) * size, half = (0.72f - 0.16f * tier) * size, tip = foot - 0.85f * size;
            canvas.Lay(Quadrilateral.Triangle((x - half, foot), (x, tip), (x + half, foot)), new Colour(36, 92, 62));
            canvas.Lay(
                Quadrilateral.Triangle((x - 0.55f * half, foot - 0.38f * size), (x, tip), (x + 0.55f * half, foot - 0.38f * size)), Snow, 0.9f * Winter);
        }
    }

    private void PaintOak(Canvas canvas, float x, float y, float size)
    {
        float crown = y - 1.5f * size;
        canvas.Lay(Quadrilateral.Rectangle(x - 0.13f * size, crown, x + 0.13f * size, y), Bark);
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            canvas.Stroke((x, y - 0.8f * size), (x + side * 0.3f * size, crown), (x + side * 0.6f * size, crown - 0.3f * size), 0.45f, Bark);
            canvas.Stroke((x, crown), (x + side * 0.1f * size, crown - 0.4f * size), (x + side * 0.35f * size, crown - 0.7f * size), 0.4f, Bark);
        }
        float leaves = 1 - Winter;
        var green = new Colour(84, 150, 58);
        canvas.Lay(new Ellipse(x, crown - 0.25f * size, 0.8f * size, 0.75f * size), green, leaves);
        canvas.Lay(new Ellipse(x - 0.2f * size, crown - 0.45f * size, 0.5f * size, 0.42f * size), green.Times(1.15f), leaves);
    }

    private void PaintFlakes(Canvas canvas, ref CounterRandom place)
    {
        for (int i = 0; i < Flakes; i++)
            canvas.Lay(new Ellipse(place.Between(0, 64), place.Between(0, 64), 0.6f, 0.6f), Snow, 0.9f * Winter);
    }
}
