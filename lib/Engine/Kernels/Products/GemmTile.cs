using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Kernels;

/// <summary>
/// The micro-kernels: a tile of C stays in registers while one column of A and one row of B after the other pass by, an outer product
/// each (Goto &amp; van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008, section 6).
/// <para>
/// Eight rows by three vectors take 24 accumulators, three vectors of B and one broadcast element of A: 28 of the 32 registers of
/// AVX-512 and of Arm, and eleven loads for 24 multiplications. Four rows take the 16 registers of AVX2 and SSE exactly.
/// </para>
/// The strides of A are free, so that one kernel reads packed panels as well as matrices where they lie; or its elements are found by two
/// lists of offsets, one for rows and one for depth, so that a convolution reads the image itself in place of a matrix of columns.
/// Unrolled by hand: only named locals are sure to live in registers.
/// </summary>
internal static unsafe class GemmTile
{
    /// <summary>Rows of a full tile: eight where there are 32 vector registers, else four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RowsFor()
        => Avx512F.VL.IsSupported || AdvSimd.Arm64.IsSupported ? 8 : 4;

    /// <summary>One tile, one to three vectors wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Compute<T, V, S, D>(in TileOperands<T> tile, int vectors)
        where T : unmanaged
        where V : unmanaged
        where S : struct, ISimd<T, V>
        where D : struct, IStepsOfA
    {
        if (tile.Rows > 4)
        {
            if (vectors == 3)
                Rows8<T, V, S, Three, D>(tile);
            else if (vectors == 2)
                Rows8<T, V, S, Two, D>(tile);
            else
                Rows8<T, V, S, One, D>(tile);
        }
        else if (vectors == 3)
            Rows4<T, V, S, Three, D>(tile);
        else if (vectors == 2)
            Rows4<T, V, S, Two, D>(tile);
        else
            Rows4<T, V, S, One, D>(tile);
    }

    /// <summary>Where row <paramref name="row"/> of the tile lies from its first, in bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint RowOfA<T, D>(in TileOperands<T> t, int row)
        where T : unmanaged
        where D : struct, IStepsOfA
        => typeof(D) == typeof(Listed) ? t.RowOffsets[row] - t.RowOffsets[0] : row < t.Rows ? row * t.ARowStride : 0;

    /// <summary>8 rows of C by one to three vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows8<T, V, S, W, D>(in TileOperands<T> t)
        where T : unmanaged
        where V : unmanaged
        where S : struct, ISimd<T, V>
        where W : struct, IVectorsPerRow
        where D : struct, IStepsOfA
    {
        int lanes = sizeof(V) / sizeof(T);
        nint step = t.AColStride;
        nint bRow = t.BRowStride;
        nint a1 = RowOfA<T, D>(t, 1);
        nint a2 = RowOfA<T, D>(t, 2);
        nint a3 = RowOfA<T, D>(t, 3);
        nint a4 = RowOfA<T, D>(t, 4);
        nint a5 = RowOfA<T, D>(t, 5);
        nint a6 = RowOfA<T, D>(t, 6);
        nint a7 = RowOfA<T, D>(t, 7);

        T* c = t.Initial;
        nint cRow = t.InitialRowStride;
        V c00 = S.Load((T*)((byte*)c + 0 * cRow));
        V c10 = S.Load((T*)((byte*)c + 1 * cRow));
        V c20 = S.Load((T*)((byte*)c + 2 * cRow));
        V c30 = S.Load((T*)((byte*)c + 3 * cRow));
        V c40 = S.Load((T*)((byte*)c + 4 * cRow));
        V c50 = S.Load((T*)((byte*)c + 5 * cRow));
        V c60 = S.Load((T*)((byte*)c + 6 * cRow));
        V c70 = S.Load((T*)((byte*)c + 7 * cRow));

        V c01 = default, c11 = default, c21 = default, c31 = default, c41 = default, c51 = default, c61 = default, c71 = default;
        if (typeof(W) != typeof(One))
        {
            c01 = S.Load((T*)((byte*)c + 0 * cRow) + lanes);
            c11 = S.Load((T*)((byte*)c + 1 * cRow) + lanes);
            c21 = S.Load((T*)((byte*)c + 2 * cRow) + lanes);
            c31 = S.Load((T*)((byte*)c + 3 * cRow) + lanes);
            c41 = S.Load((T*)((byte*)c + 4 * cRow) + lanes);
            c51 = S.Load((T*)((byte*)c + 5 * cRow) + lanes);
            c61 = S.Load((T*)((byte*)c + 6 * cRow) + lanes);
            c71 = S.Load((T*)((byte*)c + 7 * cRow) + lanes);
        }

        V c02 = default, c12 = default, c22 = default, c32 = default, c42 = default, c52 = default, c62 = default, c72 = default;
        if (typeof(W) == typeof(Three))
        {
            c02 = S.Load((T*)((byte*)c + 0 * cRow) + 2 * lanes);
            c12 = S.Load((T*)((byte*)c + 1 * cRow) + 2 * lanes);
            c22 = S.Load((T*)((byte*)c + 2 * cRow) + 2 * lanes);
            c32 = S.Load((T*)((byte*)c + 3 * cRow) + 2 * lanes);
            c42 = S.Load((T*)((byte*)c + 4 * cRow) + 2 * lanes);
            c52 = S.Load((T*)((byte*)c + 5 * cRow) + 2 * lanes);
            c62 = S.Load((T*)((byte*)c + 6 * cRow) + 2 * lanes);
            c72 = S.Load((T*)((byte*)c + 7 * cRow) + 2 * lanes);
        }

        byte* first = (byte*)t.A + (typeof(D) == typeof(Listed) ? t.RowOffsets[0] : 0);
        byte* a = first;
        nint* offset = t.DepthOffsets;
        byte* b = (byte*)t.B;
        for (nint k = t.Depth; k > 0; k--)
        {
            V b0 = S.Load((T*)b);
            V b1 = typeof(W) != typeof(One) ? S.Load((T*)b + lanes) : default;
            V b2 = typeof(W) == typeof(Three) ? S.Load((T*)b + 2 * lanes) : default;
            b += bRow;
            if (typeof(D) == typeof(Listed))
                a = first + *offset++;

            V r = S.Broadcast((T*)(a));
            c00 = S.MultiplyAdd(r, b0, c00);
            if (typeof(W) != typeof(One))
                c01 = S.MultiplyAdd(r, b1, c01);
            if (typeof(W) == typeof(Three))
                c02 = S.MultiplyAdd(r, b2, c02);
            r = S.Broadcast((T*)((a + a1)));
            c10 = S.MultiplyAdd(r, b0, c10);
            if (typeof(W) != typeof(One))
                c11 = S.MultiplyAdd(r, b1, c11);
            if (typeof(W) == typeof(Three))
                c12 = S.MultiplyAdd(r, b2, c12);
            r = S.Broadcast((T*)((a + a2)));
            c20 = S.MultiplyAdd(r, b0, c20);
            if (typeof(W) != typeof(One))
                c21 = S.MultiplyAdd(r, b1, c21);
            if (typeof(W) == typeof(Three))
                c22 = S.MultiplyAdd(r, b2, c22);
            r = S.Broadcast((T*)((a + a3)));
            c30 = S.MultiplyAdd(r, b0, c30);
            if (typeof(W) != typeof(One))
                c31 = S.MultiplyAdd(r, b1, c31);
            if (typeof(W) == typeof(Three))
                c32 = S.MultiplyAdd(r, b2, c32);
            r = S.Broadcast((T*)((a + a4)));
            c40 = S.MultiplyAdd(r, b0, c40);
            if (typeof(W) != typeof(One))
                c41 = S.MultiplyAdd(r, b1, c41);
            if (typeof(W) == typeof(Three))
                c42 = S.MultiplyAdd(r, b2, c42);
            r = S.Broadcast((T*)((a + a5)));
            c50 = S.MultiplyAdd(r, b0, c50);
            if (typeof(W) != typeof(One))
                c51 = S.MultiplyAdd(r, b1, c51);
            if (typeof(W) == typeof(Three))
                c52 = S.MultiplyAdd(r, b2, c52);
            r = S.Broadcast((T*)((a + a6)));
            c60 = S.MultiplyAdd(r, b0, c60);
            if (typeof(W) != typeof(One))
                c61 = S.MultiplyAdd(r, b1, c61);
            if (typeof(W) == typeof(Three))
                c62 = S.MultiplyAdd(r, b2, c62);
            r = S.Broadcast((T*)((a + a7)));
            c70 = S.MultiplyAdd(r, b0, c70);
            if (typeof(W) != typeof(One))
                c71 = S.MultiplyAdd(r, b1, c71);
            if (typeof(W) == typeof(Three))
                c72 = S.MultiplyAdd(r, b2, c72);
            if (typeof(D) == typeof(Strided))
                a += step;
        }

        c = t.C;
        cRow = t.CRowStride;
        S.Store(c00, (T*)((byte*)c + 0 * cRow));
        S.Store(c10, (T*)((byte*)c + 1 * cRow));
        S.Store(c20, (T*)((byte*)c + 2 * cRow));
        S.Store(c30, (T*)((byte*)c + 3 * cRow));
        S.Store(c40, (T*)((byte*)c + 4 * cRow));
        S.Store(c50, (T*)((byte*)c + 5 * cRow));
        S.Store(c60, (T*)((byte*)c + 6 * cRow));
        S.Store(c70, (T*)((byte*)c + 7 * cRow));

        if (typeof(W) != typeof(One))
        {
            S.Store(c01, (T*)((byte*)c + 0 * cRow) + lanes);
            S.Store(c11, (T*)((byte*)c + 1 * cRow) + lanes);
            S.Store(c21, (T*)((byte*)c + 2 * cRow) + lanes);
            S.Store(c31, (T*)((byte*)c + 3 * cRow) + lanes);
            S.Store(c41, (T*)((byte*)c + 4 * cRow) + lanes);
            S.Store(c51, (T*)((byte*)c + 5 * cRow) + lanes);
            S.Store(c61, (T*)((byte*)c + 6 * cRow) + lanes);
            S.Store(c71, (T*)((byte*)c + 7 * cRow) + lanes);
        }

        if (typeof(W) == typeof(Three))
        {
            S.Store(c02, (T*)((byte*)c + 0 * cRow) + 2 * lanes);
            S.Store(c12, (T*)((byte*)c + 1 * cRow) + 2 * lanes);
            S.Store(c22, (T*)((byte*)c + 2 * cRow) + 2 * lanes);
            S.Store(c32, (T*)((byte*)c + 3 * cRow) + 2 * lanes);
            S.Store(c42, (T*)((byte*)c + 4 * cRow) + 2 * lanes);
            S.Store(c52, (T*)((byte*)c + 5 * cRow) + 2 * lanes);
            S.Store(c62, (T*)((byte*)c + 6 * cRow) + 2 * lanes);
            S.Store(c72, (T*)((byte*)c + 7 * cRow) + 2 * lanes);
        }
    }

    /// <summary>4 rows of C by one to three vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows4<T, V, S, W, D>(in TileOperands<T> t)
        where T : unmanaged
        where V : unmanaged
        where S : struct, ISimd<T, V>
        where W : struct, IVectorsPerRow
        where D : struct, IStepsOfA
    {
        int lanes = sizeof(V) / sizeof(T);
        nint step = t.AColStride;
        nint bRow = t.BRowStride;
        nint a1 = RowOfA<T, D>(t, 1);
        nint a2 = RowOfA<T, D>(t, 2);
        nint a3 = RowOfA<T, D>(t, 3);

        T* c = t.Initial;
        nint cRow = t.InitialRowStride;
        V c00 = S.Load((T*)((byte*)c + 0 * cRow));
        V c10 = S.Load((T*)((byte*)c + 1 * cRow));
        V c20 = S.Load((T*)((byte*)c + 2 * cRow));
        V c30 = S.Load((T*)((byte*)c + 3 * cRow));

        V c01 = default, c11 = default, c21 = default, c31 = default;
        if (typeof(W) != typeof(One))
        {
            c01 = S.Load((T*)((byte*)c + 0 * cRow) + lanes);
            c11 = S.Load((T*)((byte*)c + 1 * cRow) + lanes);
            c21 = S.Load((T*)((byte*)c + 2 * cRow) + lanes);
            c31 = S.Load((T*)((byte*)c + 3 * cRow) + lanes);
        }

        V c02 = default, c12 = default, c22 = default, c32 = default;
        if (typeof(W) == typeof(Three))
        {
            c02 = S.Load((T*)((byte*)c + 0 * cRow) + 2 * lanes);
            c12 = S.Load((T*)((byte*)c + 1 * cRow) + 2 * lanes);
            c22 = S.Load((T*)((byte*)c + 2 * cRow) + 2 * lanes);
            c32 = S.Load((T*)((byte*)c + 3 * cRow) + 2 * lanes);
        }

        byte* first = (byte*)t.A + (typeof(D) == typeof(Listed) ? t.RowOffsets[0] : 0);
        byte* a = first;
        nint* offset = t.DepthOffsets;
        byte* b = (byte*)t.B;
        for (nint k = t.Depth; k > 0; k--)
        {
            V b0 = S.Load((T*)b);
            V b1 = typeof(W) != typeof(One) ? S.Load((T*)b + lanes) : default;
            V b2 = typeof(W) == typeof(Three) ? S.Load((T*)b + 2 * lanes) : default;
            b += bRow;
            if (typeof(D) == typeof(Listed))
                a = first + *offset++;

            V r = S.Broadcast((T*)(a));
            c00 = S.MultiplyAdd(r, b0, c00);
            if (typeof(W) != typeof(One))
                c01 = S.MultiplyAdd(r, b1, c01);
            if (typeof(W) == typeof(Three))
                c02 = S.MultiplyAdd(r, b2, c02);
            r = S.Broadcast((T*)((a + a1)));
            c10 = S.MultiplyAdd(r, b0, c10);
            if (typeof(W) != typeof(One))
                c11 = S.MultiplyAdd(r, b1, c11);
            if (typeof(W) == typeof(Three))
                c12 = S.MultiplyAdd(r, b2, c12);
            r = S.Broadcast((T*)((a + a2)));
            c20 = S.MultiplyAdd(r, b0, c20);
            if (typeof(W) != typeof(One))
                c21 = S.MultiplyAdd(r, b1, c21);
            if (typeof(W) == typeof(Three))
                c22 = S.MultiplyAdd(r, b2, c22);
            r = S.Broadcast((T*)((a + a3)));
            c30 = S.MultiplyAdd(r, b0, c30);
            if (typeof(W) != typeof(One))
                c31 = S.MultiplyAdd(r, b1, c31);
            if (typeof(W) == typeof(Three))
                c32 = S.MultiplyAdd(r, b2, c32);
            if (typeof(D) == typeof(Strided))
                a += step;
        }

        c = t.C;
        cRow = t.CRowStride;
        S.Store(c00, (T*)((byte*)c + 0 * cRow));
        S.Store(c10, (T*)((byte*)c + 1 * cRow));
        S.Store(c20, (T*)((byte*)c + 2 * cRow));
        S.Store(c30, (T*)((byte*)c + 3 * cRow));

        if (typeof(W) != typeof(One))
        {
            S.Store(c01, (T*)((byte*)c + 0 * cRow) + lanes);
            S.Store(c11, (T*)((byte*)c + 1 * cRow) + lanes);
            S.Store(c21, (T*)((byte*)c + 2 * cRow) + lanes);
            S.Store(c31, (T*)((byte*)c + 3 * cRow) + lanes);
        }

        if (typeof(W) == typeof(Three))
        {
            S.Store(c02, (T*)((byte*)c + 0 * cRow) + 2 * lanes);
            S.Store(c12, (T*)((byte*)c + 1 * cRow) + 2 * lanes);
            S.Store(c22, (T*)((byte*)c + 2 * cRow) + 2 * lanes);
            S.Store(c32, (T*)((byte*)c + 3 * cRow) + 2 * lanes);
        }
    }
}
