namespace TorchSharp.Kernels.LinearAlgebra;

using static torch;

/// <summary>
/// Matrices of one shape in double precision, read from a tensor [..., rows, columns] or to be written to one. Float32 factorizations
/// compute in double as well and round once: they are small beside the networks, and their errors would otherwise grow with the condition.
/// </summary>
internal sealed class MatrixBatch
{
    private readonly double[] _data;

    /// <summary>Zeros.</summary>
    public MatrixBatch(long[] batch, long rows, long columns)
    {
        Batch = batch;
        Count = checked((int)Shapes.Shape.Count(batch));
        Rows = checked((int)rows);
        Columns = checked((int)columns);
        _data = new double[checked(Count * Rows * Columns)];
    }

    /// <summary>The leading sizes.</summary>
    public long[] Batch { get; }

    public int Count { get; }

    public int Rows { get; }

    public int Columns { get; }

    public Matrix this[int index] => new(_data, index * Rows * Columns, Rows, Columns);

    public static MatrixBatch Read(Tensor tensor)
    {
        var sizes = tensor.Impl.Sizes;
        var result = new MatrixBatch(sizes[..^2], sizes[^2], sizes[^1]);
        using var mode = no_grad();
        using var scope = NewDisposeScope();
        tensor.detach().to(ScalarType.Float64).contiguous().Values<double>().AsSpan().CopyTo(result._data);
        return result;
    }

    public Tensor ToTensor(ScalarType type)
    {
        using var mode = no_grad();
        using var values = tensor(_data);
        using var typed = values.to(type);
        return typed.reshape([.. Batch, Rows, Columns]);
    }

    /// <summary>Works on each matrix of the batch; different ones on different threads.</summary>
    public void ForEach(Action<int> action) => ParallelFor.Run(Count, new Body(action));

    private readonly struct Body(Action<int> action) : IParallelBody
    {
        public void Run(int job) => action(job);
    }
}
