using System.Numerics;
using System.Numerics.Tensors;
using static TorchSharp.Kernels.ConvProduct;

namespace TorchSharp.Kernels;

/// <summary>
/// Back through the steps of a recurrent layer for some rows of the batch: one pass over the gates and one product per step. The gradients
/// of the weights are left to single products over all steps.
/// </summary>
/// <param name="sequence">As <see cref="RecurrentForward{T, TCell}"/> left it.</param>
/// <param name="weight">The hidden weights [gates · units, units].</param>
/// <param name="dOutput">Gradient of h of all steps [steps, batch, units], or null.</param>
/// <param name="dHidden">[batch, units]: gradient of the last h; receives that of the initial one.</param>
/// <param name="dInner">[batch, units]: gradient of the last c; receives that of the initial one.</param>
/// <param name="dGates">Receives the gradient of W·x + b, [steps, batch, gates · units].</param>
/// <param name="dProducts">Receives that of U·h + b, the same memory where the two agree.</param>
internal readonly unsafe struct RecurrentBackward<T, TCell>(
    RecurrentSequence<T> sequence, T* weight, T* dOutput, T* dHidden, T* dInner, T* dGates, T* dProducts) : IParallelBody
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TCell : struct, IRecurrentCell<T>
{
    public void Run(int job)
    {
        var (first, rows) = sequence.Rows(job);
        var (units, width) = (sequence.Units, TCell.Gates * sequence.Units);
        T* d = dHidden + (nint)first * units, dc = dInner + (nint)first * units;
        for (var step = sequence.Steps - 1; step >= 0; step--)
        {
            var time = sequence.Time(step);
            if (dOutput != null)
            {
                var all = new Span<T>(d, rows * units);
                TensorPrimitives.Add(all, new ReadOnlySpan<T>(dOutput + sequence.At(time, first, units), rows * units), all);
            }
            var gates = sequence.Gates(step, first, width);
            var at = sequence.At(time, first, width);
            T* before = sequence.HiddenBefore(step, first), after = sequence.HiddenAfter(step, first);
            T* innerBefore = sequence.InnerBefore(step, first), innerAfter = sequence.InnerAfter(step, first);
            for (var row = 0; row < rows; row++)
            {
                nint wide = (nint)row * width, narrow = (nint)row * units;
                TCell.Backward(
                    units, gates + wide, before + narrow, after + narrow, innerBefore + narrow, innerAfter + narrow,
                    d + narrow, dc + narrow, dGates + at + wide, dProducts + at + wide);
            }
            Multiply(rows, units, width, dProducts + at, width, 1, weight, units, 1, d, units, true);
        }
    }
}
