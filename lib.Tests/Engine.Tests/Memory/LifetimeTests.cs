using System.Runtime.CompilerServices;
using TorchSharp.Memory;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Memory;

[Collection(nameof(ProcessWide))]
public sealed class LifetimeTests
{
    [Fact]
    public void A_million_steps_in_scopes_leave_nothing_behind()
    {
        Settle();
        using var w = ones(4).requires_grad_();
        using var x = ones(4);
        Step(w, x);
        var (handles, bytes) = (Tensor.TotalCount, NativeAllocator.LiveBytes);
        for (var i = 0; i < 1_000_000; i++) Step(w, x);
        Assert.Equal(handles, Tensor.TotalCount);
        Assert.Equal(bytes, NativeAllocator.LiveBytes);

        static void Step(Tensor w, Tensor x)
        {
            using var scope = NewDisposeScope();
            var y = (w * x).sum();
            if (y.requires_grad) w[0].detach();
        }
    }

    [Fact]
    public void Training_steps_in_scopes_leave_nothing_behind()
    {
        Settle();
        using var layer = nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 1));
        using var adam = optim.Adam(layer.parameters());
        using var x = ones(7, 3);
        Step();
        var (handles, bytes) = (Tensor.TotalCount, NativeAllocator.LiveBytes);
        for (var i = 0; i < 2000; i++) Step();
        Assert.Equal(handles, Tensor.TotalCount);
        Assert.Equal(bytes, NativeAllocator.LiveBytes);

        void Step()
        {
            using var scope = NewDisposeScope();
            adam.zero_grad();
            var y = layer.call(x);
            y[0].mul_(2);
            (y * y).mean().backward();
            adam.step();
        }
    }

    [Fact]
    public void Every_operation_in_the_gradient_table_returns_all_memory()
    {
        Settle();
        foreach (var row in Gradients.GradientCases.All)
        {
            Run();
            var (handles, bytes) = (Tensor.TotalCount, NativeAllocator.LiveBytes);
            Run();
            Assert.True(handles == Tensor.TotalCount && bytes == NativeAllocator.LiveBytes,
                $"{row.Name} leaves {Tensor.TotalCount - handles} tensors and {NativeAllocator.LiveBytes - bytes} bytes behind.");

            void Run()
            {
                using var scope = NewDisposeScope();
                var leaves = row.Operands.Select((operand, i) => operand.Leaf(Gradients.Layout.Contiguous, i)).ToArray();
                var sum = row.Operation(leaves).Select(result => result.sum()).Aggregate((a, b) => a + b);
                if (sum.requires_grad) sum.backward();
            }
        }
    }

    [Fact]
    public void A_graph_that_is_dropped_without_backward_returns_what_it_saved()
    {
        Settle();
        using var w = ones(1000).requires_grad_();
        var bytes = NativeAllocator.LiveBytes;
        var y = w.exp();
        for (var i = 0; i < 10; i++)
        {
            var next = y.sin();
            y.Dispose();
            y = next;
        }
        Assert.True(NativeAllocator.LiveBytes > bytes + 10 * 4000); // the graph needs the values in between
        y.Dispose();
        Assert.Equal(bytes, NativeAllocator.LiveBytes);
    }

    [Fact]
    public void A_buffer_whose_rows_read_each_other_is_returned()
    {
        Settle();
        using var w = ones(3).requires_grad_();
        var bytes = NativeAllocator.LiveBytes;
        using (NewDisposeScope())
        {
            var buffer = zeros(4, 3);
            for (var t = 1; t < 4; t++) buffer[t] = (buffer[t - 1] + w) * w;
        }
        Assert.Equal(bytes, NativeAllocator.LiveBytes);
    }

    [Fact]
    public void Without_scopes_or_Dispose_the_finaliser_keeps_memory_bounded()
    {
        Settle();
        const long megabytes = 1 << 20;
        var before = NativeAllocator.LiveBytes;
        var most = 0L;
        for (var i = 0; i < 1000; i++) // 4 GiB in all, where collections begin at half a gibibyte
        {
            Abandon();
            most = Math.Max(most, NativeAllocator.LiveBytes - before);
        }
        Assert.True(most < 1200 * megabytes, $"{most / megabytes} MiB were live at once.");
        Settle();
        Assert.True(NativeAllocator.LiveBytes - before < 8 * megabytes, $"{(NativeAllocator.LiveBytes - before) / megabytes} MiB remain.");
        NativeAllocator.Trim();

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Abandon() => empty(1024, 1024);
    }

    [Fact]
    public void A_view_keeps_the_memory_of_a_disposed_tensor()
    {
        var x = arange(6).reshape(2, 3);
        var row = x[1];
        x.Dispose();
        TensorAssert.Equal([3, 4, 5], row);
        row.Dispose();
    }

    [Fact]
    public void Use_after_Dispose_is_an_error_of_its_own()
    {
        var x = ones(2);
        x.Dispose();
        Assert.True(x.IsInvalid);
        foreach (var use in new Action[] { () => _ = x.shape, () => _ = x + 1, () => x.add_(1), () => x.sum(), () => _ = ones(2) + x, () => x.data<float>() })
            Assert.Throws<ObjectDisposedException>(use);
        x.Dispose();
        Assert.Equal("(disposed tensor)", x.ToString());
    }

    [Fact]
    public void Disposing_a_result_does_not_disturb_backward()
    {
        using var w = ones(3).requires_grad_();
        using var loss = Loss(w);
        loss.backward();
        TensorAssert.Equal([2, 2, 2], w.grad!);

        static Tensor Loss(Tensor w)
        {
            using var square = w * w;
            return square.sum();
        }
    }

    internal static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
