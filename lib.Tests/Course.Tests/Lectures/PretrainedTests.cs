using Course.Formats;
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

    [Fact]
    public void Weights_that_are_not_those_of_the_recorded_digest_are_refused()
    {
        using var model = new VariationalAutoencoder(hidden: 4, latents: 2);
        Pretrained.Save(model, _folder, "vae", "MNIST");
        Pretrained.Save(model, _folder, "other", "MNIST");
        Assert.Equal(["other-mnist.safetensors", "vae-mnist.safetensors"], File.ReadLines(Path.Combine(_folder, Digests.FileName)).Select(line => line[66..]));

        var file = Path.Combine(_folder, "vae-mnist.safetensors");
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        Assert.Contains("the file is damaged or another one", Refused("vae"));

        Pretrained.Save(model, _folder, "vae", "MNIST");
        Pretrained.Load(model, _folder, "vae", "MNIST");
        File.Delete(Path.Combine(_folder, Digests.FileName));
        Assert.Contains("SHA256SUMS records no digest of other-mnist.safetensors", Refused("other"));

        string Refused(string name) => Assert.Throws<InvalidDataException>(() => Pretrained.Load(model, _folder, name, "MNIST")).Message;
    }

    /// <summary>The digest of "abc" in FIPS 180-2, appendix B.1.</summary>
    [Fact]
    public void A_digest_is_that_of_the_standard()
    {
        var file = Path.Combine(_folder, "abc");
        File.WriteAllText(file, "abc");
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digests.Of(file));
    }
}
