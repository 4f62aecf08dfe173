using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>
/// The few vector operations a kernel is written in, for elements <typeparamref name="T"/> in vectors <typeparamref name="V"/>. Passed as
/// a struct type argument, so that the compiler builds one kernel per width with every operation inlined.
/// </summary>
internal unsafe interface ISimd<T, V>
    where T : unmanaged
    where V : unmanaged
{
    static abstract V Load(T* p);

    static abstract void Store(V v, T* p);

    /// <summary>The element at <paramref name="p"/> in all lanes.</summary>
    static abstract V Broadcast(T* p);

    /// <summary>a·b + c; one rounding where the machine has FMA, two where it has not.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    static abstract T MultiplyAdd(T a, T b, T c);

    static abstract T Add(T a, T b);

    static abstract T Sum(V v);
}
