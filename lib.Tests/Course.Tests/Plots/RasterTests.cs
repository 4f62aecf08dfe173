using Course.Plots;
using Course.Plots.Raster;
using Course.Tests.Data;

namespace Course.Tests.Plots;

public class RasterTests
{
    public static TheoryData<string> All => [.. FigureSamples.All.Select(sample => sample.Key)];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_figure_becomes_a_picture_that_is_not_blank(string name)
    {
        var chart = FigureSamples.All.Single(sample => sample.Key == name).Value;

        var picture = chart.ToPicture(0.5);

        var page = chart.Page;
        Assert.Equal((page.Width / 2.0, page.Height / 2.0, 3), (picture.Width, picture.Height, picture.Channels));
        byte background = picture.Pixels.Span[0];
        Assert.True(picture.Pixels.ToArray().Count(value => Math.Abs(value - background) > 60) > 50);
    }

    [Fact]
    public void The_mask_holds_exactly_the_area_of_a_polygon_and_the_part_of_it_inside()
    {
        var random = new Random(5);
        for (int i = 0; i < 200; i++)
        {
            (double X, double Y)[] triangle = [.. Enumerable.Range(0, 3).Select(_ => (40 * random.NextDouble() + 5, 40 * random.NextDouble() + 5))];
            double area = Math.Abs((triangle[1].X - triangle[0].X) * (triangle[2].Y - triangle[0].Y)
                - (triangle[2].X - triangle[0].X) * (triangle[1].Y - triangle[0].Y)) / 2;

            Assert.Equal(area, Covered(50, 50, mask => mask.Add(triangle)), 0.01 + area * 1e-3);
        }
        // Half beyond each side.
        Assert.Equal(20 * 10, Covered(20, 30, mask => mask.Add([(-7, 10), (33, 10), (33, 20), (-7, 20)])), 0.01);
        Assert.Equal(8 * 30, Covered(20, 30, mask => mask.Add([(2, -9), (10, -9), (10, 99), (2, 99)])), 0.01);
        Assert.Equal(0, Covered(20, 30, mask => mask.Add([(25, 2), (40, 2), (40, 9)])), 0.01);
    }

    [Fact]
    public void A_pixel_half_covered_is_half_covered()
    {
        var mask = new CoverageMask(4, 4);
        mask.Add([(1, 1), (2.5, 1), (2.5, 2.25), (1, 2.25)]);

        var shares = new Dictionary<(int, int), float>();
        mask.Take((x, y, share) => shares[(x, y)] = share);

        Assert.Equal(new() { [(1, 1)] = 1, [(2, 1)] = 0.5f, [(1, 2)] = 0.25f, [(2, 2)] = 0.125f }, shares);
        mask.Take((_, _, _) => Assert.Fail("The mask was not emptied."));
    }

    [Fact]
    public void A_stroke_is_as_wide_as_asked_at_any_angle_and_its_joints_are_whole()
    {
        for (int angle = 0; angle < 360; angle += 17)
        {
            var (sin, cos) = Math.SinCos(angle * Math.PI / 180);
            (double, double)[] line = [(30 - 15 * cos, 30 - 15 * sin), (30 + 15 * cos, 30 + 15 * sin)];
            Assert.Equal(30 * 3, Covered(60, 60, mask => StrokeOutline.Add(mask, line, 3, roundEnds: false)), 0.3);
        }
        // A line there and back covers what one way does, and half a disc where it turns.
        Assert.Equal(20 * 4 + Math.PI * 2 * 2 / 2, Covered(40, 20, mask => StrokeOutline.Add(mask, [(10, 10), (30, 10), (10, 10)], 4, false)), 0.8);
    }

    [Fact]
    public void Dashes_add_up_and_leave_gaps()
    {
        var dashes = StrokeOutline.Dashes([(0, 0), (10, 0), (10, 20)], 7, 5).ToArray();

        Assert.Equal(3, dashes.Length);
        Assert.Equal((7, 0), dashes[0][^1]);
        Assert.Equal((10, 2), dashes[1][0]);
        Assert.Equal((10, 9), dashes[1][^1]);
    }

    [Fact]
    public void Bars_have_their_colour_and_the_page_its_own()
    {
        var figure = new Figure().Bar(["a"], [1], color: "#d55e00").WithSize(300, 200);

        var picture = figure.ToPicture(1);

        Assert.Equal((255, 255, 255), Pixel(picture, 2, 2));
        var (r, g, b) = Pixel(picture, 160, 120);
        Assert.True(Math.Abs(r - 217) < 6 && Math.Abs(g - 110) < 6 && Math.Abs(b - 26) < 6, $"{r} {g} {b}");
    }

    [Fact]
    public void A_clip_cuts_and_a_picture_is_drawn_where_it_stands()
    {
        var canvas = new RasterCanvas(20, 10, 1, FigureTheme.Light);
        canvas.BeginClip(5, 0, 10, 10);
        canvas.Rect(0, 0, 20, 10, "#000000");
        canvas.Rect(0, 0, 20, 10, "#ffffff");
        canvas.Image(6, 2, 2, 4, new Picture(1, 2, 3, [255, 0, 0, 0, 0, 255]));
        canvas.EndClip();

        var picture = canvas.ToPicture();

        Assert.Equal((0, 0, 0), Pixel(picture, 4, 5));
        Assert.Equal((255, 255, 255), Pixel(picture, 5, 5));
        Assert.Equal((255, 0, 0), Pixel(picture, 7, 3));
        Assert.Equal((0, 0, 255), Pixel(picture, 6, 4));
        Assert.Equal((255, 255, 255), Pixel(picture, 8, 4));
    }

    [Fact]
    public void Text_stands_where_it_is_anchored_and_turns_with_its_angle()
    {
        Assert.Equal((20, 60), (Ink("end").Right, Ink("start").Left + 40), new Near(3));
        Assert.Equal((20, 20), (Ink("start").Left, (Ink("middle").Left + Ink("middle").Right) / 2), new Near(2));
        Assert.True(Ink("middle", turn: -90).Right - Ink("middle", turn: -90).Left < 12);

        static (int Left, int Right) Ink(string anchor, double turn = 0)
        {
            var canvas = new RasterCanvas(60, 60, 1, FigureTheme.Light);
            canvas.Rect(0, 0, 60, 60, "#ffffff");
            canvas.Text("HH", 20, 30, anchor, turn: turn);
            var columns = Enumerable.Range(0, 60).Where(x => Enumerable.Range(0, 60).Any(y => Pixel(canvas.ToPicture(), x, y).R < 140)).ToArray();
            return (columns[0], columns[^1]);
        }
    }

    [Fact]
    public void A_saved_picture_can_be_read_and_other_scales_are_refused()
    {
        using var folder = new TemporaryFolder();
        var figure = new Figure("Saved").Line([1, 2]);

        figure.SavePng(folder.File("figure.png"));

        Assert.Equal(figure.ToPicture(2).Pixels.ToArray(), Picture.LoadPng(folder.File("figure.png")).Pixels.ToArray());
        Assert.Contains("0.25 to 8", Assert.Throws<ArgumentException>(() => figure.ToPicture(100)).Message);
    }

    private static double Covered(int width, int height, Action<CoverageMask> draw)
    {
        var mask = new CoverageMask(width, height);
        draw(mask);
        double sum = 0;
        mask.Take((_, _, share) => sum += share);
        return sum;
    }

    private static (int R, int G, int B) Pixel(Picture picture, int x, int y)
    {
        var pixels = picture.Pixels.Span.Slice((y * picture.Width + x) * 3, 3);
        return (pixels[0], pixels[1], pixels[2]);
    }

    private sealed class Near(int within) : IEqualityComparer<(int, int)>
    {
        public bool Equals((int, int) a, (int, int) b) => Math.Abs(a.Item1 - b.Item1) <= within && Math.Abs(a.Item2 - b.Item2) <= within;

        public int GetHashCode((int, int) pair) => 0;
    }
}
