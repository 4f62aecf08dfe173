using System.Runtime.CompilerServices;

namespace Course.Plots.PngFormat;

/// <summary>The five row filters of PNG (specification, section 9): a row as differences from what was already seen.</summary>
internal static class PngFilter
{
    public const int None = 0, Sub = 1, Up = 2, Average = 3, Paeth = 4;

    /// <summary>Writes the filter's number and then the filtered row.</summary>
    /// <param name="filter">0 to 4.</param>
    /// <param name="row">The row.</param>
    /// <param name="above">The row above; zeros above the first.</param>
    /// <param name="step">Bytes per pixel.</param>
    /// <param name="output">1 + row length bytes.</param>
    // The first picture of a notebook should not wait for the runtime to find out that this loop is hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> output)
    {
        output[0] = (byte)filter;
        output = output.Slice(1, row.Length);
        above = above[..row.Length];
        switch (filter)
        {
            case None:
                row.CopyTo(output);
                break;
            case Sub:
                row[..step].CopyTo(output);
                for (int i = step; i < row.Length; i++) output[i] = (byte)(row[i] - row[i - step]);
                break;
            case Up:
                for (int i = 0; i < row.Length; i++) output[i] = (byte)(row[i] - above[i]);
                break;
            case Average:
                for (int i = 0; i < step; i++) output[i] = (byte)(row[i] - (above[i] >> 1));
                for (int i = step; i < row.Length; i++) output[i] = (byte)(row[i] - (row[i - step] + above[i] >> 1));
                break;
            case Paeth:
                for (int i = 0; i < step; i++) output[i] = (byte)(row[i] - above[i]);
                for (int i = step; i < row.Length; i++) output[i] = (byte)(row[i] - Predict(row[i - step], above[i], above[i - step]));
                break;
        }
    }

    /// <summary>Undoes a filter in place.</summary>
    /// <param name="filter">0 to 4; anything else returns false.</param>
    /// <param name="row">The filtered row; becomes the row.</param>
    /// <param name="above">The row above, already undone; zeros above the first.</param>
    /// <param name="step">Bytes per pixel.</param>
    public static bool Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (filter)
        {
            case None:
                return true;
            case Sub:
                for (int i = step; i < row.Length; i++) row[i] += row[i - step];
                return true;
            case Up:
                for (int i = 0; i < row.Length; i++) row[i] += above[i];
                return true;
            case Average:
                for (int i = 0; i < step; i++) row[i] += (byte)(above[i] >> 1);
                for (int i = step; i < row.Length; i++) row[i] += (byte)(row[i - step] + above[i] >> 1);
                return true;
            case Paeth:
                for (int i = 0; i < step; i++) row[i] += above[i];
                for (int i = step; i < row.Length; i++) row[i] += Predict(row[i - step], above[i], above[i - step]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Sum of the absolute differences, read as signed bytes: the specification's guess at how well a row will deflate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Cost(ReadOnlySpan<byte> filtered)
    {
        int sum = 0;
        foreach (byte b in filtered) sum += Math.Abs((int)(sbyte)b);
        return sum;
    }

    private static byte Predict(byte left, byte up, byte upLeft)
    {
        int towardLeft = Math.Abs(up - upLeft), towardUp = Math.Abs(left - upLeft), towardBoth = Math.Abs(left + up - 2 * upLeft);
        return towardLeft <= towardUp && towardLeft <= towardBoth ? left : towardUp <= towardBoth ? up : upLeft;
    }
}
