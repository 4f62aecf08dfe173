using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using TorchSharp.Shapes;

namespace TorchSharp.Kernels;

using static torch;

/// <summary>An associative operation that folds many numbers into one.</summary>
internal interface IFold<T> where T : unmanaged
{
    static abstract T Identity { get; }

    static abstract T Fold(ReadOnlySpan<T> x);

    /// <summary>into[i] = into[i] ∘ x[i]</summary>
    static abstract void Accumulate(ReadOnlySpan<T> x, Span<T> into);
}

/// <summary>
/// Folds dimensions away. Every input is brought to the form [outer, reduced, inner]; long runs are cut at fixed places, so that
/// the rounding does not depend on the number of threads, and the pieces' results are combined as a tree.
/// </summary>
internal static unsafe class Reduction
{
    /// <summary>Elements folded before their result is combined with others': keeps float32 sums of equal numbers, the worst case, accurate to 1e-6.</summary>
    private const int Run = 256;

    /// <summary>The same for columns.</summary>
    private const int RowsPerRun = 32;

    public static void Reduce<T, TFold>(TensorImpl x, bool[] reduced, TensorImpl result) where T : unmanaged where TFold : struct, IFold<T>
    {
        if (x.IsContiguous && x.Count > 0 && TryReduceInSteps<T, TFold>(x, reduced, result)) return;
        var dense = Normalize(x, reduced, out var outer, out var count, out var inner);
        try
        {
            var data = (T*)dense.Data;
            var into = (T*)result.Data;
            if (result.Count == 0) return;
            if (count == 0) new Span<T>(into, checked((int)result.Count)).Fill(TFold.Identity);
            else if (inner == 1 && outer == 1) *into = FoldRuns<T, TFold>(data, count);
            else if (inner == 1) ParallelFor.RunRange(outer, Math.Max(1, 32768 / count), new Rows<T, TFold>(data, into, count));
            else ParallelFor.RunRange(outer * inner, Math.Max(64, 32768 / count), new Columns<T, TFold>(data, into, count, inner));
        }
        finally
        {
            dense.Release();
        }
    }

    /// <summary>Dimensions that are not neighbours: the last of them first, which leaves little to fold and moves nothing.</summary>
    private static bool TryReduceInSteps<T, TFold>(TensorImpl x, bool[] reduced, TensorImpl result) where T : unmanaged where TFold : struct, IFold<T>
    {
        var last = Array.LastIndexOf(reduced, true);
        if (last < 0) return false;
        var kept = Array.LastIndexOf(reduced, false, last);
        if (kept < 0 || Array.IndexOf(reduced, true, 0, kept) < 0) return false;

        var (first, rest, sizes) = (new bool[reduced.Length], (bool[])reduced.Clone(), (long[])x.Sizes.Clone());
        for (var d = kept + 1; d <= last; d++) (first[d], rest[d], sizes[d]) = (true, false, 1);
        var folded = TensorImpl.Allocate(x.Type, sizes);
        try
        {
            Reduce<T, TFold>(x, first, folded);
            Reduce<T, TFold>(folded, rest, result);
            return true;
        }
        finally
        {
            folded.Release();
        }
    }

    /// <summary>A dense tensor in which the reduced dimensions are neighbours; a new reference.</summary>
    public static TensorImpl Normalize(TensorImpl x, bool[] reduced, out long outer, out long count, out long inner)
    {
        var first = Array.IndexOf(reduced, true);
        var last = Array.LastIndexOf(reduced, true);
        var adjacent = first < 0 || Array.IndexOf(reduced, false, first, last - first + 1) < 0;
        (outer, count, inner) = (1, 1, 1);
        for (var d = 0; d < reduced.Length; d++)
        {
            if (reduced[d]) count *= x.Sizes[d];
            else if (adjacent && d > last && first >= 0) inner *= x.Sizes[d];
            else outer *= x.Sizes[d];
        }
        if (adjacent && x.IsContiguous) return x.Retain();

        var order = new List<int>();
        if (adjacent)
        {
            for (var d = 0; d < reduced.Length; d++) order.Add(d);
        }
        else
        {
            for (var d = 0; d < reduced.Length; d++)
                if (!reduced[d]) order.Add(d);
            for (var d = 0; d < reduced.Length; d++)
                if (reduced[d]) order.Add(d);
        }
        var view = x.Alias([.. order.Select(d => x.Sizes[d])], [.. order.Select(d => x.Strides[d])], x.Offset);
        if (view.IsContiguous) return view;
        var dense = TensorImpl.Allocate(x.Type, view.Sizes);
        Pointwise.Copy(view, dense);
        view.Release();
        return dense;
    }

    /// <summary>Runs of <see cref="Run"/> elements, then runs of their results, and so on.</summary>
    [SkipLocalsInit]
    private static T FoldRuns<T, TFold>(T* data, long count) where T : unmanaged where TFold : struct, IFold<T>
    {
        if (count <= Run) return TFold.Fold(new ReadOnlySpan<T>(data, (int)count));
        var runs = (count + Run - 1) / Run;
        if (runs <= Run)
        {
            var few = stackalloc T[(int)runs];
            FoldEach<T, TFold>(data, count, few, 0, runs);
            return FoldRuns<T, TFold>(few, runs);
        }
        var rented = ArrayPool<T>.Shared.Rent(checked((int)runs));
        try
        {
            fixed (T* many = rented)
            {
                ParallelFor.RunRange(runs, 128, new Pieces<T, TFold>(data, count, many));
                return FoldRuns<T, TFold>(many, runs);
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FoldEach<T, TFold>(T* data, long count, T* results, long start, long end) where T : unmanaged where TFold : struct, IFold<T>
    {
        for (var i = start; i < end; i++)
            results[i] = TFold.Fold(new ReadOnlySpan<T>(data + i * Run, (int)Math.Min(Run, count - i * Run)));
    }

    private readonly struct Pieces<T, TFold>(T* data, long count, T* results) : IParallelRange where T : unmanaged where TFold : struct, IFold<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void IParallelRange.Run(long start, long end)
        {
            FoldEach<T, TFold>(data, count, results, start, end);
        }
    }

    private readonly struct Rows<T, TFold>(T* data, T* result, long count) : IParallelRange where T : unmanaged where TFold : struct, IFold<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void IParallelRange.Run(long start, long end)
        {
            for (var row = start; row < end; row++) result[row] = FoldRuns<T, TFold>(data + row * count, count);
        }
    }

    private readonly struct Columns<T, TFold>(T* data, T* result, long count, long inner) : IParallelRange
        where T : unmanaged where TFold : struct, IFold<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void IParallelRange.Run(long start, long end)
        {
            // The range is over outer × inner; within one outer index, columns from..to are folded row by row.
            while (start < end)
            {
                var (block, from) = (start / inner, start % inner);
                var width = (int)Math.Min(Math.Min(inner - from, end - start), 4096);
                Fold(data + block * count * inner + from, count, new Span<T>(result + start, width));
                start += width;
            }
        }

        /// <summary>Few rows one after the other; many in pieces of a power of <see cref="RowsPerRun"/>, whose results are folded in turn.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Fold(T* columns, long rows, Span<T> into)
        {
            into.Fill(TFold.Identity);
            if (rows <= RowsPerRun)
            {
                for (long row = 0; row < rows; row++) TFold.Accumulate(new ReadOnlySpan<T>(columns + row * inner, into.Length), into);
                return;
            }
            long piece = RowsPerRun;
            while (piece * RowsPerRun < rows) piece *= RowsPerRun;
            var rented = ArrayPool<T>.Shared.Rent(into.Length);
            var partial = rented.AsSpan(0, into.Length);
            for (long row = 0; row < rows; row += piece)
            {
                Fold(columns + row * inner, Math.Min(piece, rows - row), partial);
                TFold.Accumulate(partial, into);
            }
            ArrayPool<T>.Shared.Return(rented);
        }
    }
}

/// <summary>Σ</summary>
internal readonly struct SumFold<T> : IFold<T> where T : unmanaged, INumber<T>
{
    public static T Identity => T.Zero;

    public static T Fold(ReadOnlySpan<T> x) => Vectorized.Sum(x);

    public static void Accumulate(ReadOnlySpan<T> x, Span<T> into) => Vectorized.Zip<T, Vectorized.Sum2<T>>(into, x, into);
}

/// <summary>Largest; NaN wins.</summary>
internal readonly struct MaxFold<T> : IFold<T> where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    public static T Identity => typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateSaturating(double.NegativeInfinity) : T.MinValue;

    public static T Fold(ReadOnlySpan<T> x) => TensorPrimitives.Max(x);

    public static void Accumulate(ReadOnlySpan<T> x, Span<T> into) => TensorPrimitives.Max(into, x, into);
}

/// <summary>Smallest; NaN wins.</summary>
internal readonly struct MinFold<T> : IFold<T> where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    public static T Identity => typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateSaturating(double.PositiveInfinity) : T.MaxValue;

    public static T Fold(ReadOnlySpan<T> x) => TensorPrimitives.Min(x);

    public static void Accumulate(ReadOnlySpan<T> x, Span<T> into) => TensorPrimitives.Min(into, x, into);
}
