using Course.Plots;
using Course.Plots.Lettering;

namespace Course.Tests.Plots;

public class ImageGridLabelTests
{
    private static readonly ImageGrid Two = ImageGrid.FromBytes([.. Enumerable.Repeat((byte)0, 2 * 64)], 8, 8, columns: 2).WithScale(5);

    [Fact]
    public void A_label_adds_a_line_with_ink_under_each_image_and_leaves_the_images_as_they_were()
    {
        Picture bare = Two.ToPicture(), labelled = Two.WithLabels("one", "two").ToPicture();

        Assert.Equal((bare.Width, bare.Height + 17), (labelled.Width, labelled.Height));
        Assert.Equal(bare.Pixels[..(42 * bare.Width)].ToArray(), labelled.Pixels[..(42 * bare.Width)].ToArray());
        Assert.Contains(InkIn(labelled, 2, 42, 40, 17), ink => ink < 100);
        Assert.Contains(InkIn(labelled, 44, 42, 40, 17), ink => ink < 100);
    }

    [Fact]
    public void Texts_before_rows_and_over_columns_have_room_of_their_own()
    {
        var picture = Two.WithRowLabels("here").WithColumnLabels("a", "b").ToPicture();
        int left = picture.Width - (2 * 40 + 2 * 2), top = picture.Height - (40 + 2);

        Assert.Equal(17 + 2, top);
        Assert.Contains(InkIn(picture, 0, top, left, 40), ink => ink < 100);
        Assert.Contains(InkIn(picture, left, 0, 40, top), ink => ink < 100);
        Assert.All(InkIn(picture, left, top, 40, 40), ink => Assert.Equal(0, ink));
    }

    [Fact]
    public void A_comparison_names_its_sides_on_every_row_of_each()
    {
        var compared = ImageGrid.Compare(Two, Two).WithColumns(1).WithRowLabels("before", "after");

        Assert.Equal(4, compared.Rows);
        Assert.Contains("rows: before, after", compared.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(compared.ToPng());
    }

    [Fact]
    public void A_frame_has_its_colour_and_an_image_without_one_keeps_its_place()
    {
        var picture = Two.WithBorders("#d55e00", null).WithPadding(0).ToPicture();

        Assert.Equal((2 * (40 + 6), 40 + 6, 3), (picture.Width, picture.Height, picture.Channels));
        Assert.Equal<byte>([0xd5, 0x5e, 0x00], picture.Pixels[..3].ToArray());
        Assert.Equal<byte>([255, 255, 255], picture.Pixels.Slice(46 * 3, 3).ToArray());
        Assert.Equal<byte>([0, 0, 0], picture.Pixels.Slice(((3 * picture.Width) + 3) * 3, 3).ToArray());
    }

    [Fact]
    public void Labels_on_a_dark_gap_are_light() =>
        Assert.Contains(InkIn(Two.WithPadding(2, gap: 0).WithLabels("one", "two").ToPicture(), 2, 42, 40, 17), ink => ink > 150);

    [Fact]
    public void A_number_of_labels_that_does_not_fit_is_refused()
    {
        Assert.Contains("3 labels were given for 2 images", Refused(() => Two.WithLabels("1", "2", "3")));
        Assert.Contains("2 row labels were given for 1 rows of images; give one each.", Refused(() => Two.WithRowLabels("1", "2")));
        Assert.Contains("or 2, one for each side", Refused(() => ImageGrid.Compare(Two, Two).WithRowLabels("1")));
        Assert.Contains("1 column labels were given for 2 columns", Refused(() => Two.WithColumnLabels("1")));
        Assert.Contains("1 border colours were given for 2 images", Refused(() => Two.WithBorders("#ffffff")));
        Assert.Contains("'red' is not of the form #rrggbb", Refused(() => Two.WithBorders("red", null)));
    }

    [Fact]
    public void The_text_begins_with_the_description() =>
        Assert.StartsWith("Two black squares: ImageGrid 2 images 8 × 8 in 1 × 2; labels: a, b",
            Two.WithLabels("a", "b").WithDescription("Two black squares").ToString(), StringComparison.Ordinal);

    [Fact]
    public void Every_letter_of_ASCII_is_drawn_and_differs_from_the_box_of_a_missing_one()
    {
        var missing = StrokeFont.Of('龙');
        for (char letter = '!'; letter <= '~'; letter++) Assert.NotSame(missing, StrokeFont.Of(letter));
    }

    [Fact]
    public void A_text_that_is_too_wide_is_shortened_until_it_fits()
    {
        string fitted = Pen.Fit("reconstruction", 13, 60);

        Assert.EndsWith("…", fitted, StringComparison.Ordinal);
        Assert.InRange(Pen.Measure(fitted, 13), 30, 60);
        Assert.Equal("", Pen.Fit("reconstruction", 13, 2));
    }

    private static byte[] InkIn(Picture picture, int left, int top, int width, int height) =>
        [.. Enumerable.Range(top, height).SelectMany(y => picture.Pixels.Slice(y * picture.Width + left, width).ToArray())];

    private static string Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
