using Course.Autoencoders;
using Course.Data;
using Course.Data.Transforms;
using Course.Formats;
using Course.Tests.Training;
using Course.Training;
using static TorchSharp.torch;

namespace Course.Tests.Autoencoders;

public sealed class UNetTests
{
    [Theory]
    [InlineData(1, 28, 28, 2)]
    [InlineData(3, 64, 32, 4)]
    public void An_image_comes_out_as_large_as_it_went_in(int inputs, int height, int width, int levels)
    {
        using var net = new UNet(inputs, outputs: 2, width: 4, levels);
        Assert.Equal([5, 2, height, width], net.call(rand(5, inputs, height, width)).shape);
    }

    [Fact]
    public void It_learns_to_remove_noise_from_digits_it_has_not_seen()
    {
        manual_seed(0);
        using var net = new UNet(width: 8);
        var digits = GlyphDigits.Draw(600).Images.ToTensor().view(-1, 1, 28, 28);
        var (train, test) = (digits[..512], digits[512..]);
        var spoil = Corruption.Gaussian(0.4);
        var noisy = spoil(test);
        using var optimizer = optim.Adam(net.parameters(), lr: 5e-3);
        new Trainer(net, optimizer).Fit(new Batches(train, 32, seed: 1), epochs: 8, x => new(Autoencoder.SquaredError(net.call(spoil(x)), x)));
        net.eval();
        double before = Autoencoder.SquaredError(noisy, test).item<float>(), after = Autoencoder.SquaredError(net.call(noisy), test).item<float>();
        Assert.True(after < 0.25 * before, $"{before:F1} became {after:F1}");
    }

    [Fact]
    public void It_learns_the_colours_of_a_few_faces_by_heart()
    {
        manual_seed(0);
        using var net = new UNet(1, 2, width: 8, levels: 3);
        var faces = Faces.Draw(4).Images.ToTensor();
        var (grey, chroma) = (new Grayscale().Apply(faces), LumaChroma.Chroma(faces));
        using var optimizer = optim.Adam(net.parameters(), lr: 1e-2);
        new Trainer(net, optimizer).Fit(new Batches(grey, 4, shuffle: false), epochs: 400, x => new(Autoencoder.SquaredError(net.call(x), chroma)));
        double grayness = chroma.square().sum().item<float>() / 4, error = Autoencoder.SquaredError(net.call(grey), chroma).item<float>();
        Assert.True(error < 0.1 * grayness, $"{error:F2} of {grayness:F2}");
    }

    [Fact]
    public void It_comes_back_from_a_file()
    {
        manual_seed(0);
        using var net = new UNet(width: 4);
        var x = rand(3, 1, 28, 28);
        net.call(x);
        net.eval();
        var file = Path.GetTempFileName();
        try
        {
            Safetensors.Save(file, net.state_dict());
            using var other = new UNet(width: 4);
            other.load_state_dict(Safetensors.Load(file).Tensors);
            other.eval();
            Assert.Equal(net.call(x).data<float>().ToArray(), other.call(x).data<float>().ToArray());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_training_that_was_killed_ends_with_the_same_numbers()
    {
        var digits = GlyphDigits.Draw(24).Images.ToTensor().view(-1, 1, 28, 28);
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Checkpoint Checkpoint() => new(file, "test", 2, null, TextWriter.Null);
        float[] Run(params TrainingCallback[] callbacks)
        {
            manual_seed(0);
            using var net = new UNet(width: 4);
            using var optimizer = optim.Adam(net.parameters());
            new Trainer(net, optimizer, callbacks).Fit(new Batches(digits, 8), epochs: 2, x => new(Autoencoder.SquaredError(net.call(x), x)));
            // With the running statistics of batch normalisation.
            return [.. net.state_dict().Values.SelectMany(value => value.to(float32).data<float>().ToArray())];
        }

        var whole = Run();
        Assert.Throws<OperationCanceledException>(() => Run(Checkpoint(), new PowerCut(3)));
        Assert.Equal(whole, Run(Checkpoint()));
    }

    [Fact]
    public void Images_of_another_form_are_refused_in_one_sentence()
    {
        using var net = new UNet(levels: 3);
        Assert.Contains("takes images [N, 1, H, W], but these are [2, 3, 32, 32]", Assert.Throws<ArgumentException>(() => net.call(rand(2, 3, 32, 32))).Message);
        Assert.Contains("28 × 28 cannot be halved 3 times", Assert.Throws<ArgumentException>(() => net.call(rand(2, 1, 28, 28))).Message);
    }
}
