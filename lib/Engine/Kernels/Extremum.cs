using System.Numerics;

namespace TorchSharp.Kernels;

using static torch;

/// <summary>The largest or smallest value along one dimension and the first index that has it; a NaN is found before anything else.</summary>
internal static unsafe class Extremum
{
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

        void Run<T>(T* data) where T : unmanaged, INumber<T>
        {
            var value = (T*)values.Data;
            var index = (long*)indices.Data;
            for (long o = 0; o < outer; o++)
                for (long i = 0; i < inner; i++)
                {
                    var at = data + o * count * inner + i;
                    var (best, where) = (*at, 0L);
                    for (long r = 1; r < count && !T.IsNaN(best); r++)
                    {
                        var candidate = at[r * inner];
                        if (T.IsNaN(candidate) || (largest ? candidate > best : candidate < best)) (best, where) = (candidate, r);
                    }
                    value[o * inner + i] = best;
                    index[o * inner + i] = where;
                }
        }
    }
}
