using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

using static torch;

/// <summary>The largest or smallest value along one dimension and the first index that has it; a NaN is found before anything else.</summary>
internal static unsafe class Extremum
{
    /// <summary>Elements worth a second thread.</summary>
    private const long Grain = 16 * 1024;

    public static void Find(TensorImpl x, int dim, bool largest, TensorImpl values, TensorImpl indices)
    {
        var reduced = new bool[x.Sizes.Length];
        reduced[dim] = true;
        var dense = Reduction.Normalize(x, reduced, out var outer, out var count, out var inner);
        switch (x.Type)
        {
            case ScalarType.Float32: Run((float*)dense.Data); break;
            case ScalarType.Float64: Run((double*)dense.Data); break;
            case ScalarType.Int64: Run((long*)dense.Data); break;
            case ScalarType.Int32: Run((int*)dense.Data); break;
            case ScalarType.Int16: Run((short*)dense.Data); break;
            case ScalarType.Int8: Run((sbyte*)dense.Data); break;
            case ScalarType.Byte or ScalarType.Bool: Run((byte*)dense.Data); break;
            default: throw Guard.Unsupported(x.Type);
        }
        dense.Release();

        void Run<T>(T* data) where T : unmanaged, INumber<T> =>
            ParallelFor.RunRange(outer * inner, Math.Max(1, Grain / count), new Loop<T>(data, (T*)values.Data, (long*)indices.Data, count, inner, largest));
    }

    private readonly struct Loop<T>(T* data, T* value, long* index, long count, long inner, bool largest) : IParallelRange where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void IParallelRange.Run(long start, long end)
        {
            for (var line = start; line < end; line++)
            {
                var at = data + line / inner * count * inner + line % inner;
                var where = inner == 1 && count <= int.MaxValue ? InRow(new ReadOnlySpan<T>(at, (int)count)) : InLine(at);
                value[line] = at[where * inner];
                index[line] = where;
            }
        }

        /// <summary>The value first, in vectors, then its place: a row that was read once is in the cache.</summary>
        private long InRow(ReadOnlySpan<T> row)
        {
            var best = largest ? TensorPrimitives.Max(row) : TensorPrimitives.Min(row);
            if (!T.IsNaN(best)) return row.IndexOf(best);
            var i = 0;
            while (!T.IsNaN(row[i])) i++;
            return i;
        }

        private long InLine(T* at)
        {
            var (best, where) = (*at, 0L);
            for (long r = 1; r < count && !T.IsNaN(best); r++)
            {
                var candidate = at[r * inner];
                if (T.IsNaN(candidate) || (largest ? candidate > best : candidate < best)) (best, where) = (candidate, r);
            }
            return where;
        }
    }
}
