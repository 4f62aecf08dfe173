using Course.Lectures;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Lectures;

public sealed class PretrainedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-weights-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Stored_weights_come_back_to_half_a_step_of_their_row()
    {
        manual_seed(0);
        using var model = new VariationalAutoencoder(hidden: 32, latents: 3);
        Pretrained.Save(model, _folder, "vae", "Glyph digits");
        using var other = new VariationalAutoencoder(hidden: 32, latents: 3);
        Pretrained.Load(other, _folder, "vae", "Glyph digits");
        foreach (var ((name, expected), (_, actual)) in model.named_parameters().Zip(other.named_parameters()))
        {
            if (expected.ndim < 2)
            {
                Assert.True(expected.Equals(actual), name);
                continue;
            }
            var step = expected.detach().abs().amax([1], true) / 127;
            Assert.True(((expected - actual).abs() <= step * 0.5001).all().item<bool>(), name);
        }
    }

    [Fact]
    public void Weights_that_are_not_there_are_named()
    {
        using var model = new VariationalAutoencoder(hidden: 4, latents: 2);
        var e = Assert.Throws<FileNotFoundException>(() => Pretrained.Load(model, _folder, "vae", "MNIST"));
        Assert.Contains("vae-mnist.safetensors", e.Message);
    }
}
