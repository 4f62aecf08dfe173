using Course.Data.Transforms;
using static TorchSharp.torch;

namespace Course.Tests.Data.Transforms;

public sealed class LumaChromaTests
{
    [Fact]
    public void Brightness_and_chroma_together_are_the_picture()
    {
        manual_seed(0);
        var images = rand(4, 3, 8, 9);
        var back = LumaChroma.ToColour(new Grayscale().Apply(images), LumaChroma.Chroma(images));
        Assert.True(allclose(back, images, 1e-5, 1e-5));
    }

    // ITU-R BT.601: pure red is Y 0.299, Cb −0.1687, Cr 0.5; pure blue is Cb 0.5, Cr −0.0813.
    [Fact]
    public void The_primaries_are_where_the_standard_puts_them()
    {
        var primaries = tensor(new float[] { 1, 0, 0, 0, 0, 1, 0.4f, 0.4f, 0.4f }, [3, 3, 1, 1]);
        Assert.True(allclose(
            LumaChroma.Chroma(primaries).view(3, 2), tensor(new[,] { { -0.168736f, 0.5f }, { 0.5f, -0.081312f }, { 0, 0 } }), 1e-4, 1e-6));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused() => Assert.Contains(
        "these are [2, 1, 8, 8] and [2, 3, 8, 8]", Assert.Throws<ArgumentException>(() => LumaChroma.ToColour(rand(2, 1, 8, 8), rand(2, 3, 8, 8))).Message);
}
