using static TorchSharp.torch;

namespace TorchSharp.Tests.Memory;

/// <summary>Tensors that nobody holds while an operation still reads them, with the garbage collector at work.</summary>
public sealed class AbandonedTensorTests
{
    [Fact]
    public void An_operand_is_not_given_away_while_an_operation_reads_it()
    {
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
                // Takes what was given away, and writes to it.
                for (var i = 0; i < 4; i++) full(Size, -1f).Dispose();
            }
        });
        collector.Start();
        try
        {
            for (var i = 0; i < 25; i++)
            {
                Assert.True(full(Size, 2f).eq(full(Size, 2f)).all().item<bool>());
                Assert.True(full(Size, 5f).data<float>().ToArray().AsSpan().IndexOfAnyExcept(5f) < 0);
                Assert.Equal(2f * Size / 8, full(8, Size / 8, 1f).mm(full(Size / 8, 8, 2f)).amin(0).min().item<float>());
                Assert.Equal(3L * Size, full(Size, 3L, int64).index_select(0, arange(Size)).sum().item<long>());
            }
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
    }

    private const int Size = 1 << 21;
}
