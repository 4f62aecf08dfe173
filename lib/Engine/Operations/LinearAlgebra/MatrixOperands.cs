using TorchSharp.Kernels.LinearAlgebra;

namespace TorchSharp;

// What every factorization asks of its operands, and says when they do not allow it.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>This tensor, if it is a floating matrix or a batch of them.</summary>
        internal Tensor Matrices(string operation)
        {
            RequireFloating(operation);
            return AtLeast(operation, 2);
        }

        internal Tensor SquareMatrices(string operation) => Matrices(operation).Impl.Sizes is var sizes && sizes[^1] == sizes[^2]
            ? this
            : throw Guard.Error($"{operation}: the matrices must be square, got shape {Guard.Shape(sizes)}.");

        /// <summary>Whether B of A X = B is a batch of vectors and not of matrices, by PyTorch's rule.</summary>
        private bool TakesVectors(Tensor b) =>
            b.Impl.Sizes.Length == 1 || (Impl.Sizes.Length - 1 == b.Impl.Sizes.Length && Impl.Sizes.AsSpan(0, b.Impl.Sizes.Length).SequenceEqual(b.Impl.Sizes));

        /// <summary>This [..., n, n] and B [..., n, k] with their leading sizes broadcast.</summary>
        private (Tensor, Tensor) BroadcastBatches(string operation, Tensor b)
        {
            b.Matrices(operation);
            if (b.dtype != dtype) throw Guard.Error($"{operation}: both operands must have the same type, got {dtype} and {b.dtype}.");
            long[] a = Impl.Sizes, sides = b.Impl.Sizes;
            if (a[^2] != sides[^2])
                throw Guard.Error($"{operation}: A {Guard.Shape(a)} and B {Guard.Shape(sides)} do not fit: {a[^2]} equations, but {sides[^2]} rows in B.");
            var batch = Shapes.Shape.Broadcast(a[..^2], sides[..^2]);
            return (expand([.. batch, .. a[^2..]]), b.expand([.. batch, .. sides[^2..]]));
        }
    }

    /// <summary>Int32 codes of a batch: 0 where the factorization exists, else the number of the first pivot that forbids it.</summary>
    private static Tensor InfoTensor(MatrixBatch matrices, int[] info) => tensor(info).reshape(matrices.Batch);

    /// <summary>Throws for the first matrix of the batch whose code is not zero.</summary>
    private static void RequireFactored(string operation, MatrixBatch matrices, int[] info, Func<int, string> reason)
    {
        var index = Array.FindIndex(info, code => code != 0);
        if (index < 0) return;
        var place = new long[matrices.Batch.Length];
        for (int d = place.Length - 1, rest = index; d >= 0; d--)
        {
            place[d] = rest % matrices.Batch[d];
            rest /= (int)matrices.Batch[d];
        }
        var which = place.Length == 0 ? "the matrix" : $"matrix {Guard.Shape(place)} of the batch";
        throw Guard.Error($"{operation}: {which} {reason(info[index])}");
    }

    private static string Singular(int pivot) =>
        $"is singular: pivot {pivot} of its LU factorization is zero. linalg.pinv and linalg.lstsq take singular matrices.";

    private static string NotPositiveDefinite(int pivot) => $"is not positive definite: its leading minor of order {pivot} is not positive.";
}
