using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Product of a vector with a matrix: y[j] = initial[j] + Σ x[p]·B[p,j]. Every element of B is used once, so nothing is packed: where
/// the outputs lie side by side each job sums eight vectors of them (<see cref="Columns"/>), where the depth is contiguous it takes eight
/// scalar products at a time (<see cref="Dots"/>). A few rows x share one pass over B, whose part then comes from the first-level cache.
/// Strides are in elements.
/// </summary>
internal unsafe struct GemvBlock<T, V, S> : IParallelBody
    where T : unmanaged
    where V : unmanaged
    where S : struct, ISimd<T, V>
{
    public int Outputs, Depth, Rows;

    /// <summary>Contiguous vectors, <see cref="XRowStride"/> apart.</summary>
    public T* X;
    public nint XRowStride;

    public T* B;
    public nint OutputStride, DepthStride;

    public T* Y;
    public nint YStride, YRowStride;

    public T* Initial;
    public nint InitialStride, InitialRowStride;

    private static int Lanes => sizeof(V) / sizeof(T);

    /// <summary>Outputs one job computes: many short scalar products, or eight vectors.</summary>
    private readonly int OutputsPerJob => DepthStride == 1 ? 8 * Math.Max(1, 4096 / Depth) : IsSpread ? 32 * Lanes : 8 * Lanes;

    /// <summary>Whether rows of B lie on pages of their own, so that short stretches of them defeat the prefetcher.</summary>
    private readonly bool IsSpread => DepthStride * sizeof(T) >= 4096;

    public readonly int Jobs => (Outputs + OutputsPerJob - 1) / OutputsPerJob;

    public readonly void Run(int job)
    {
        int first = job * OutputsPerJob;
        int last = Math.Min(first + OutputsPerJob, Outputs);
        for (int j = first; j < last; j += 8)
        {
            int count = Math.Min(DepthStride == 1 ? 8 : OutputsPerJob, last - j);
            for (int row = 0; row < Rows; row++)
            {
                T* x = X + (row * XRowStride);
                T* y = Y + (row * YRowStride) + (j * YStride);
                T* initial = Initial + (row * InitialRowStride) + (j * InitialStride);
                if (DepthStride == 1)
                    Dots(x, B + (j * OutputStride), count, initial, y);
                else if (IsSpread)
                    Streams(x, B + j, count, initial, y);
                else
                    Columns(x, B + j, count, initial, y);
            }

            if (DepthStride != 1)
                return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Dots(T* x, T* b, int count, T* initial, T* y)
    {
        int lanes = sizeof(V) / sizeof(T);
        T* b0 = b + (Math.Min(0, count - 1) * OutputStride);
        T* b1 = b + (Math.Min(1, count - 1) * OutputStride);
        T* b2 = b + (Math.Min(2, count - 1) * OutputStride);
        T* b3 = b + (Math.Min(3, count - 1) * OutputStride);
        T* b4 = b + (Math.Min(4, count - 1) * OutputStride);
        T* b5 = b + (Math.Min(5, count - 1) * OutputStride);
        T* b6 = b + (Math.Min(6, count - 1) * OutputStride);
        T* b7 = b + (Math.Min(7, count - 1) * OutputStride);
        V s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        nint p = 0;
        for (; p <= Depth - lanes; p += lanes)
        {
            V v = S.Load(x + p);
            s0 = S.MultiplyAdd(v, S.Load(b0 + p), s0);
            s1 = S.MultiplyAdd(v, S.Load(b1 + p), s1);
            s2 = S.MultiplyAdd(v, S.Load(b2 + p), s2);
            s3 = S.MultiplyAdd(v, S.Load(b3 + p), s3);
            s4 = S.MultiplyAdd(v, S.Load(b4 + p), s4);
            s5 = S.MultiplyAdd(v, S.Load(b5 + p), s5);
            s6 = S.MultiplyAdd(v, S.Load(b6 + p), s6);
            s7 = S.MultiplyAdd(v, S.Load(b7 + p), s7);
        }

        T* sums = stackalloc T[8];
        sums[0] = S.Sum(s0);
        sums[1] = S.Sum(s1);
        sums[2] = S.Sum(s2);
        sums[3] = S.Sum(s3);
        sums[4] = S.Sum(s4);
        sums[5] = S.Sum(s5);
        sums[6] = S.Sum(s6);
        sums[7] = S.Sum(s7);
        for (; p < Depth; p++)
        {
            sums[0] = S.MultiplyAdd(x[p], b0[p], sums[0]);
            sums[1] = S.MultiplyAdd(x[p], b1[p], sums[1]);
            sums[2] = S.MultiplyAdd(x[p], b2[p], sums[2]);
            sums[3] = S.MultiplyAdd(x[p], b3[p], sums[3]);
            sums[4] = S.MultiplyAdd(x[p], b4[p], sums[4]);
            sums[5] = S.MultiplyAdd(x[p], b5[p], sums[5]);
            sums[6] = S.MultiplyAdd(x[p], b6[p], sums[6]);
            sums[7] = S.MultiplyAdd(x[p], b7[p], sums[7]);
        }

        for (int j = 0; j < count; j++)
            y[j * YStride] = S.Add(initial[j * InitialStride], sums[j]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Columns(T* x, T* b, int count, T* initial, T* y)
    {
        int lanes = sizeof(V) / sizeof(T);
        T* sums = stackalloc T[8 * lanes];
        if (count == 8 * lanes)
        {
            V s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
            for (int p = 0; p < Depth; p++)
            {
                V v = S.Broadcast(x + p);
                s0 = S.MultiplyAdd(v, S.Load(b), s0);
                s1 = S.MultiplyAdd(v, S.Load(b + lanes), s1);
                s2 = S.MultiplyAdd(v, S.Load(b + 2 * lanes), s2);
                s3 = S.MultiplyAdd(v, S.Load(b + 3 * lanes), s3);
                s4 = S.MultiplyAdd(v, S.Load(b + 4 * lanes), s4);
                s5 = S.MultiplyAdd(v, S.Load(b + 5 * lanes), s5);
                s6 = S.MultiplyAdd(v, S.Load(b + 6 * lanes), s6);
                s7 = S.MultiplyAdd(v, S.Load(b + 7 * lanes), s7);
                b += DepthStride;
            }

            S.Store(s0, sums);
            S.Store(s1, sums + lanes);
            S.Store(s2, sums + 2 * lanes);
            S.Store(s3, sums + 3 * lanes);
            S.Store(s4, sums + 4 * lanes);
            S.Store(s5, sums + 5 * lanes);
            S.Store(s6, sums + 6 * lanes);
            S.Store(s7, sums + 7 * lanes);
        }
        else
        {
            int j = 0;
            for (; j <= count - lanes; j += lanes)
            {
                V s = default;
                for (int p = 0; p < Depth; p++)
                    s = S.MultiplyAdd(S.Broadcast(x + p), S.Load(b + (p * DepthStride) + j), s);
                S.Store(s, sums + j);
            }

            for (; j < count; j++)
            {
                T s = default;
                for (int p = 0; p < Depth; p++)
                    s = S.MultiplyAdd(x[p], b[(p * DepthStride) + j], s);
                sums[j] = s;
            }
        }

        for (int j = 0; j < count; j++)
            y[j * YStride] = S.Add(initial[j * InitialStride], sums[j]);
    }

    /// <summary>The sums of <see cref="Columns"/>, read in long stretches of four rows at a time; the running sums stay in the first-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Streams(T* x, T* b, int count, T* initial, T* y)
    {
        int lanes = sizeof(V) / sizeof(T);
        T* sums = stackalloc T[32 * lanes];
        int whole = count / lanes * lanes;
        new Span<T>(sums, count).Clear();
        int p = 0;
        for (; p <= Depth - 4; p += 4, b += 4 * DepthStride)
        {
            T* b1 = b + DepthStride, b2 = b1 + DepthStride, b3 = b2 + DepthStride;
            V x0 = S.Broadcast(x + p), x1 = S.Broadcast(x + p + 1), x2 = S.Broadcast(x + p + 2), x3 = S.Broadcast(x + p + 3);
            for (nint j = 0; j < whole; j += lanes)
            {
                V s = S.MultiplyAdd(x0, S.Load(b + j), S.Load(sums + j));
                s = S.MultiplyAdd(x1, S.Load(b1 + j), s);
                s = S.MultiplyAdd(x2, S.Load(b2 + j), s);
                S.Store(S.MultiplyAdd(x3, S.Load(b3 + j), s), sums + j);
            }

            for (int j = whole; j < count; j++)
            {
                T s = S.MultiplyAdd(x[p + 1], b1[j], S.MultiplyAdd(x[p], b[j], sums[j]));
                sums[j] = S.MultiplyAdd(x[p + 3], b3[j], S.MultiplyAdd(x[p + 2], b2[j], s));
            }
        }

        for (; p < Depth; p++, b += DepthStride)
        {
            for (nint j = 0; j < whole; j += lanes)
                S.Store(S.MultiplyAdd(S.Broadcast(x + p), S.Load(b + j), S.Load(sums + j)), sums + j);
            for (int j = whole; j < count; j++)
                sums[j] = S.MultiplyAdd(x[p], b[j], sums[j]);
        }

        for (int j = 0; j < count; j++)
            y[j * YStride] = S.Add(initial[j * InitialStride], sums[j]);
    }
}
