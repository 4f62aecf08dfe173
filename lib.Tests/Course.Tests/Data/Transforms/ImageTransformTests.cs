using Course.Data.Transforms;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Data.Transforms;

public sealed class ImageTransformTests
{
    private static Tensor Ramp => arange(16, float32).reshape(1, 1, 4, 4);

    [Fact]
    public void Normalize_brings_the_unit_interval_to_plus_minus_one_and_back()
    {
        var normalize = new Normalize([0.5f], [0.5f]);
        var x = rand(2, 3, 4, 4);
        var y = normalize.Apply(x);
        Assert.Equal(2 * x[1, 2, 3, 3].item<float>() - 1, y[1, 2, 3, 3].item<float>(), 1e-6f);
        AssertClose(x, normalize.Invert(y));
        var perChannel = new Normalize([0, 1, 2], [1, 2, 4]).Apply(ones(1, 3, 1, 1));
        AssertClose(tensor(new[] { 1f, 0, -0.25f }).view(1, 3, 1, 1), perChannel);
        Assert.Contains("2 means, the images 3 channels", Assert.Throws<ArgumentException>(() => new Normalize([0, 0], [1, 1]).Apply(x)).Message);
    }

    [Fact]
    public void Grayscale_weighs_green_most_and_leaves_gray_as_it_is()
    {
        AssertClose(ones(1, 1, 2, 2) * 0.3, new Grayscale().Apply(ones(1, 3, 2, 2) * 0.3));
        var green = new Grayscale(3).Apply(tensor(new[] { 0f, 1, 0 }).view(1, 3, 1, 1));
        AssertClose(ones(1, 3, 1, 1) * 0.587, green);
    }

    [Fact]
    public void Crops_take_the_middle_or_a_place_that_the_seed_decides()
    {
        AssertClose(tensor(new[] { 5f, 6, 9, 10 }).view(1, 1, 2, 2), new CenterCrop(2, 2).Apply(Ramp));
        var many = Ramp.repeat(200, 1, 1, 1);
        var crops = new RandomCrop(2, 3).Apply(many, new Generator(3));
        Assert.Equal([200, 1, 2, 3], crops.shape);
        AssertClose(crops, new RandomCrop(2, 3).Apply(many, new Generator(3)));
        var corners = crops.select(3, 0).select(2, 0).reshape(-1).data<float>().ToArray();
        Assert.Equal([0, 1, 4, 5, 8, 9], corners.Distinct().Order()); // every place, each a contiguous part
        AssertClose(crops.select(3, 0).select(2, 0) + 6, crops.select(3, 2).select(2, 1));
        Assert.Contains("no 5×5 part fits into images of 4×4", Assert.Throws<ArgumentException>(() => new RandomCrop(5, 5).Apply(Ramp)).Message);
    }

    [Fact]
    public void A_flip_mirrors_whole_images_with_its_probability()
    {
        AssertClose(Ramp.flip(3), new RandomHorizontalFlip(1).Apply(Ramp));
        AssertClose(Ramp, new RandomHorizontalFlip(0).Apply(Ramp));
        var flipped = new RandomHorizontalFlip().Apply(Ramp.repeat(400, 1, 1, 1), new Generator(1)).select(3, 0).select(2, 0).eq(3).sum().ToInt64();
        Assert.InRange(flipped, 160, 240); // 4 standard deviations
    }

    [Fact]
    public void A_blur_keeps_the_mean_and_spreads_a_point_like_a_Gaussian()
    {
        AssertClose(ones(2, 3, 8, 8), new GaussianBlur(1).Apply(ones(2, 3, 8, 8)));
        var point = zeros(1, 1, 15, 15);
        point[0, 0, 7, 7] = tensor(1f);
        var blurred = new GaussianBlur(1.5).Apply(point);
        Assert.Equal(1, blurred.sum().item<float>(), 1e-5f);
        Assert.Equal(Math.Exp(-0.5 * (4 + 1) / 2.25), (blurred[0, 0, 9, 8] / blurred[0, 0, 7, 7]).item<float>(), 1e-5);
        AssertClose(blurred, blurred.transpose(2, 3));
        Assert.Contains("odd size", Assert.Throws<ArgumentException>(() => new GaussianBlur(1, 4)).Message);
    }

    [Fact]
    public void Sizes_and_borders_change_as_told()
    {
        Assert.Equal([1, 1, 8, 6], new Resize(8, 6).Apply(Ramp).shape);
        AssertClose(tensor(new[] { 2.5f, 4.5f, 10.5f, 12.5f }).view(1, 1, 2, 2), new Resize(2, 2).Apply(Ramp));
        var padded = new Pad(1).Apply(Ramp);
        Assert.Equal([1, 1, 6, 6], padded.shape);
        Assert.Equal(120, padded.sum().item<float>());
        Assert.Equal(5, new Pad(1, PaddingModes.Reflect).Apply(Ramp)[0, 0, 0, 0].item<float>());
    }

    [Fact]
    public void Transforms_compose_in_order_and_leave_their_input_alone()
    {
        var bytes = (Ramp * 17).to(uint8);
        var both = new Compose(new ToFloat(), new Normalize([0.5f], [0.5f]), new CenterCrop(2, 2));
        AssertClose((tensor(new[] { 5f, 6, 9, 10 }).view(1, 1, 2, 2) / 15 - 0.5) / 0.5, both.Apply(bytes));
        Assert.Equal(255, bytes.max().ToInt32());
        AssertClose(Ramp, new Compose().Apply(Ramp));
        Assert.Contains("[N, C, H, W], got shape [4, 4]", Assert.Throws<ArgumentException>(() => new Pad(1).Apply(ones(4, 4))).Message);
    }

    private static void AssertClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.True((expected - actual).abs().max().ToDouble() < 1e-5, $"{actual.npstr()}, expected {expected.npstr()}");
    }
}
