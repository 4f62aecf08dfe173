using System.Numerics;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp.Layers;

using static torch;

/// <summary>One direction of a recurrent layer over a whole sequence, as one recorded operation.</summary>
internal static unsafe class RecurrentOperations
{
    /// <param name="mode">Which cell.</param>
    /// <param name="x">[steps, batch, inputs]</param>
    /// <param name="p">Weights and biases.</param>
    /// <param name="h">[batch, units]: the state before the first step.</param>
    /// <param name="c">[batch, units]: an LSTM's second state; null for other cells.</param>
    /// <param name="reverse">Whether the last element of the sequence is the first step.</param>
    /// <returns>h of all steps [steps, batch, units], the last step's h, and its c (null where there is none).</returns>
    public static (Tensor Output, Tensor Hidden, Tensor? Inner) Run(RecurrentMode mode, Tensor x, RecurrentParameters p, Tensor h, Tensor? c, bool reverse)
    {
        var wide = x.dtype == ScalarType.Float64;
        return mode switch
        {
            RecurrentMode.Lstm => wide ? Run<double, LstmCell<double>>(mode, x, p, h, c, reverse) : Run<float, LstmCell<float>>(mode, x, p, h, c, reverse),
            RecurrentMode.Gru => wide ? Run<double, GruCell<double>>(mode, x, p, h, c, reverse) : Run<float, GruCell<float>>(mode, x, p, h, c, reverse),
            RecurrentMode.Tanh => wide ? Run<double, TanhCell<double>>(mode, x, p, h, c, reverse) : Run<float, TanhCell<float>>(mode, x, p, h, c, reverse),
            _ => wide ? Run<double, ReluCell<double>>(mode, x, p, h, c, reverse) : Run<float, ReluCell<float>>(mode, x, p, h, c, reverse),
        };
    }

    private static (Tensor, Tensor, Tensor?) Run<T, TCell>(RecurrentMode mode, Tensor x, RecurrentParameters p, Tensor h, Tensor? c, bool reverse)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TCell : struct, IRecurrentCell<T>
    {
        var shape = new RecurrentShape(x.Impl.Sizes[0], x.Impl.Sizes[1], p.HiddenWeight.Impl.Sizes[1], reverse);
        using var gates = Preactivations(x, p, TCell.SumsProducts);
        using var hidden = shape.States(h.detach());
        using var inner = mode switch
        {
            RecurrentMode.Lstm => shape.States(c!.detach()),
            RecurrentMode.Gru => empty_like(hidden),
            _ => empty([0L], x.dtype),
        };
        using (var weight = p.HiddenWeight.detach().t().contiguous())
        using (var bias = p.HiddenBias?.detach().contiguous())
        {
            var sequence = shape.Over<T>(gates, hidden, inner);
            var forward = new RecurrentForward<T, TCell>(sequence, (T*)weight.Impl.Data, bias is null ? null : (T*)bias.Impl.Data);
            ParallelFor.Run(sequence.Jobs, forward);
        }
        var (output, last, lastInner) = (shape.After(hidden), shape.Last(hidden), c is null ? null : shape.Last(inner));
        Tensor[] inputs =
        [
            x, p.InputWeight, p.HiddenWeight, h, .. c is null ? [] : new[] { c },
            .. p.InputBias is null ? [] : new[] { p.InputBias, p.HiddenBias! },
        ];
        if (Tape.Records(inputs))
        {
            var (count, hasInner) = (inputs.Length, c is not null);
            Tape.Record(
                $"{mode}Backward", lastInner is null ? [output, last] : [output, last, lastInner], inputs, [.. inputs, gates, hidden, inner],
                d => GradMode.Enabled
                    ? Rerun.Gradients(d, count, given => RecordedRecurrence.Run(mode, given, reverse))
                    : Backward<T, TCell>(d, count, hasInner, shape));
        }
        return (output, last, lastInner);
    }

    /// <summary>W·x + b of all steps in one product, with both biases where the cell sees only their sum.</summary>
    private static Tensor Preactivations(Tensor x, RecurrentParameters p, bool sums)
    {
        using var mode = no_grad();
        using var bias = sums && p.InputBias is not null ? p.InputBias + p.HiddenBias! : p.InputBias?.alias();
        return nn.functional.linear(x, p.InputWeight, bias);
    }

    private static Tensor?[] Backward<T, TCell>(Gradients d, int count, bool hasInner, RecurrentShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TCell : struct, IRecurrentCell<T>
    {
        Tensor x = d.Saved(0), inputWeight = d.Saved(1), gates = d.Saved(count), hidden = d.Saved(count + 1), inner = d.Saved(count + 2);
        using var hiddenWeight = d.Saved(2).contiguous();
        using var dOutput = d.OutputOf(0)?.contiguous();
        var dGates = empty_like(gates);
        var dProducts = TCell.SumsProducts ? dGates : empty_like(gates);
        var (dHidden, dInner) = (shape.State(d.OutputOf(1), x.dtype), hasInner ? shape.State(d.OutputOf(2), x.dtype) : null);
        var sequence = shape.Over<T>(gates, hidden, inner);
        ParallelFor.Run(sequence.Jobs, new RecurrentBackward<T, TCell>(
            sequence, (T*)hiddenWeight.Impl.Data, dOutput is null ? null : (T*)dOutput.Impl.Data, (T*)dHidden.Impl.Data,
            dInner is null ? null : (T*)dInner.Impl.Data, (T*)dGates.Impl.Data, (T*)dProducts.Impl.Data));
        GC.KeepAlive(gates);
        GC.KeepAlive(hidden);
        GC.KeepAlive(inner);

        // All steps at once: the sums over time and batch are the inner dimension of one product each.
        Tensor a = dGates.reshape(-1, dGates.Impl.Sizes[2]), b = dProducts.reshape(a.Impl.Sizes);
        List<Tensor?> gradients =
        [
            d.Needs(0) ? a.mm(inputWeight).reshape(x.Impl.Sizes) : null,
            d.Needs(1) ? OfWeight(a, x) : null,
            d.Needs(2) ? OfWeight(b, shape.Before(hidden)) : null,
            dHidden,
        ];
        if (hasInner) gradients.Add(dInner);
        if (gradients.Count == count) return [.. gradients];
        var dBias = a.sum(0L);
        return [.. gradients, dBias, TCell.SumsProducts ? dBias.alias() : b.sum(0L)]; // a handle each: the pass disposes what it has added up
    }

    /// <summary>dᵀ·x, summed over steps and batch; computed as (xᵀ·d)ᵀ, because the wide d is better read along its rows.</summary>
    private static Tensor OfWeight(Tensor d, Tensor x) => x.reshape(-1, x.Impl.Sizes[2]).t().mm(d).t().contiguous();
}
