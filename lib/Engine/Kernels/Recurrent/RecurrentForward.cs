using System.Numerics;
using static TorchSharp.Kernels.ConvProduct;

namespace TorchSharp.Kernels;

/// <summary>
/// All steps of a recurrent layer for some rows of the batch: rows do not meet, so threads need not either. A step is one product with the
/// hidden weights and one pass over the gates.
/// </summary>
/// <param name="sequence">Gates hold W·x + b of all steps.</param>
/// <param name="weight">The hidden weights, transposed: [units, gates · units].</param>
/// <param name="bias">Of the hidden product, for cells that keep it apart; may be null.</param>
internal readonly unsafe struct RecurrentForward<T, TCell>(RecurrentSequence<T> sequence, T* weight, T* bias) : IParallelBody
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TCell : struct, IRecurrentCell<T>
{
    public void Run(int job)
    {
        var (first, rows) = sequence.Rows(job);
        var (units, width) = (sequence.Units, TCell.Gates * sequence.Units);
        using var products = new Scratch<T>(TCell.SumsProducts ? 0 : (long)rows * width);
        for (var step = 0; step < sequence.Steps; step++)
        {
            var gates = sequence.Gates(step, first, width);
            T* before = sequence.HiddenBefore(step, first), after = sequence.HiddenAfter(step, first);
            T* innerBefore = sequence.InnerBefore(step, first), innerAfter = sequence.InnerAfter(step, first);
            if (!TCell.SumsProducts)
                for (var row = 0; row < rows; row++) Bias(products.Data + (nint)row * width, width);
            Multiply(rows, width, units, before, units, 1, weight, width, 1, TCell.SumsProducts ? gates : products.Data, width, true);
            for (var row = 0; row < rows; row++)
            {
                nint wide = (nint)row * width, narrow = (nint)row * units;
                TCell.Forward(units, gates + wide, products.Data + wide, before + narrow, after + narrow, innerBefore + narrow, innerAfter + narrow);
            }
        }
    }

    private void Bias(T* row, int width)
    {
        if (bias == null) new Span<T>(row, width).Clear();
        else new ReadOnlySpan<T>(bias, width).CopyTo(new Span<T>(row, width));
    }
}
