using Course.Data;

namespace Course.Tests.Data;

/// <summary>Numbers that say whether drawn digits are like written ones.</summary>
internal static class DigitStatistics
{
    /// <summary>Mean and standard deviation of all pixels, in [0, 1].</summary>
    public static (double Mean, double Deviation) OfPixels(DigitImages images)
    {
        double sum = 0, squares = 0;
        foreach (byte pixel in images.Pixels.Span)
        {
            double value = pixel / 255.0;
            sum += value;
            squares += value * value;
        }
        double mean = sum / images.Pixels.Length;
        return (mean, Math.Sqrt(squares / images.Pixels.Length - mean * mean));
    }

    /// <summary>Centre of mass of an image, in pixels from its left upper corner.</summary>
    public static (double X, double Y) Centre(ReadOnlySpan<byte> image)
    {
        double mass = 0, x = 0, y = 0;
        for (int i = 0; i < image.Length; i++)
        {
            mass += image[i];
            x += image[i] * (i % DigitImages.Side + 0.5);
            y += image[i] * (i / DigitImages.Side + 0.5);
        }
        return (x / mass, y / mass);
    }

    /// <summary>Share of test images whose nearest class mean, of the training images, is their class's.</summary>
    public static double NearestMeanAccuracy(DigitImages train, DigitImages test)
    {
        var means = new double[10][];
        for (int digit = 0; digit < 10; digit++) means[digit] = new double[DigitImages.PixelsPerImage];
        var counts = new int[10];
        for (int i = 0; i < train.Count; i++)
        {
            int digit = train.Labels.Span[i];
            counts[digit]++;
            var image = train.Image(i);
            for (int p = 0; p < image.Length; p++) means[digit][p] += image[p];
        }
        for (int digit = 0; digit < 10; digit++)
            for (int p = 0; p < DigitImages.PixelsPerImage; p++) means[digit][p] /= counts[digit];

        int right = 0;
        for (int i = 0; i < test.Count; i++)
        {
            byte[] image = test.Image(i).ToArray();
            int nearest = Enumerable.Range(0, 10).MinBy(digit => Distance(image, means[digit]));
            if (nearest == test.Labels.Span[i]) right++;
        }
        return right / (double)test.Count;
    }

    /// <summary>Share of test images whose nearest training image has their label.</summary>
    public static double NearestNeighbourAccuracy(DigitImages train, DigitImages test)
    {
        int right = 0;
        Parallel.For(0, test.Count, i =>
        {
            var image = test.Image(i);
            int nearest = 0;
            long least = long.MaxValue;
            for (int j = 0; j < train.Count; j++)
            {
                var other = train.Image(j);
                long distance = 0;
                for (int p = 0; p < image.Length; p++) distance += (image[p] - other[p]) * (image[p] - other[p]);
                if (distance < least) (least, nearest) = (distance, j);
            }
            if (train.Labels.Span[nearest] == test.Labels.Span[i]) Interlocked.Increment(ref right);
        });
        return right / (double)test.Count;
    }

    private static double Distance(byte[] image, double[] mean)
    {
        double sum = 0;
        for (int p = 0; p < image.Length; p++) sum += (image[p] - mean[p]) * (image[p] - mean[p]);
        return sum;
    }
}
