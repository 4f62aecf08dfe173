using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>
/// C = A·B, C += A·B, with a bias per column: matrices of any strides. The scheme is Goto's (Goto &amp; van de Geijn 2008) in the form of
/// BLIS (Van Zee &amp; van de Geijn, ACM TOMS 41(3), 2015): blocks that fit the caches, packed panels, and one micro-kernel in registers.
/// Threads share out tiles of C and never the sum itself, so the bits of the result do not depend on their number.
/// </summary>
internal static unsafe class Gemm
{
    /// <summary>Bytes of one row of a block of A, that is, its depth: enough that C's tiles are read and written rarely,
    /// little enough that a tile of A (25 KB) stays in the first-level cache and some panels of B (150 KB) in the second.</summary>
    private const int DepthBytes = 3200;

    /// <summary>Rows and columns of the largest block; its packed panels take some megabytes.</summary>
    private const int BlockRows = 3072, BlockColumns = 3072;

    /// <summary>Multiplications below which waking others costs more than it gains.</summary>
    private const long ParallelProducts = 100_000;

    /// <summary>Multiplications worth a job of their own: a microsecond or more.</summary>
    private const long JobProducts = 60_000;

    /// <summary>Most row tiles of a job.</summary>
    private const int TilesPerJob = 32;

    /// <summary>Up to so many rows, scalar products with B as it lies are faster than packing its transpose.</summary>
    private const int RowsOfScalarProducts = 6;

    /// <summary>Up to so many columns, which would leave most of a vector empty, likewise.</summary>
    private const int ColumnsOfScalarProducts = 4;

    /// <summary>Up to so many passes over a transposed A cost less than packing it (measured on Zen 4).</summary>
    private const int PanelsWithoutPacking = 8;

    /// <summary>Elements below which the caller packs alone.</summary>
    private const long ParallelPacking = 16_384;

    [ThreadStatic]
    private static NativeBuffer? panels;

    private static readonly byte* Zeros = (byte*)NativeMemory.AlignedAlloc(256, 64);

    static Gemm() => NativeMemory.Clear(Zeros, 256);

    /// <summary>
    /// C[m,n] = A[m,k]·B[k,n] (+ C if <paramref name="accumulate"/>) (+ <paramref name="bias"/>[n]). Strides in elements; C's columns are
    /// contiguous. C must not overlap the others.
    /// </summary>
    public static void Multiply(
        int m, int n, int k, float* a, long aRowStride, long aColStride, float* b, long bRowStride, long bColStride,
        float* c, long cRowStride, bool accumulate, float* bias = null)
    {
        if (Vector512.IsHardwareAccelerated)
            Multiply<float, Vector512<float>, Single512>(m, n, k, a, aRowStride, aColStride, b, bRowStride, bColStride, c, cRowStride, accumulate, bias);
        else if (Vector256.IsHardwareAccelerated)
            Multiply<float, Vector256<float>, Single256>(m, n, k, a, aRowStride, aColStride, b, bRowStride, bColStride, c, cRowStride, accumulate, bias);
        else
            Multiply<float, Vector128<float>, Single128>(m, n, k, a, aRowStride, aColStride, b, bRowStride, bColStride, c, cRowStride, accumulate, bias);
    }

    /// <inheritdoc cref="Multiply(int, int, int, float*, long, long, float*, long, long, float*, long, bool, float*)"/>
    public static void Multiply(
        int m, int n, int k, double* a, long aRowStride, long aColStride, double* b, long bRowStride, long bColStride,
        double* c, long cRowStride, bool accumulate, double* bias = null)
    {
        if (Vector512.IsHardwareAccelerated)
            Multiply<double, Vector512<double>, Double512>(m, n, k, a, aRowStride, aColStride, b, bRowStride, bColStride, c, cRowStride, accumulate, bias);
        else if (Vector256.IsHardwareAccelerated)
            Multiply<double, Vector256<double>, Double256>(m, n, k, a, aRowStride, aColStride, b, bRowStride, bColStride, c, cRowStride, accumulate, bias);
        else
            Multiply<double, Vector128<double>, Double128>(m, n, k, a, aRowStride, aColStride, b, bRowStride, bColStride, c, cRowStride, accumulate, bias);
    }

    /// <summary><paramref name="batch"/> products of one shape; a batch stride of 0 uses the same matrix in all of them.</summary>
    public static void BatchedMultiply(
        int batch, int m, int n, int k, float* a, long aBatchStride, long aRowStride, long aColStride,
        float* b, long bBatchStride, long bRowStride, long bColStride, float* c, long cBatchStride, long cRowStride, bool accumulate)
        => GemmBatch<float>.Run(batch, new(m, n, k, a, aBatchStride, aRowStride, aColStride, b, bBatchStride, bRowStride, bColStride, c, cBatchStride, cRowStride, accumulate));

    /// <inheritdoc cref="BatchedMultiply(int, int, int, int, float*, long, long, long, float*, long, long, long, float*, long, long, bool)"/>
    public static void BatchedMultiply(
        int batch, int m, int n, int k, double* a, long aBatchStride, long aRowStride, long aColStride,
        double* b, long bBatchStride, long bRowStride, long bColStride, double* c, long cBatchStride, long cRowStride, bool accumulate)
        => GemmBatch<double>.Run(batch, new(m, n, k, a, aBatchStride, aRowStride, aColStride, b, bBatchStride, bRowStride, bColStride, c, cBatchStride, cRowStride, accumulate));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<T, V, S>(
        int m, int n, int k, T* a, long aRowStride, long aColStride, T* b, long bRowStride, long bColStride,
        T* c, long cRowStride, bool accumulate, T* bias)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, ISimd<T, V>
    {
        if (m <= 0 || n <= 0)
            return;
        if (accumulate && bias != null)
        {
            for (int i = 0; i < m; i++)
                for (int j = 0; j < n; j++)
                    c[(i * cRowStride) + j] += bias[j];
        }

        if (k <= 0)
        {
            for (int i = 0; i < m && !accumulate; i++)
            {
                var row = new Span<T>(c + (i * cRowStride), n);
                if (bias != null)
                    new Span<T>(bias, n).CopyTo(row);
                else
                    row.Clear();
            }

            return;
        }

        if (TryMultiplyVectors<T, V, S>(m, n, k, a, aRowStride, aColStride, b, bRowStride, bColStride, c, cRowStride, accumulate, bias))
            return;

        int depthBlocks = (int)(((long)k * sizeof(T) + DepthBytes - 1) / DepthBytes);
        int depth = ((k + depthBlocks - 1) / depthBlocks + 7) & ~7;
        var block = new GemmBlock<T, V, S>
        {
            ARowStride = (nint)aRowStride,
            AColStride = (nint)aColStride,
            BRowStride = (nint)bRowStride,
            BColStride = (nint)bColStride,
            CRowStride = (nint)cRowStride,
        };

        for (int column = 0; column < n; column += BlockColumns)
        {
            block.Columns = Math.Min(BlockColumns, n - column);
            for (int p = 0; p < k; p += depth)
            {
                block.Depth = Math.Min(depth, k - p);
                block.B = b + (p * bRowStride) + (column * bColStride);
                for (int row = 0; row < m; row += BlockRows)
                {
                    block.Rows = Math.Min(BlockRows, m - row);
                    block.A = a + (row * aRowStride) + (p * aColStride);
                    block.C = c + (row * cRowStride) + column;
                    block.InitialFollowsColumns = true;
                    if (accumulate || p > 0)
                    {
                        block.Initial = block.C;
                        block.InitialRowStride = block.CRowStride;
                    }
                    else if (bias != null)
                    {
                        block.Initial = bias + column;
                        block.InitialRowStride = 0;
                    }
                    else
                    {
                        block.Initial = (T*)Zeros;
                        block.InitialRowStride = 0;
                        block.InitialFollowsColumns = false;
                    }

                    block.HasPanelsOfB = row > 0;
                    Run(ref block);
                }
            }
        }
    }

    /// <summary>Products with a vector, and with a few rows where they would have to transpose B for nothing.</summary>
    private static bool TryMultiplyVectors<T, V, S>(
        int m, int n, int k, T* a, long aRowStride, long aColStride, T* b, long bRowStride, long bColStride,
        T* c, long cRowStride, bool accumulate, T* bias)
        where T : unmanaged, INumber<T>
        where V : unmanaged
        where S : struct, ISimd<T, V>
    {
        GemvBlock<T, V, S> block;
        block.Depth = k;
        if ((m == 1 && (bColStride == 1 || bRowStride == 1)) || (m <= RowsOfScalarProducts && bRowStride == 1 && n > 1))
        {
            block.Outputs = n;
            block.Rows = m;
            block.X = Contiguous(a, aRowStride, aColStride, m, k, out block.XRowStride);
            block.B = b;
            block.OutputStride = (nint)bColStride;
            block.DepthStride = (nint)bRowStride;
            block.Y = c;
            block.YStride = 1;
            block.YRowStride = (nint)cRowStride;
            block.Initial = accumulate ? c : bias != null ? bias : (T*)Zeros;
            block.InitialStride = accumulate || bias != null ? 1 : 0;
            block.InitialRowStride = accumulate ? (nint)cRowStride : 0;
        }
        else if ((n == 1 && (aRowStride == 1 || aColStride == 1)) || (n <= ColumnsOfScalarProducts && aColStride == 1))
        {
            // The same with A's rows for B's columns.
            block.Outputs = m;
            block.Rows = n;
            block.X = Contiguous(b, bColStride, bRowStride, n, k, out block.XRowStride);
            block.B = a;
            block.OutputStride = (nint)aRowStride;
            block.DepthStride = (nint)aColStride;
            block.Y = c;
            block.YStride = (nint)cRowStride;
            block.YRowStride = 1;
            block.Initial = accumulate ? c : bias != null ? bias : (T*)Zeros;
            block.InitialStride = accumulate ? (nint)cRowStride : 0;
            block.InitialRowStride = accumulate || bias != null ? 1 : 0;
        }
        else
        {
            return false;
        }

        int jobs = block.Jobs;
        if ((long)m * n * k < ParallelProducts)
        {
            for (int job = 0; job < jobs; job++)
                block.Run(job);
        }
        else
        {
            ParallelFor.Run(jobs, block);
        }

        return true;
    }

    /// <summary>The rows themselves if their elements are contiguous, else a copy.</summary>
    private static T* Contiguous<T>(T* rows, long rowStride, long colStride, int count, int length, out nint stride)
        where T : unmanaged
    {
        if (colStride == 1)
        {
            stride = (nint)rowStride;
            return rows;
        }

        stride = length;
        T* copy = (T*)(panels ??= new NativeBuffer()).Ensure((nuint)((long)count * length * sizeof(T)));
        for (int i = 0; i < count; i++)
            for (int p = 0; p < length; p++)
                copy[((nint)i * length) + p] = rows[(i * rowStride) + (p * colStride)];
        return copy;
    }

    private static void Run<T, V, S>(ref GemmBlock<T, V, S> block)
        where T : unmanaged
        where V : unmanaged
        where S : struct, ISimd<T, V>
    {
        long products = (long)block.Rows * block.Columns * block.Depth;
        int threads = products < ParallelProducts || ParallelFor.IsInsideLoop ? 1 : ParallelFor.ThreadCount;

        // The kernel reads A where it lies if that is kind to the caches: rows that do not all fall into the same sets, or a transposed A
        // that is not read often. B is worth packing as soon as more than two tiles read it.
        int tileRows = GemmBlock<T, V, S>.TileRows;
        bool packA = block.AColStride == 1
            ? block.ARowStride * sizeof(T) % 2048 == 0 && block.Panels > 1
            : block.Panels > PanelsWithoutPacking;
        if (!block.HasPanelsOfB)
            block.PacksB = block.BColStride != 1 || (block.RowTiles > 2 && (long)block.Columns * block.Depth > 4096);

        // B's panels lie first: they outlive A's from one block of rows to the next, none of which is larger than the first.
        nint sizeA = packA ? (nint)block.RowTiles * tileRows * block.Depth : 0;
        nint sizeB = block.PacksB
            ? (nint)block.Panels * GemmBlock<T, V, S>.PanelWidth * block.Depth
            : block.LastPanelIsRagged ? (nint)GemmBlock<T, V, S>.PanelWidth * block.Depth : 0;
        T* memory = sizeA + sizeB > 0 ? (T*)(panels ??= new NativeBuffer()).Ensure((nuint)((sizeA + sizeB) * sizeof(T))) : null;
        block.PackedB = memory;
        block.PackedA = packA ? memory + sizeB : null;

        // Many jobs even out the threads' loads, large ones reuse a panel of B more often.
        long job = Math.Max(JobProducts, products / (threads * 32));
        int tilesPerJob = (int)Math.Clamp(job / ((long)tileRows * Math.Min(GemmBlock<T, V, S>.PanelWidth, block.Columns) * block.Depth), 1, TilesPerJob);
        int rowJobs = (block.RowTiles + tilesPerJob - 1) / tilesPerJob;
        block.TilesPerJob = (block.RowTiles + rowJobs - 1) / rowJobs;

        int packingJobs = block.PackingJobs;
        if (threads == 1 || sizeA + sizeB < ParallelPacking)
        {
            for (int i = 0; i < packingJobs; i++)
                block.Pack(i);
        }
        else
        {
            ParallelFor.Run(packingJobs, new GemmBlock<T, V, S>.PackingBody(block));
        }

        int jobs = block.ComputingJobs;
        if (threads == 1)
        {
            for (int i = 0; i < jobs; i++)
                block.Compute(i);
        }
        else
        {
            ParallelFor.Run(jobs, new GemmBlock<T, V, S>.ComputingBody(block));
        }
    }
}
