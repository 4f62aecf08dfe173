namespace TorchSharp.Kernels.LinearAlgebra;

/// <summary>A dense matrix of doubles, row after row, in memory that it may share with the other matrices of a batch.</summary>
internal readonly struct Matrix(double[] data, int start, int rows, int columns)
{
    public Matrix(int rows, int columns)
        : this(new double[checked(rows * columns)], 0, rows, columns)
    {
    }

    public int Rows => rows;

    public int Columns => columns;

    public Span<double> All => data.AsSpan(start, rows * columns);

    public Span<double> this[int row] => data.AsSpan(start + row * columns, columns);

    public ref double this[int row, int column] => ref data[start + row * columns + column];

    public static Matrix Identity(int n)
    {
        var result = new Matrix(n, n);
        for (var i = 0; i < n; i++) result[i, i] = 1;
        return result;
    }

    public Matrix Copy()
    {
        var copy = new Matrix(rows, columns);
        All.CopyTo(copy.All);
        return copy;
    }

    /// <summary>A copy with rows and columns exchanged: column operations then run over neighbouring elements.</summary>
    public Matrix Transposed()
    {
        var result = new Matrix(columns, rows);
        WriteTransposed(result);
        return result;
    }

    public void WriteTransposed(Matrix target)
    {
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) target[j, i] = this[i, j];
    }
}
