namespace Course.Data.Drawing;

/// <summary>A square colour picture on which convex shapes are laid with smooth edges; used again for every image of a set.</summary>
/// <remarks>
/// Only +, −, ·, / and square root are used, so the same shapes give the same bytes on every platform. Coverage is exact along a line and
/// averaged over four lines a pixel.
/// </remarks>
internal sealed class Canvas(int side)
{
    private const int LinesPerPixel = 4;

    private readonly float[] _red = new float[side * side];
    private readonly float[] _green = new float[side * side];
    private readonly float[] _blue = new float[side * side];
    // All zero between two calls.
    private readonly float[] _cover = new float[side];
    private readonly float[] _stroke = new float[side * side];

    /// <summary>Covers everything with colours that change evenly from the first to the last row.</summary>
    public void Wash(Colour top, Colour bottom)
    {
        for (int row = 0; row < side; row++)
        {
            var colour = top.Towards(bottom, row / (side - 1f));
            _red.AsSpan(row * side, side).Fill(colour.Red);
            _green.AsSpan(row * side, side).Fill(colour.Green);
            _blue.AsSpan(row * side, side).Fill(colour.Blue);
        }
    }

    /// <summary>Lays a shape over what is there.</summary>
    /// <param name="shape">In pixels; (0, 0) is the upper left corner of the first pixel.</param>
    /// <param name="colour">Of all its points.</param>
    /// <param name="opacity">0 (nothing is seen of it) to 1 (nothing is seen of what lies below).</param>
    public void Lay<TShape>(in TShape shape, Colour colour, float opacity = 1)
        where TShape : struct, IConvexShape
    {
        var (first, last) = RowsOf(shape);
        for (int row = first; row <= last; row++)
        {
            var (from, to) = Cover(shape, row);
            if (from > to) continue;
            var cover = _cover.AsSpan(from, to - from + 1);
            Blend(cover, row * side + from, colour, opacity / LinesPerPixel);
            cover.Clear();
        }
    }

    /// <summary>A stroke along the parabola that starts, bends and ends at three points (a quadratic Bézier curve).</summary>
    public void Stroke((float X, float Y) start, (float X, float Y) bend, (float X, float Y) end, float radius, Colour colour)
    {
        const int pieces = 5;
        int top = side, bottom = -1;
        var from = start;
        for (int i = 1; i <= pieces; i++)
        {
            float t = i / (float)pieces, s = 1 - t;
            var to = (X: s * s * start.X + 2 * s * t * bend.X + t * t * end.X, Y: s * s * start.Y + 2 * s * t * bend.Y + t * t * end.Y);
            var piece = new Capsule(from, to, radius);
            var (first, last) = RowsOf(piece);
            (top, bottom) = (Math.Min(top, first), Math.Max(bottom, last));
            for (int row = first; row <= last; row++) Join(piece, row);
            from = to;
        }
        for (int row = top; row <= bottom; row++)
        {
            var cover = _stroke.AsSpan(row * side, side);
            Blend(cover, row * side, colour, 1f / LinesPerPixel);
            cover.Clear();
        }
    }

    /// <summary>Writes the picture as bytes.</summary>
    /// <param name="image">[3, side, side].</param>
    public void CopyTo(Span<byte> image)
    {
        Write(_red, image[..(side * side)]);
        Write(_green, image[(side * side)..(2 * side * side)]);
        Write(_blue, image[(2 * side * side)..]);
    }

    private (int First, int Last) RowsOf<TShape>(in TShape shape)
        where TShape : struct, IConvexShape => (Math.Max(0, (int)shape.Top), Math.Min(side - 1, (int)shape.Bottom));

    /// <summary>Where the pieces of a stroke meet, a pixel is covered once and not twice.</summary>
    private void Join(in Capsule piece, int row)
    {
        var (from, to) = Cover(piece, row);
        for (int x = from; x <= to; x++)
        {
            ref float joined = ref _stroke[row * side + x];
            joined = MathF.Max(joined, _cover[x]);
            _cover[x] = 0;
        }
    }

    /// <summary>Counts, for each pixel of a row, how much of it the shape covers: 0 to <see cref="LinesPerPixel"/>.</summary>
    /// <returns>The first and the last pixel that are touched.</returns>
    private (int From, int To) Cover<TShape>(in TShape shape, int row)
        where TShape : struct, IConvexShape
    {
        var (from, to) = (side, -1);
        for (int line = 0; line < LinesPerPixel; line++)
        {
            var (left, right) = shape.At(row + (line + 0.5f) / LinesPerPixel);
            left = MathF.Max(left, 0);
            right = MathF.Min(right, side);
            if (left >= right) continue;
            int start = (int)left, end = Math.Min(side - 1, (int)right);
            (from, to) = (Math.Min(from, start), Math.Max(to, end));
            if (start == end)
            {
                _cover[start] += right - left;
                continue;
            }
            _cover[start] += start + 1 - left;
            _cover[end] += right - end;
            foreach (ref float cover in _cover.AsSpan(start + 1, end - start - 1)) cover += 1;
        }
        return (from, to);
    }

    private void Blend(ReadOnlySpan<float> cover, int at, Colour colour, float weight)
    {
        Span<float> red = _red.AsSpan(at, cover.Length), green = _green.AsSpan(at, cover.Length), blue = _blue.AsSpan(at, cover.Length);
        for (int i = 0; i < cover.Length; i++)
        {
            float share = cover[i] * weight;
            if (share == 0) continue;
            red[i] += (colour.Red - red[i]) * share;
            green[i] += (colour.Green - green[i]) * share;
            blue[i] += (colour.Blue - blue[i]) * share;
        }
    }

    private static void Write(float[] channel, Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)(Math.Clamp(channel[i], 0f, 255f) + 0.5f);
    }
}
