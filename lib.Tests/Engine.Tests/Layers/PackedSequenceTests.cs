using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils;

namespace TorchSharp.Tests.Layers;

public sealed class PackedSequenceTests
{
    [Fact]
    public void Packing_lists_the_elements_step_by_step()
    {
        using var scope = NewDisposeScope();
        using var packed = rnn.pack_sequence([tensor([1f, 2, 3]), tensor([4f, 5]), tensor([6f])]);
        TensorAssert.Equal([1, 4, 6, 2, 5, 3], packed.data);
        TensorAssert.Equal([3, 2, 1], packed.batch_sizes);
        Assert.Null(packed.sorted_indices);
    }

    [Fact]
    public void Unpacking_restores_order_and_lengths()
    {
        using var scope = NewDisposeScope();
        using var packed = rnn.pack_sequence([tensor([6f]), tensor([1f, 2, 3]), tensor([4f, 5])], enforce_sorted: false);
        TensorAssert.Equal([1, 2, 0], packed.sorted_indices!);
        TensorAssert.Equal([2, 0, 1], packed.unsorted_indices!);
        var (padded, lengths) = rnn.pad_packed_sequence(packed, batch_first: true, padding_value: -1, total_length: 4);
        Assert.Equal([3, 4], padded.shape);
        TensorAssert.Equal([6, -1, -1, -1, 1, 2, 3, -1, 4, 5, -1, -1], padded);
        TensorAssert.Equal([1, 3, 2], lengths);
    }

    [Fact]
    public void Padding_puts_sequences_side_by_side()
    {
        using var scope = NewDisposeScope();
        Tensor[] sequences = [ones(3, 2), ones(1, 2) * 2];
        Assert.Equal([3, 2, 2], rnn.pad_sequence(sequences).shape);
        TensorAssert.Equal([1, 1, 1, 1, 1, 1, 2, 2, 7, 7, 7, 7], rnn.pad_sequence(sequences, batch_first: true, padding_value: 7));
    }

    [Fact]
    public void Packed_tensors_move_between_scopes_together()
    {
        rnn.PackedSequence packed;
        using (NewDisposeScope()) packed = rnn.pack_sequence([ones(1), ones(2)], enforce_sorted: false).DetachFromDisposeScope();
        Assert.Equal([1, 1, 1], TensorAssert.Values(packed.data));
        packed.Dispose();
        Assert.True(packed.data.IsInvalid && packed.unsorted_indices!.IsInvalid);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_named()
    {
        using var scope = NewDisposeScope();
        Says("lengths must not rise, got [1, 2]", () => rnn.pack_padded_sequence(ones(2, 2, 3), tensor([1L, 2])));
        Says("expected 2 lengths from 1 to 2 for an input [2, 2, 3], got [3, 1]", () => rnn.pack_padded_sequence(ones(2, 2, 3), tensor([3L, 1])));
        Says("total_length 1 is less than the longest sequence, 2", () => rnn.pad_packed_sequence(rnn.pack_sequence([ones(2)]), total_length: 1));
        Says("at least one sequence", () => rnn.pad_sequence([]));
    }

    private static void Says(string part, Action mistake) => Assert.Contains(part, Assert.ThrowsAny<ExternalException>(mistake).Message);
}
