using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

using static torch;

/// <summary>result = condition ? x : y, for elements of any one type.</summary>
internal static unsafe class Choose
{
    private const int Chunk = 1024;

    public static void Run(TensorImpl condition, TensorImpl x, TensorImpl y, TensorImpl result)
    {
        switch (result.Type)
        {
            case ScalarType.Float32: Run<float>(condition, x, y, result); break;
            case ScalarType.Float64: Run<double>(condition, x, y, result); break;
            case ScalarType.Int64: Run<long>(condition, x, y, result); break;
            case ScalarType.Int32: Run<int>(condition, x, y, result); break;
            case ScalarType.Int16: Run<short>(condition, x, y, result); break;
            case ScalarType.Int8: Run<sbyte>(condition, x, y, result); break;
            case ScalarType.Byte: Run<byte>(condition, x, y, result); break;
            case ScalarType.Bool: Run<bool>(condition, x, y, result); break;
            default: throw Guard.Unsupported(result.Type);
        }
    }

    private static void Run<T>(TensorImpl condition, TensorImpl x, TensorImpl y, TensorImpl result) where T : unmanaged =>
        ParallelFor.RunRange(result.Count, Chunk * 8L, new Loop<T>(
            new Operand(condition, result.Sizes), new Operand(x, result.Sizes), new Operand(y, result.Sizes), (T*)result.Data));

    private readonly struct Loop<T>(Operand condition, Operand x, Operand y, T* result) : IParallelRange where T : unmanaged
    {
        [SkipLocalsInit]
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long start, long end)
        {
            var choice = stackalloc bool[Chunk];
            var a = stackalloc T[Chunk];
            var b = stackalloc T[Chunk];
            for (var at = start; at < end; at += Chunk)
            {
                var n = (int)Math.Min(Chunk, end - at);
                condition.Load(at, n, choice);
                x.Load(at, n, a);
                y.Load(at, n, b);
                for (var i = 0; i < n; i++) result[at + i] = choice[i] ? a[i] : b[i];
            }
        }
    }
}
