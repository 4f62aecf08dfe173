using Course.Plots;

namespace Course.Tests.Plots;

public class ImageGridTests
{
    [Fact]
    public void Images_stand_in_rows_with_a_gap_around_them()
    {
        var picture = ImageGrid.FromBytes([1, 2, 3], height: 1, width: 1, columns: 2).WithScale(1).WithPadding(1, gap: 9).ToPicture();

        Assert.Equal((5, 5, 1), (picture.Width, picture.Height, picture.Channels));
        Assert.Equal<byte>(
        [
            9, 9, 9, 9, 9,
            9, 1, 9, 2, 9,
            9, 9, 9, 9, 9,
            9, 3, 9, 9, 9,
            9, 9, 9, 9, 9,
        ], picture.Pixels.ToArray());
    }

    [Fact]
    public void Enlarging_repeats_pixels_and_nothing_in_between()
    {
        var picture = ImageGrid.FromBytes([10, 200], 1, 2).WithScale(3).WithPadding(0).ToPicture();

        Assert.Equal((6, 3), (picture.Width, picture.Height));
        Assert.Equal<byte>([10, 10, 10, 200, 200, 200], picture.Pixels.ToArray()[..6]);
        Assert.Equal([10, 200], picture.Pixels.ToArray().Distinct());
    }

    [Fact]
    public void Planes_of_colour_become_pixels_of_colour()
    {
        var picture = ImageGrid.FromFloats([1f, 0f, 0f, 1f, 0.5f, 0.5f], 1, 2, channels: 3).WithScale(1).WithPadding(0).ToPicture();

        Assert.Equal<byte>([255, 0, 128, 0, 255, 128], picture.Pixels.ToArray());
    }

    [Fact]
    public void A_comparison_puts_each_row_under_its_own()
    {
        var before = ImageGrid.FromBytes([1, 2, 3], 1, 1);
        var after = ImageGrid.FromBytes([11, 12, 13], 1, 1);

        var picture = ImageGrid.Compare(before, after).WithColumns(2).WithScale(1).WithPadding(0, gap: 0).ToPicture();

        byte[] inked = picture.Pixels.ToArray().Where(pixel => pixel != 0).ToArray();
        Assert.Equal<byte>([1, 2, 11, 12, 3, 13], inked);
    }

    [Fact]
    public void A_gray_side_and_a_coloured_side_can_be_compared()
    {
        var gray = ImageGrid.FromBytes([7], 1, 1);
        var colour = ImageGrid.FromBytes([1, 2, 3], 1, 1, channels: 3);

        var picture = ImageGrid.Compare(gray, colour).WithScale(1).WithPadding(0).ToPicture();

        Assert.Equal<byte>([7, 7, 7, 1, 2, 3], picture.Pixels.ToArray());
    }

    [Fact]
    public void Values_that_had_to_be_cut_are_counted_in_the_text()
    {
        var grid = ImageGrid.FromFloats([float.NaN, -1f, 2f, 0.5f, 1.00001f, float.PositiveInfinity], 1, 1);

        Assert.Equal("ImageGrid 6 images 1 × 1 in 2 × 3; 1 values are NaN, drawn as 0, and 3 outside [0, 1] were cut", grid.ToString());
    }

    [Fact]
    public void Another_range_is_mapped_to_black_and_white() =>
        Assert.Equal<byte>([0, 128, 255],
            ImageGrid.FromFloats([-1f, 0f, 1f], 1, 1, columns: 3, low: -1).WithScale(1).WithPadding(0).ToPicture().Pixels.ToArray());

    [Fact]
    public void Four_hundred_digits_are_one_picture_that_reads_back()
    {
        byte[] digits = Course.Data.GlyphDigits.Draw(400).Images.Pixels.ToArray();

        var back = Course.Plots.PngFormat.Png.Decode(ImageGrid.FromBytes(digits, 28, 28).ToPng());

        Assert.Equal((20 * 56 + 21 * 2, 20 * 56 + 21 * 2), (back.Width, back.Height));
    }

    [Fact]
    public void What_cannot_be_a_grid_is_refused_with_the_shape()
    {
        Assert.Contains("[N, 1, 28, 28] have 784 values each, but 785", Refused(() => ImageGrid.FromBytes(new byte[785], 28, 28)));
        Assert.Contains("There is no image to show", Refused(() => ImageGrid.FromBytes([], 28, 28)));
        Assert.Contains("not 2", Refused(() => ImageGrid.FromBytes(new byte[8], 2, 2, channels: 2)));
        Assert.Contains("one is [2, 1, 1, 1] and another [3, 1, 1, 1]",
            Refused(() => ImageGrid.Compare(ImageGrid.FromBytes([1, 2], 1, 1), ImageGrid.FromBytes([1, 2, 3], 1, 1))));
        Assert.Contains("show fewer images or enlarge them less",
            Refused(() => ImageGrid.FromBytes(new byte[784 * 400], 28, 28).WithScale(1024).ToPng()));
        Assert.Contains("from 1 to 1024, not 0", Refused(() => ImageGrid.FromBytes([1], 1, 1).WithScale(0)));
    }

    private static string Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
