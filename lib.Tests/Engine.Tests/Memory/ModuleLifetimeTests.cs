using TorchSharp.Memory;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Memory;

[Collection(nameof(ProcessWide))]
public sealed class ModuleLifetimeTests
{
    [Fact]
    public void Hooked_calls_conversions_and_files_leave_nothing_behind()
    {
        LifetimeTests.Settle();
        using var net = nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 1));
        net.register_forward_pre_hook((_, x) => x + 1);
        net.register_forward_hook((_, _, y) => y * 2);
        using var x = ones(7, 3);
        using var stream = new MemoryStream();
        Step();
        var (handles, bytes) = (Tensor.TotalCount, NativeAllocator.LiveBytes);
        for (var i = 0; i < 30; i++) Step();
        Assert.Equal(handles, Tensor.TotalCount);
        Assert.Equal(bytes, NativeAllocator.LiveBytes);

        void Step()
        {
            using var scope = NewDisposeScope();
            net.call(x).mean().backward();
            nn.utils.clip_grad_norm_(net.parameters(), 0.1);
            net.@double().@float();
            stream.SetLength(0);
            net.save(stream);
            stream.Position = 0;
            net.load(stream);
            stream.SetLength(stream.Length - 1);
            stream.Position = 0;
            Assert.Throws<InvalidDataException>(() => net.load(stream));
            net.zero_grad();
        }
    }

    [Fact]
    public void Layers_and_networks_return_their_memory()
    {
        LifetimeTests.Settle();
        var before = NativeAllocator.LiveBytes;
        using (NewDisposeScope())
        {
            var net = nn.Sequential(nn.Linear(100, 100), nn.BatchNorm1d(100));
            net.@double();
            net.Dispose();
        }
        Assert.Equal(before, NativeAllocator.LiveBytes);
    }
}
