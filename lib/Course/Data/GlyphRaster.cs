namespace Course.Data;

/// <summary>Draws ink into a 28 × 28 image with soft edges: a pixel's value falls with its distance from the nearest stroke.</summary>
internal static class GlyphRaster
{
    private const int Side = DigitImages.Side;

    // Width in pixels of the edge between ink and paper. MNIST was reduced from 128 × 128 scans, which left edges about this soft.
    private const float Softness = 1.25f;

    public static void Draw(List<Ink> ink, Span<byte> image)
    {
        Span<float> outside = stackalloc float[DigitImages.PixelsPerImage];   // signed distance to the ink's edge; negative inside
        outside.Fill(Softness);
        foreach (var piece in ink) Press(piece, outside);
        for (int i = 0; i < outside.Length; i++)
        {
            float cover = 0.5f - outside[i] * (1f / Softness);
            image[i] = cover <= 0 ? (byte)0 : cover >= 1 ? (byte)255 : (byte)(cover * 255f + 0.5f);
        }
    }

    private static void Press(in Ink piece, Span<float> outside)
    {
        float reach = MathF.Max(piece.R0, piece.R1) + 0.5f * Softness;
        int left = Pixel(MathF.Min(piece.X0, piece.X1) - reach), right = Pixel(MathF.Max(piece.X0, piece.X1) + reach);
        int top = Pixel(MathF.Min(piece.Y0, piece.Y1) - reach), bottom = Pixel(MathF.Max(piece.Y0, piece.Y1) + reach);
        float dx = piece.X1 - piece.X0, dy = piece.Y1 - piece.Y0, length2 = dx * dx + dy * dy;
        float inverse = length2 > 0 ? 1f / length2 : 0f;
        for (int row = top; row <= bottom; row++)
        {
            float py = row + 0.5f - piece.Y0;
            for (int column = left; column <= right; column++)
            {
                float px = column + 0.5f - piece.X0;
                float t = (px * dx + py * dy) * inverse;
                t = t < 0 ? 0 : t > 1 ? 1 : t;
                float ex = px - t * dx, ey = py - t * dy;
                float distance = MathF.Sqrt(ex * ex + ey * ey) - (piece.R0 + t * (piece.R1 - piece.R0));
                ref float nearest = ref outside[row * Side + column];
                if (distance < nearest) nearest = distance;
            }
        }
    }

    private static int Pixel(float at) => at <= 0 ? 0 : at >= Side - 1 ? Side - 1 : (int)at;
}
