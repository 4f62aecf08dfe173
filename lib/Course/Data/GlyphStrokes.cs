using System.Globalization;

namespace Course.Data;

/// <summary>A point the pen passes through, in heights of the digit, y down; at a corner the pen changes direction at once.</summary>
internal readonly record struct PenPoint(float X, float Y, bool Corner);

/// <summary>The ideal strokes: for each digit a few ways of writing it.</summary>
/// <remarks>
/// A stroke is a list of points that a Catmull–Rom spline passes through: <c>x,y</c> in hundredths of the digit's height, y down,
/// <c>!</c> after a sharp corner; <c>/</c> lifts the pen. The number before the colon is how often the style is picked.
/// </remarks>
internal static class GlyphStrokes
{
    private static readonly string[][] Written =
    [
        [ // 0: oval from the top; round; overshooting start; narrow
            "4: 40,1 16,12 3,40 4,70 18,94 38,99 58,84 67,55 62,22 44,2 36,2",
            "3: 44,0 18,10 0,44 10,82 38,100 68,86 78,50 66,14 42,0",
            "2: 54,8 36,0 14,16 2,50 8,84 28,100 50,86 62,54 58,22 40,4 30,10",
            "1: 30,0 12,14 2,48 8,84 24,100 40,84 48,50 42,16 28,0",
        ],
        [ // 1: plain; flag; flag and foot; slightly bowed
            "6: 10,0 9,50 8,100",
            "2: 0,22 12,10 22,0! 22,50 22,100",
            "1: 4,18 22,0! 22,50 22,100 / 2,100 22,100 42,99",
            "2: 14,0 10,35 9,70 12,100",
        ],
        [ // 2: plain; loop at the foot; angular; small swan
            "4: 4,22 14,5 34,0 54,10 58,28 46,52 24,78 2,98! 30,96 66,97",
            "3: 6,20 22,3 44,4 56,20 50,48 30,76 12,94 4,90 8,78 24,80 44,94 68,92",
            "2: 2,16 20,2 44,2 58,18 48,44 20,78 0,100! 34,100 64,98",
            "2: 10,24 20,6 40,2 54,16 48,42 28,72 8,93 3,84 14,78 34,90 54,98 70,88",
        ],
        [ // 3: round; flat top; loop in the middle
            "5: 6,12 22,1 44,2 56,18 46,38 24,47! 48,52 62,70 54,91 30,100 4,90",
            "2: 4,3 30,1 56,2! 42,22 26,42! 48,46 60,66 54,90 30,100 4,92",
            "3: 8,14 26,0 48,6 54,24 42,42 26,48 22,44 34,46 54,56 62,76 48,96 24,100 2,88",
        ],
        [ // 4: open, two strokes; open with a long tail; closed; round open
            "4: 8,2 4,28 2,52! 32,54 64,50 / 54,0 52,50 48,100",
            "2: 14,4 8,30 6,46 16,56 40,54 62,48 / 58,10 54,50 50,102",
            "2: 44,0 24,30 0,62! 34,62 70,60 / 46,0 46,50 46,100",
            "2: 4,6 2,34 12,52 34,52 54,38! 58,2! 52,50 50,100",
        ],
        [ // 5: two strokes; one stroke; wide flat
            "4: 14,4 10,24 8,44! 30,38 54,48 62,70 48,94 22,100 0,90 / 14,4 36,3 64,0",
            "3: 62,2 38,3 18,5! 12,26 10,44! 34,38 56,50 60,72 46,94 22,100 2,92",
            "2: 66,0 42,4 24,12 16,30 24,44 46,52 56,70 46,92 22,100 2,94",
        ],
        [ // 6: hooked; straight back; round
            "4: 50,2 30,16 12,44 4,72 14,96 36,100 54,86 54,66 38,56 18,64 6,80",
            "3: 34,0 18,28 6,58 4,82 18,99 38,96 50,80 44,64 26,60 8,76",
            "2: 58,8 40,0 20,14 6,44 2,74 14,96 36,100 56,86 58,66 42,52 20,60 6,76",
        ],
        [ // 7: plain; barred; hooked start; curved
            "5: 0,6 30,3 60,2! 46,34 34,66 26,100",
            "2: 0,5 30,3 60,2! 44,36 32,68 24,100 / 16,54 34,50 56,48",
            "2: 2,18 4,4! 32,4 62,2! 50,30 36,64 30,100",
            "2: 0,10 24,2 52,2 60,10 50,38 38,68 30,100",
        ],
        [ // 8: one stroke crossing itself; two rings; open top
            "5: 52,12 34,0 12,8 12,28 32,46 52,66 52,90 30,100 8,90 8,68 28,48 48,30 54,12 46,4",
            "2: 30,0 10,8 8,30 28,46 48,34 52,12 30,0 / 28,46 6,62 4,86 26,100 50,92 56,68 32,46",
            "2: 60,6 36,0 14,12 18,34 40,52 50,76 38,98 14,96 6,78 20,56 44,34 60,8",
        ],
        [ // 9: straight tail; curved tail; hooked tail; leaning
            "4: 52,12 32,0 10,10 3,32 16,48 36,44 52,22 54,10 52,50 48,100",
            "3: 54,14 36,0 14,8 4,30 16,46 38,42 54,18 56,42 46,74 26,100",
            "2: 54,16 34,0 12,8 4,30 16,46 38,42 54,16 58,44 54,78 38,98 12,94",
            "2: 48,4 24,2 6,20 8,40 28,44 48,26 50,4! 46,52 40,100",
        ],
    ];

    private static readonly (int Weight, PenPoint[][] Strokes)[][] Parsed = Array.ConvertAll(
        Written, styles => Array.ConvertAll(styles, Parse));

    public static int StyleCount(int digit) => Parsed[digit].Length;

    public static PenPoint[][] Of(int digit, int style) => Parsed[digit][style].Strokes;

    public static int PickStyle(int digit, ref CounterRandom random)
    {
        var styles = Parsed[digit];
        int at = random.Below(styles.Sum(style => style.Weight));
        int picked = 0;
        while (at >= styles[picked].Weight) at -= styles[picked++].Weight;
        return picked;
    }

    private static (int, PenPoint[][]) Parse(string written)
    {
        string[] parts = written.Split(':');
        var strokes = parts[1].Split('/')
            .Select(stroke => stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ParsePoint).ToArray());
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), strokes.ToArray());
    }

    private static PenPoint ParsePoint(string written)
    {
        string[] xy = written.TrimEnd('!').Split(',');
        return new(int.Parse(xy[0], CultureInfo.InvariantCulture) / 100f, int.Parse(xy[1], CultureInfo.InvariantCulture) / 100f,
            written.EndsWith('!'));
    }
}
