using System.Numerics;
using TorchSharp.Kernels;

namespace TorchSharp.Tests.Kernels;

/// <summary>A product as the tests describe it: the layout of each operand, and the naive triple loop it is compared with.</summary>
internal sealed record Product(int M, int N, int K)
{
    /// <summary>How a matrix lies in memory.</summary>
    public enum Layout
    {
        RowMajor,

        /// <summary>Rows contiguous along the other axis: the transpose of a row-major matrix.</summary>
        Transposed,

        /// <summary>Row-major with a gap behind every row, as a slice of columns has.</summary>
        Gaps,

        /// <summary>Every third element: neither axis is contiguous.</summary>
        Scattered,
    }

    public Layout A { get; init; }

    public Layout B { get; init; }

    public bool Accumulate { get; init; }

    public bool Bias { get; init; }

    /// <summary>Distance of C's rows beyond their length.</summary>
    public int GapOfC { get; init; }

    /// <summary>Multiplies and compares every element with the naive sum in double precision.</summary>
    public void Check<T>()
        where T : unmanaged, INumber<T>
    {
        T[] result = Run<T>();
        long rowStride = N + GapOfC;
        Elements<T> a = Operand<T>(M, K, 1), b = Operand<T>(K, N, 2), bias = Elements<T>.Random(N, 3), old = Elements<T>.Random(M * rowStride, 4);
        (long aRow, long aCol) = Strides(A, M, K);
        (long bRow, long bCol) = Strides(B, K, N);

        // In the order of the sum, and in double precision.
        double[] rows = new double[M * K], columns = new double[N * K];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = a[(i / K * aRow) + (i % K * aCol)];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = b[(i % K * bRow) + (i / K * bCol)];

        // Half a unit in the last place for each of K + 2 roundings of sums below K/4 + 1; they cancel in part.
        double unit = typeof(T) == typeof(float) ? Math.Pow(2, -24) : Math.Pow(2, -53);
        double tolerance = unit * (4 + Math.Sqrt(K)) * (1 + (Math.Sqrt(K) / 4)) * 4;
        for (int i = 0; i < M; i++)
        {
            for (int j = 0; j < N; j++)
            {
                double sum = (Accumulate ? old[(i * rowStride) + j] : 0) + (Bias ? bias[j] : 0);
                for (int p = 0; p < K; p++)
                    sum += rows[(i * K) + p] * columns[(j * K) + p];
                double actual = double.CreateChecked(result[(i * rowStride) + j]);
                if (!(Math.Abs(sum - actual) <= tolerance))
                    Assert.Fail($"{this}, {typeof(T).Name}: C[{i},{j}] is {actual}, not {sum}");
            }

            for (long gap = (i * rowStride) + N; gap < (i + 1) * rowStride; gap++)
                Assert.Equal(old[gap], double.CreateChecked(result[gap]));
        }
    }

    /// <summary>C's memory after the multiplication, gaps included.</summary>
    public T[] Run<T>()
        where T : unmanaged, INumber<T>
    {
        long rowStride = N + GapOfC;
        Elements<T> a = Operand<T>(M, K, 1), b = Operand<T>(K, N, 2), bias = Elements<T>.Random(N, 3), c = Elements<T>.Random(M * rowStride, 4);
        (long aRow, long aCol) = Strides(A, M, K);
        (long bRow, long bCol) = Strides(B, K, N);
        SpanGemm.Multiply<T>(M, N, K, a.Span, aRow, aCol, b.Span, bRow, bCol, c.Span, rowStride, Accumulate, Bias ? bias.Span : default);
        Assert.True(c.IsIntactBehindTheEnd);
        return c.Span.ToArray();
    }

    private Elements<T> Operand<T>(int rows, int columns, int seed)
        where T : unmanaged, INumber<T>
        => Elements<T>.Random(Math.Max(1, (long)rows * columns * 3 + ((long)rows * 5)), seed);

    private static (long Row, long Column) Strides(Layout layout, int rows, int columns) => layout switch
    {
        Layout.Transposed => (1, rows),
        Layout.Gaps => (columns + 5, 1),
        Layout.Scattered => (3L * columns, 3),
        _ => (columns, 1),
    };
}
