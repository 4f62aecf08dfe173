using Course.Lectures;

namespace Course.Data.Drawing;

/// <summary>What all drawn colour sets have in common: limits, checks, and the cores of the machine.</summary>
internal static class DrawnSet
{
    /// <returns>The count, if so many images can be drawn.</returns>
    public static int Require(int count, int side)
    {
        int most = Array.MaxLength / BytesOf(side);
        if (count < 0 || count > most) throw new ArgumentOutOfRangeException(nameof(count), $"{count} images were asked for; 0 to {most} can be drawn.");
        return count;
    }

    public static void RequireWithin(float value, float low, float high, string factor)
    {
        if (!(value >= low && value <= high)) throw new ArgumentOutOfRangeException("factors", $"{factor} is {value}; it must be from {low} to {high}.");
    }

    /// <param name="count">N.</param>
    /// <param name="side">Height and width.</param>
    /// <param name="paint">Paints image i over whatever is on the canvas; called from several threads.</param>
    /// <returns>[N, 3, side, side].</returns>
    public static byte[] Draw(int count, int side, Action<int, Canvas> paint)
    {
        using var phase = LecturePhase.Data();
        var pixels = new byte[count * BytesOf(side)];
        Parallel.For(0, count, () => new Canvas(side), (i, _, canvas) =>
        {
            paint(i, canvas);
            canvas.CopyTo(pixels.AsSpan(i * BytesOf(side), BytesOf(side)));
            return canvas;
        }, _ => { });
        return pixels;
    }

    private static int BytesOf(int side) => 3 * side * side;
}
