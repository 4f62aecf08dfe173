using System.Text;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.ModuleBase;

public sealed class ModuleFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-module-").FullName;

    private string PathTo => Path.Combine(_folder, "net.dat");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_state_is_laid_out_as_in_TorchSharps_files()
    {
        using var layer = nn.Linear(2, 1);
        using (no_grad())
        {
            layer.weight.copy_(tensor(new[] { 1f, 2f }));
            layer.bias!.fill_(-1);
        }
        using var stream = new MemoryStream();
        layer.save(stream);
        byte[] expected =
        [
            2, // entries
            6, .. "weight"u8, 6, 2, 1, 2, .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f), // name; Float32; 2 dimensions: 1, 2
            4, .. "bias"u8, 6, 1, 1, .. BitConverter.GetBytes(-1f),
        ];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void Counts_above_127_take_a_second_byte()
    {
        using var stream = new MemoryStream();
        arange(300).to(uint8).Save(stream);
        Assert.Equal([0, 1, 0b1010_1100, 0b10], stream.ToArray()[..4]);
        Assert.Equal(304, stream.Length);
    }

    [Fact]
    public void A_saved_module_comes_back_with_buffers_and_shared_parameters()
    {
        using var source = Net();
        using var target = Net();
        source.call(randn(4, 3)); // moves the running statistics
        source.save(PathTo);
        target.load(PathTo);
        foreach (var (name, value) in source.state_dict()) Assert.True(value.Equals(target.state_dict()[name]), name);
        Assert.Single(Directory.GetFiles(_folder));

        static Sequential Net()
        {
            var shared = nn.Linear(3, 3);
            return nn.Sequential(("a", shared), ("norm", nn.BatchNorm1d(3)), ("b", shared));
        }
    }

    [Fact]
    public void A_shared_parameter_is_saved_under_each_of_its_names()
    {
        var shared = nn.Linear(1, 1, hasBias: false);
        using var net = nn.Sequential(("a", shared), ("b", shared));
        Assert.Equal(["a.weight", "b.weight"], net.state_dict().Keys);
        Assert.Single(net.parameters());
    }

    [Fact]
    public void Names_can_be_left_out_and_passed_over()
    {
        using var source = nn.Linear(2, 2);
        using var target = nn.Linear(2, 2);
        var before = TensorAssert.Values(target.bias!);
        var loaded = new Dictionary<string, bool>();
        source.save(PathTo);
        target.load(PathTo, skip: ["bias"], loadedParameters: loaded);
        Assert.True(source.weight.Equals(target.weight));
        Assert.Equal(before, TensorAssert.Values(target.bias!));
        Assert.Equal(new Dictionary<string, bool> { ["weight"] = true, ["bias"] = true }, loaded);

        source.save(PathTo, skip: ["weight"]);
        var message = Assert.Throws<ArgumentException>(() => target.load(PathTo)).Message;
        Assert.Contains("'weight' is missing", message);
        target.load(PathTo, strict: false);
        Assert.True(source.bias!.Equals(target.bias!));
    }

    [Fact]
    public void Entries_that_a_module_lacks_are_refused_unless_it_is_lenient()
    {
        using var source = nn.Sequential(("first", nn.Linear(2, 2)), ("second", nn.Linear(2, 2)));
        using var target = nn.Sequential(("first", nn.Linear(2, 2)), ("other", nn.Linear(2, 2)));
        source.save(PathTo);
        Assert.Contains("'second.weight'", Assert.Throws<ArgumentException>(() => target.load(PathTo)).Message);
        var loaded = new Dictionary<string, bool>();
        target.load(PathTo, strict: false, loadedParameters: loaded);
        Assert.True(loaded["first.weight"]);
        Assert.False(loaded["second.bias"]);
        Assert.True(source.state_dict()["first.bias"].Equals(target.state_dict()["first.bias"]));
    }

    [Fact]
    public void Another_shape_or_type_changes_nothing_and_is_named()
    {
        using var target = nn.Linear(2, 3);
        var before = TensorAssert.Values(target.weight);
        nn.Linear(3, 2).save(PathTo);
        Assert.Contains("[2, 3] in the file and [3, 2] here", Assert.Throws<ArgumentException>(() => target.load(PathTo)).Message);
        nn.Linear(2, 3).@double().save(PathTo);
        Assert.Contains("Float64 in the file and Float32 here", Assert.Throws<ArgumentException>(() => target.load(PathTo)).Message);
        Assert.Equal(before, TensorAssert.Values(target.weight));
    }

    [Fact]
    public void A_file_cut_anywhere_gives_a_sentence_and_leaves_the_module_as_it_was()
    {
        using var layer = nn.Linear(3, 2);
        layer.save(PathTo);
        var whole = File.ReadAllBytes(PathTo);
        var before = TensorAssert.Values(layer.weight);
        using (no_grad()) layer.weight.neg_();
        for (var length = 0; length < whole.Length; length++)
        {
            var message = Assert.Throws<InvalidDataException>(() => layer.load(new MemoryStream(whole[..length]))).Message;
            Assert.Contains("it ends", message);
            Assert.Contains("it ends", Assert.Throws<InvalidDataException>(() => layer.load(new OneWay(whole[..length]))).Message);
        }
        Assert.Equal(before.Select(value => -value), TensorAssert.Values(layer.weight));
    }

    [Theory]
    [InlineData(new byte[] { 6, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x3F }, "it ends within")] // 2⁶¹ − 1 elements, of which none is there
    [InlineData(new byte[] { 6, 2, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 2 }, "impossible shape")]
    [InlineData(new byte[] { 6, 0xFF, 0xFF, 3 }, "65535 dimensions")]
    [InlineData(new byte[] { 8 }, "unknown type 8")]
    [InlineData(new byte[] { 6, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1 }, "is -1")]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, "is no number")]
    public void A_record_that_claims_too_much_is_refused_before_memory_is_taken(byte[] record, string reason)
    {
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Tensor.Load(new MemoryStream(record))).Message);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Tensor.Load(new OneWay(record))).Message);
    }

    [Fact]
    public void Random_damage_gives_a_sentence_or_a_state_but_never_a_crash()
    {
        using var layer = nn.Linear(4, 3);
        using var stream = new MemoryStream();
        layer.save(stream);
        var random = new System.Random(1);
        for (var i = 0; i < 500; i++)
        {
            var bad = stream.ToArray();
            for (var hits = random.Next(1, 4); hits > 0; hits--) bad[random.Next(bad.Length)] = (byte)random.Next(256);
            try
            {
                layer.load(new MemoryStream(bad), strict: random.Next(2) == 0);
            }
            catch (Exception e) when (e is InvalidDataException or ArgumentException || e.Message.Contains("not supported by the embedded engine"))
            {
            }
        }
    }

    [Fact]
    public void A_stream_that_cannot_be_rewound_is_read_as_well()
    {
        using var source = nn.Linear(5, 4);
        using var target = nn.Linear(5, 4);
        using var stream = new MemoryStream();
        source.save(stream);
        target.load(new OneWay(stream.ToArray()));
        Assert.True(source.weight.Equals(target.weight));
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_file_and_nothing_beside_it()
    {
        using var layer = nn.Linear(2, 2);
        layer.save(PathTo);
        var before = File.ReadAllBytes(PathTo);
        layer.bias!.Dispose();
        Assert.ThrowsAny<Exception>(() => layer.save(PathTo));
        Assert.Equal(before, File.ReadAllBytes(PathTo));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Tensors_of_every_type_and_shape_come_back_as_they_were()
    {
        Tensor[] tensors =
        [
            randn(3, 4), rand([2, 2], float64), arange(5), tensor(new[] { true, false }), tensor(new byte[] { 1, 255 }), tensor(2.5f), zeros(0, 7),
            arange(6).reshape(2, 3).t(), tensor(new short[] { -3 }), tensor(new sbyte[] { -4 }), tensor(new[] { 7 }),
        ];
        foreach (var tensor in tensors)
        {
            tensor.Save(PathTo);
            using var loaded = Tensor.Load(PathTo);
            Assert.Equal(tensor.dtype, loaded.dtype);
            Assert.Equal(tensor.shape, loaded.shape);
            Assert.True(tensor.Equals(loaded));
        }
    }

    [Fact]
    public void A_reader_stands_behind_what_was_loaded_or_skipped()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        ones(2).Save(writer);
        (ones(3) * 2).Save(writer);
        (ones(1) * 3).Save(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        var target = zeros(2);
        target.Load(reader);
        target.Load(reader, skip: true);
        TensorAssert.Equal([1, 1], target);
        Tensor? made = null;
        TensorExtensionMethods.Load(ref made, reader);
        TensorAssert.Equal([3], made!);
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void Create_makes_a_module_and_loads_it()
    {
        using var source = new Scale();
        using (no_grad()) source.factor.fill_(3);
        source.save(PathTo);
        using var copy = nn.Module.Create<Scale>(PathTo);
        Assert.Equal(3, copy.parameters().Single().item<float>());
    }

    private sealed class Scale : nn.Module<Tensor, Tensor>
    {
        public readonly Parameter factor = nn.Parameter(ones(1));

        public Scale() : base(nameof(Scale)) => RegisterComponents();

        public override Tensor forward(Tensor input) => input * factor;
    }

    /// <summary>A stream such as a network gives: forwards only, of unknown length.</summary>
    private sealed class OneWay(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
