namespace TorchSharp;

// What every matrix factorization asks of its operands.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>This tensor, if it is a floating matrix or a batch of them.</summary>
        private Tensor Matrices(string operation)
        {
            RequireFloating(operation);
            return AtLeast(operation, 2);
        }

        private Tensor SquareMatrices(string operation) => Matrices(operation).Impl.Sizes is var sizes && sizes[^1] == sizes[^2]
            ? this
            : throw Guard.Error($"{operation}: the matrices must be square, got shape {Guard.Shape(sizes)}.");
    }
}
