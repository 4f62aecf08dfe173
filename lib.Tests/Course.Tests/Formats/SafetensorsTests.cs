using System.Buffers.Binary;
using System.Text;
using Course.Formats;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Formats;

public sealed class SafetensorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-safetensors-").FullName;

    private string PathTo => Path.Combine(_folder, "file.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Tensors_of_every_type_and_shape_come_back_as_they_were()
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["float"] = randn(3, 4),
            ["double"] = rand(2, 2, 2, dtype: float64),
            ["long"] = arange(5),
            ["bool"] = tensor(new[] { true, false, true }),
            ["byte"] = tensor(new byte[] { 1, 2, 255 }),
            ["scalar"] = tensor(3.5f),
            ["empty"] = zeros(0, 7),
            ["transposed"] = arange(6).reshape(2, 3).t(),
        };
        Safetensors.Save(PathTo, tensors, new Dictionary<string, string> { ["by"] = "test “ü”" });
        var (loaded, metadata) = Safetensors.Load(PathTo);
        Assert.Equal("test “ü”", metadata["by"]);
        Assert.Equal(tensors.Keys.Order(), loaded.Keys.Order());
        foreach (var (name, value) in tensors)
        {
            Assert.Equal(value.dtype, loaded[name].dtype);
            Assert.Equal(value.shape, loaded[name].shape);
            Assert.True(value.Equals(loaded[name]), name);
        }
    }

    [Fact]
    public void The_file_is_laid_out_as_the_format_says()
    {
        Safetensors.Save(PathTo, new Dictionary<string, Tensor> { ["w"] = tensor(new[] { 1f, 2f }) });
        var bytes = File.ReadAllBytes(PathTo);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", Encoding.UTF8.GetString(bytes, 8, length).TrimEnd());
        Assert.Equal(new byte[] { 0, 0, 128, 63, 0, 0, 0, 64 }, bytes[(8 + length)..]);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,9]}}""", "lies at")]
    [InlineData("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "needs 12 bytes and has 8")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "has shape [-2]")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", "cannot be read")]
    [InlineData("""{"w":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}""", "type F33")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "start at 4, expected 0")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "take 4 bytes, 8 are there")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"v":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "start at 0")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2]}}""", "cannot be read")]
    [InlineData("""{"w":3}""", "cannot be read")]
    [InlineData("""[1]""", "cannot be read")]
    [InlineData("""{"w":""", "cannot be read")]
    public void A_header_that_does_not_fit_its_file_is_refused_with_a_reason(string header, string reason)
    {
        WriteRaw(header, new byte[8]);
        var e = Assert.Throws<InvalidDataException>(() => Safetensors.Load(PathTo));
        Assert.Contains("is not a valid safetensors file", e.Message);
        Assert.Contains(reason, e.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_file_shorter_than_its_prefix_is_refused(int length)
    {
        File.WriteAllBytes(PathTo, new byte[length]);
        Assert.Contains("at least 8 are needed", Assert.Throws<InvalidDataException>(() => Safetensors.Load(PathTo)).Message);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(1000)]
    public void A_header_length_beyond_the_file_is_refused_before_anything_is_allocated(long length)
    {
        var bytes = new byte[64];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        File.WriteAllBytes(PathTo, bytes);
        Assert.Contains("header claims", Assert.Throws<InvalidDataException>(() => Safetensors.Load(PathTo)).Message);
    }

    [Fact]
    public void Random_damage_gives_a_sentence_or_a_tensor_but_never_a_crash()
    {
        Safetensors.Save(PathTo, new Dictionary<string, Tensor> { ["a"] = randn(4, 4), ["b"] = arange(3) });
        var good = File.ReadAllBytes(PathTo);
        var random = new System.Random(1);
        for (var i = 0; i < 300; i++)
        {
            var bad = (byte[])good.Clone();
            for (var hits = random.Next(1, 4); hits > 0; hits--) bad[random.Next(Math.Min(bad.Length, 200))] = (byte)random.Next(256);
            File.WriteAllBytes(PathTo, bad[..random.Next(bad.Length / 2, bad.Length + 1)]);
            try
            {
                foreach (var tensor in Safetensors.Load(PathTo).Tensors.Values) tensor.Dispose();
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_file_and_nothing_beside_it()
    {
        Safetensors.Save(PathTo, new Dictionary<string, Tensor> { ["w"] = ones(2) });
        var before = File.ReadAllBytes(PathTo);
        var gone = ones(2);
        gone.Dispose();
        Assert.ThrowsAny<Exception>(() => Safetensors.Save(PathTo, new Dictionary<string, Tensor> { ["w"] = gone }));
        Assert.Throws<IOException>(() => AtomicFile.Write(PathTo, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("disk full");
        }));
        Assert.Equal(before, File.ReadAllBytes(PathTo));
        Assert.Single(Directory.GetFiles(_folder));
    }

    private void WriteRaw(string header, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, text.Length);
        File.WriteAllBytes(PathTo, [.. prefix, .. text, .. data]);
    }
}
