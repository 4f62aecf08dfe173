using System.IO.Compression;
using System.Text;
using Course.Formats;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Formats;

/// <summary>The files in Golden were written by numpy (make_npy_goldens.py).</summary>
public sealed class NpyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-npy-").FullName;

    private static Tensor Counted => arange(6).reshape(2, 3);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("f4", ScalarType.Float32)]
    [InlineData("f8", ScalarType.Float64)]
    [InlineData("i8", ScalarType.Int64)]
    [InlineData("i4", ScalarType.Int32)]
    [InlineData("i2", ScalarType.Int16)]
    [InlineData("i1", ScalarType.Int8)]
    [InlineData("u1", ScalarType.Byte)]
    [InlineData("version2", ScalarType.Float32)]
    [InlineData("version3", ScalarType.Float32)]
    public void Numpys_arrays_are_read_in_every_type_and_version(string name, ScalarType type)
    {
        var loaded = Npy.Load(Golden(name + ".npy"));
        Assert.Equal(type, loaded.dtype);
        Assert.True(loaded.Equals(Counted.to(type)), name);
    }

    [Fact]
    public void Numpys_booleans_scalars_vectors_and_empty_arrays_are_read()
    {
        Assert.True(Npy.Load(Golden("b1.npy")).Equals(Counted.remainder(2).eq(1)));
        Assert.Equal(2.5f, Npy.Load(Golden("scalar.npy")).item<float>());
        Assert.True(Npy.Load(Golden("vector.npy")).Equals(tensor(new[] { 1.5f, -2.5f })));
        Assert.Equal([0, 7], Npy.Load(Golden("empty.npy")).shape);
    }

    [Fact]
    public void Column_major_arrays_become_row_major()
    {
        var loaded = Npy.Load(Golden("fortran.npy"));
        Assert.True(loaded.is_contiguous());
        Assert.True(loaded.Equals(arange(24, float32).reshape(2, 3, 4)));
    }

    [Theory]
    [InlineData("f4")]
    [InlineData("f8")]
    [InlineData("i8")]
    [InlineData("i4")]
    [InlineData("i2")]
    [InlineData("i1")]
    [InlineData("u1")]
    [InlineData("b1")]
    [InlineData("scalar")]
    [InlineData("vector")]
    [InlineData("empty")]
    public void What_is_written_is_byte_for_byte_what_numpy_writes(string name)
    {
        using var stream = new MemoryStream();
        Npy.Save(stream, Npy.Load(Golden(name + ".npy")));
        Assert.Equal(File.ReadAllBytes(Golden(name + ".npy")), stream.ToArray());
    }

    [Theory]
    [InlineData("complex", "type <c8")]
    [InlineData("big-endian", "type >f4")]
    [InlineData("structured", "no simple type")]
    public void Arrays_that_tensors_cannot_hold_are_refused_by_their_type(string name, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Npy.Load(Golden(name + ".npy"))).Message);

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", "take 12 bytes, 8 are there")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }", "its shape is")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }", "its shape is")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "no simple type")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "type |O")]
    [InlineData("{'descr': '<f4', 'shape': (1,), }", "no simple type")]
    [InlineData("", "no simple type")]
    public void A_header_that_does_not_fit_is_refused_with_a_reason(string header, string reason)
    {
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. new byte[8]];
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Npy.Load(new MemoryStream(bytes), "array")).Message);
    }

    [Fact]
    public void A_file_cut_anywhere_gives_a_sentence()
    {
        var whole = File.ReadAllBytes(Golden("f4.npy"));
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = new MemoryStream(whole[..length]);
            Assert.Contains("array is not a valid .npy file", Assert.Throws<InvalidDataException>(() => Npy.Load(cut, "array")).Message);
        }
    }

    [Fact]
    public void Random_damage_gives_a_sentence_or_a_tensor_but_never_a_crash()
    {
        var good = File.ReadAllBytes(Golden("f4.npy"));
        var random = new System.Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var bad = (byte[])good.Clone();
            for (var hits = random.Next(1, 4); hits > 0; hits--) bad[random.Next(90)] = (byte)random.Next(256);
            try
            {
                Npy.Load(new MemoryStream(bad), "array").Dispose();
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Fact]
    public void Any_byte_but_zero_is_true()
    {
        var bytes = File.ReadAllBytes(Golden("b1.npy"));
        bytes[^1] = 2;
        Assert.Equal(3, Npy.Load(new MemoryStream(bytes), "array").sum().ToInt64());
    }

    [Fact]
    public void Numpys_archives_are_read()
    {
        var plain = Npz.Load(Golden("plain.npz"));
        Assert.Equal(["steps", "weight"], plain.Keys.Order());
        Assert.True(plain["weight"].Equals(Counted.to(float32)));
        Assert.Equal(7, plain["steps"].item<long>());
        Assert.True(Npz.Load(Golden("compressed.npz"))["weight"].Equals(ones([50, 40], float64)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Archives_come_back_as_they_were(bool compress)
    {
        var path = Path.Combine(_folder, "a.npz");
        var tensors = new Dictionary<string, Tensor> { ["layer.weight"] = randn(3, 4).t(), ["layer/bias"] = arange(3), ["mask"] = ones([2], @bool) };
        Npz.Save(path, tensors, compress);
        var loaded = Npz.Load(path);
        Assert.Equal(tensors.Keys.Order(), loaded.Keys.Order());
        foreach (var (name, value) in tensors) Assert.True(value.Equals(loaded[name]), name);
    }

    [Fact]
    public void A_broken_archive_is_named()
    {
        var path = Path.Combine(_folder, "a.npz");
        var good = File.ReadAllBytes(Golden("compressed.npz"));
        for (var length = 0; length < good.Length; length += 7)
        {
            File.WriteAllBytes(path, good[..length]);
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Npz.Load(path)).Message);
        }
        using (var archive = ZipFile.Open(path + "2", ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("w.npy").Open();
            // Claims a gibibyte, and has none of it.
            const string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (268435456,)}";
            entry.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header)]);
        }
        Assert.Contains("'w' in", Assert.Throws<InvalidDataException>(() => Npz.Load(path + "2")).Message);
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_file()
    {
        var path = Path.Combine(_folder, "a.npy");
        Npy.Save(path, ones(2));
        var gone = ones(2);
        gone.Dispose();
        Assert.ThrowsAny<Exception>(() => Npy.Save(path, gone));
        Assert.True(Npy.Load(path).Equals(ones(2)));
        Assert.Single(Directory.GetFiles(_folder));
    }

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Formats/Golden", name);
}
