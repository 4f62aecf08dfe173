using System.Numerics;
using System.Runtime.CompilerServices;
using TorchSharp.Shapes;

namespace TorchSharp.Kernels;

using static torch;

/// <summary>y = f(x) on dense spans; the struct may carry parameters.</summary>
internal interface IUnaryOp
{
    void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>;
}

/// <summary>y = f(x) on dense spans of floating-point numbers.</summary>
internal interface IFloatUnaryOp
{
    void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>z = f(x, y) on dense spans.</summary>
internal interface IBinaryOp
{
    void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T>;
}

/// <summary>z = f(x, y) on dense spans of floating-point numbers.</summary>
internal interface IFloatBinaryOp
{
    void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>z = f(x, y) ∈ {0, 1} on dense spans.</summary>
internal interface IComparisonOp
{
    void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<byte> z) where T : unmanaged, INumber<T>;
}

/// <summary>
/// Runs elementwise operations over tensors of any strides and shapes that broadcast: dense operands are used in place and in
/// parallel pieces; others pass through a chunk small enough to stay in the first-level cache.
/// </summary>
internal static unsafe class Pointwise
{
    /// <summary>Elements that a strided operand is gathered by: three operands of doubles are 24 KiB.</summary>
    private const int Chunk = 1024;

    /// <summary>Elements below which a second thread costs more than it brings.</summary>
    private const long Grain = 16 * 1024;

    /// <summary>Bytes that one thread copies as fast as two.</summary>
    private const long CopyGrain = 128 * 1024;

    public static Tensor Unary<TOp>(TOp op, Tensor x, Tensor? into = null) where TOp : struct, IUnaryOp
    {
        var impl = x.Impl;
        var result = into?.Impl ?? TensorImpl.AllocateLike(impl.Type, impl);
        switch (impl.Type)
        {
            case ScalarType.Float32: Map<float, float, AnyUnary<float, TOp>>(new(op), impl, result); break;
            case ScalarType.Float64: Map<double, double, AnyUnary<double, TOp>>(new(op), impl, result); break;
            case ScalarType.Int64: Map<long, long, AnyUnary<long, TOp>>(new(op), impl, result); break;
            case ScalarType.Int32: Map<int, int, AnyUnary<int, TOp>>(new(op), impl, result); break;
            case ScalarType.Int16: Map<short, short, AnyUnary<short, TOp>>(new(op), impl, result); break;
            case ScalarType.Int8: Map<sbyte, sbyte, AnyUnary<sbyte, TOp>>(new(op), impl, result); break;
            case ScalarType.Byte or ScalarType.Bool: Map<byte, byte, AnyUnary<byte, TOp>>(new(op), impl, result); break;
            default: throw Guard.Unsupported(impl.Type);
        }
        KeepAlive(x, x, into);
        return into ?? new Tensor(result);
    }

    /// <summary>Integers are taken as the default floating type.</summary>
    public static Tensor FloatUnary<TOp>(TOp op, Tensor x, Tensor? into = null) where TOp : struct, IFloatUnaryOp
    {
        var impl = x.Impl;
        var type = impl.Type.ToFloating();
        var result = into?.Impl ?? TensorImpl.AllocateLike(type, impl);
        RequireStorable(type, result.Type);
        if (type == ScalarType.Float64) Map<double, double, FloatUnaryMap<double, TOp>>(new(op), impl, result);
        else Map<float, float, FloatUnaryMap<float, TOp>>(new(op), impl, result);
        KeepAlive(x, x, into);
        return into ?? new Tensor(result);
    }

    public static Tensor Binary<TOp>(TOp op, Tensor x, Tensor y, Tensor? into = null) where TOp : struct, IBinaryOp
    {
        var type = ResultType(x, y);
        var (a, b, result) = Prepare(x, y, type, into);
        switch (type)
        {
            case ScalarType.Float32: Zip<float, float, AnyBinary<float, TOp>>(new(op), a, b, result); break;
            case ScalarType.Float64: Zip<double, double, AnyBinary<double, TOp>>(new(op), a, b, result); break;
            case ScalarType.Int64: Zip<long, long, AnyBinary<long, TOp>>(new(op), a, b, result); break;
            case ScalarType.Int32: Zip<int, int, AnyBinary<int, TOp>>(new(op), a, b, result); break;
            case ScalarType.Int16: Zip<short, short, AnyBinary<short, TOp>>(new(op), a, b, result); break;
            case ScalarType.Int8: Zip<sbyte, sbyte, AnyBinary<sbyte, TOp>>(new(op), a, b, result); break;
            case ScalarType.Byte or ScalarType.Bool: Zip<byte, byte, AnyBinary<byte, TOp>>(new(op), a, b, result); break;
            default: throw Guard.Unsupported(type);
        }
        KeepAlive(x, y, into);
        return into ?? new Tensor(result);
    }

    public static Tensor FloatBinary<TOp>(TOp op, Tensor x, Tensor y, Tensor? into = null) where TOp : struct, IFloatBinaryOp
    {
        var type = ResultType(x, y).ToFloating();
        var (a, b, result) = Prepare(x, y, type, into);
        if (type == ScalarType.Float64) Zip<double, double, FloatBinaryMap<double, TOp>>(new(op), a, b, result);
        else Zip<float, float, FloatBinaryMap<float, TOp>>(new(op), a, b, result);
        KeepAlive(x, y, into);
        return into ?? new Tensor(result);
    }

    /// <summary>Compares in the promoted type; the result is Bool.</summary>
    public static Tensor Compare<TOp>(TOp op, Tensor x, Tensor y, Tensor? into = null) where TOp : struct, IComparisonOp
    {
        var (a, b, result) = Prepare(x, y, ScalarType.Bool, into);
        switch (ResultType(x, y))
        {
            case ScalarType.Float32: Zip<float, byte, Comparison<float, TOp>>(new(op), a, b, result); break;
            case ScalarType.Float64: Zip<double, byte, Comparison<double, TOp>>(new(op), a, b, result); break;
            case ScalarType.Int64: Zip<long, byte, Comparison<long, TOp>>(new(op), a, b, result); break;
            case ScalarType.Int32: Zip<int, byte, Comparison<int, TOp>>(new(op), a, b, result); break;
            case ScalarType.Int16: Zip<short, byte, Comparison<short, TOp>>(new(op), a, b, result); break;
            case ScalarType.Int8: Zip<sbyte, byte, Comparison<sbyte, TOp>>(new(op), a, b, result); break;
            case ScalarType.Byte or ScalarType.Bool: Zip<byte, byte, Comparison<byte, TOp>>(new(op), a, b, result); break;
            default: throw Guard.Unsupported(x.dtype);
        }
        KeepAlive(x, y, into);
        return into ?? new Tensor(result);
    }

    /// <summary>Copies with broadcasting and conversion.</summary>
    public static void Copy(TensorImpl source, TensorImpl destination)
    {
        if (source.Type == destination.Type && source.IsContiguous && destination.IsContiguous && source.Count == destination.Count)
        {
            // Within one storage the ranges may overlap, which only a single move gets right.
            var (bytes, loop) = (source.Count * source.Type.Size(), new CopyLoop(source.Data, destination.Data));
            if (ReferenceEquals(source.Storage, destination.Storage)) loop.Run(0, bytes);
            else ParallelFor.RunRange(bytes, CopyGrain, loop);
            return;
        }
        var (from, to) = (new Operand(source, destination.Sizes), new Operand(destination, destination.Sizes));
        if (source.Type == destination.Type && (from.IsDense || to.IsDense) && !ReferenceEquals(source.Storage, destination.Storage))
        {
            ParallelFor.RunRange(destination.Count, Grain, new MoveLoop(from, to));
            return;
        }
        if (from.IsDense && to.IsDense && source.Type != destination.Type)
        {
            ParallelFor.RunRange(destination.Count, Grain, new ConvertLoop(from, to));
            return;
        }
        // The identity in the destination's type: a dense operand of another type is converted, a strided one gathered.
        switch (destination.Type)
        {
            case ScalarType.Float32: Map<float, float, Identity<float>>(default, source, destination); break;
            case ScalarType.Float64: Map<double, double, Identity<double>>(default, source, destination); break;
            case ScalarType.Int64: Map<long, long, Identity<long>>(default, source, destination); break;
            case ScalarType.Int32: Map<int, int, Identity<int>>(default, source, destination); break;
            case ScalarType.Int16: Map<short, short, Identity<short>>(default, source, destination); break;
            case ScalarType.Int8: Map<sbyte, sbyte, Identity<sbyte>>(default, source, destination); break;
            case ScalarType.Byte: Map<byte, byte, Identity<byte>>(default, source, destination); break;
            case ScalarType.Bool: Map<bool, bool, Identity<bool>>(default, source, destination); break;
            default: throw Guard.Unsupported(destination.Type);
        }
    }

    /// <summary>
    /// PyTorch's rule: tensors with dimensions decide; a 0-d tensor (a number, mostly) only counts when it is of a higher category.
    /// </summary>
    public static ScalarType ResultType(Tensor x, Tensor y)
    {
        var (a, b) = (x.Impl, y.Impl);
        if (a.Type == b.Type) return a.Type;
        if (a.Sizes.Length > 0 == b.Sizes.Length > 0) return ScalarTypes.Promote(a.Type, b.Type);
        var (tensor, number) = a.Sizes.Length > 0 ? (a.Type, b.Type) : (b.Type, a.Type);
        return number.Category() > tensor.Category() ? ScalarTypes.Promote(tensor, number) : tensor;
    }

    /// <summary>
    /// A tensor that nobody holds any more may be finalised, and its memory given to another, while a loop still reads it: the loop has only
    /// its address. So whoever takes an address keeps the handle until the loop has ended.
    /// </summary>
    private static void KeepAlive(Tensor x, Tensor y, Tensor? into)
    {
        GC.KeepAlive(x);
        GC.KeepAlive(y);
        GC.KeepAlive(into);
    }

    private static (TensorImpl, TensorImpl, TensorImpl) Prepare(Tensor x, Tensor y, ScalarType type, Tensor? into)
    {
        var (a, b) = (x.Impl, y.Impl);
        var sizes = Shape.Broadcast(a.Sizes, b.Sizes);
        if (into is null) return (a, b, ReferenceEquals(sizes, a.Sizes) ? TensorImpl.AllocateLike(type, a) : TensorImpl.Allocate(type, sizes));
        if (!sizes.AsSpan().SequenceEqual(into.Impl.Sizes))
            throw Guard.Error($"Output with shape {Guard.Shape(into.Impl.Sizes)} doesn't match the broadcast shape {Guard.Shape(sizes)}.");
        RequireStorable(type, into.Impl.Type);
        return (a, b, into.Impl);
    }

    private static void RequireStorable(ScalarType computed, ScalarType stored)
    {
        if (computed.Category() > stored.Category())
            throw Guard.Error($"Result type {computed} can't be cast to the desired output type {stored}.");
    }

    internal static void Map<TIn, TOut, TMap>(TMap map, TensorImpl x, TensorImpl result)
        where TIn : unmanaged where TOut : unmanaged where TMap : struct, IMap<TIn, TOut>
    {
        ParallelFor.RunRange(result.Count, Grain, new MapLoop<TIn, TOut, TMap>(map, new Operand(x, result.Sizes), new Operand(result, result.Sizes)));
    }

    internal static void Zip<TIn, TOut, TMap>(TMap map, TensorImpl x, TensorImpl y, TensorImpl result)
        where TIn : unmanaged where TOut : unmanaged where TMap : struct, IZip<TIn, TOut>
    {
        ParallelFor.RunRange(result.Count, Grain, new ZipLoop<TIn, TOut, TMap>(
            map, new Operand(x, result.Sizes), new Operand(y, result.Sizes), new Operand(result, result.Sizes)));
    }

    internal interface IMap<TIn, TOut>
    {
        void Invoke(ReadOnlySpan<TIn> x, Span<TOut> y);
    }

    internal interface IZip<TIn, TOut>
    {
        void Invoke(ReadOnlySpan<TIn> x, ReadOnlySpan<TIn> y, Span<TOut> z);
    }

    private readonly struct AnyUnary<T, TOp>(TOp op) : IMap<T, T> where T : unmanaged, INumber<T> where TOp : struct, IUnaryOp
    {
        public void Invoke(ReadOnlySpan<T> x, Span<T> y) => op.Invoke(x, y);
    }

    private readonly struct FloatUnaryMap<T, TOp>(TOp op) : IMap<T, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> where TOp : struct, IFloatUnaryOp
    {
        public void Invoke(ReadOnlySpan<T> x, Span<T> y) => op.Invoke(x, y);
    }

    private readonly struct Identity<T> : IMap<T, T>
    {
        public void Invoke(ReadOnlySpan<T> x, Span<T> y) => x.CopyTo(y);
    }

    private readonly struct AnyBinary<T, TOp>(TOp op) : IZip<T, T> where T : unmanaged, INumber<T> where TOp : struct, IBinaryOp
    {
        public void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => op.Invoke(x, y, z);
    }

    private readonly struct FloatBinaryMap<T, TOp>(TOp op) : IZip<T, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TOp : struct, IFloatBinaryOp
    {
        public void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) => op.Invoke(x, y, z);
    }

    private readonly struct Comparison<T, TOp>(TOp op) : IZip<T, byte> where T : unmanaged, INumber<T> where TOp : struct, IComparisonOp
    {
        public void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<byte> z) => op.Invoke(x, y, z);
    }

    private readonly struct CopyLoop(byte* from, byte* to) : IParallelRange
    {
        public void Run(long start, long end) => Buffer.MemoryCopy(from + start, to + start, end - start, end - start);
    }

    /// <summary>Moves elements of one type between a dense tensor and one of any strides, in one step.</summary>
    private readonly struct MoveLoop(Operand from, Operand to) : IParallelRange
    {
        public void Run(long start, long end)
        {
            for (var at = start; at < end; at += int.MaxValue / 2)
            {
                var n = (int)Math.Min(int.MaxValue / 2, end - at);
                if (to.IsDense) from.Gather(at, n, to.Address(at));
                else to.Scatter(at, n, from.Address(at));
            }
        }
    }

    /// <summary>Converts elements from one dense tensor to another.</summary>
    private readonly struct ConvertLoop(Operand from, Operand to) : IParallelRange
    {
        public void Run(long start, long end)
        {
            for (var at = start; at < end; at += int.MaxValue / 2)
                Cast.Convert(from.Type, from.Address(at), to.Type, to.Address(at), Math.Min(int.MaxValue / 2, end - at));
        }
    }

    private readonly struct MapLoop<TIn, TOut, TMap>(TMap map, Operand x, Operand y) : IParallelRange
        where TIn : unmanaged where TOut : unmanaged where TMap : struct, IMap<TIn, TOut>
    {
        [SkipLocalsInit]
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long start, long end)
        {
            bool inPlaceX = x.IsDirect<TIn>(), inPlaceY = y.IsDirect<TOut>();
            var bufferX = stackalloc TIn[inPlaceX ? 0 : Chunk];
            var bufferY = stackalloc TOut[inPlaceY ? 0 : Chunk];
            var step = inPlaceX && inPlaceY ? int.MaxValue / 2 : Chunk;
            for (var at = start; at < end; at += step)
            {
                var n = (int)Math.Min(step, end - at);
                if (!inPlaceX && !(x.IsConstant && at > start)) x.Load(at, n, bufferX);
                map.Invoke(
                    new ReadOnlySpan<TIn>(inPlaceX ? x.Pointer<TIn>(at) : bufferX, n),
                    new Span<TOut>(inPlaceY ? y.Pointer<TOut>(at) : bufferY, n));
                if (!inPlaceY) y.Store(at, n, bufferY);
            }
        }
    }

    private readonly struct ZipLoop<TIn, TOut, TMap>(TMap map, Operand x, Operand y, Operand z) : IParallelRange
        where TIn : unmanaged where TOut : unmanaged where TMap : struct, IZip<TIn, TOut>
    {
        [SkipLocalsInit]
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long start, long end)
        {
            bool inPlaceX = x.IsDirect<TIn>(), inPlaceY = y.IsDirect<TIn>(), inPlaceZ = z.IsDirect<TOut>();
            var bufferX = stackalloc TIn[inPlaceX ? 0 : Chunk];
            var bufferY = stackalloc TIn[inPlaceY ? 0 : Chunk];
            var bufferZ = stackalloc TOut[inPlaceZ ? 0 : Chunk];
            var step = inPlaceX && inPlaceY && inPlaceZ ? int.MaxValue / 2 : Chunk;
            for (var at = start; at < end; at += step)
            {
                var n = (int)Math.Min(step, end - at);
                if (!inPlaceX && !(x.IsConstant && at > start)) x.Load(at, n, bufferX);
                if (!inPlaceY && !(y.IsConstant && at > start)) y.Load(at, n, bufferY);
                map.Invoke(
                    new ReadOnlySpan<TIn>(inPlaceX ? x.Pointer<TIn>(at) : bufferX, n),
                    new ReadOnlySpan<TIn>(inPlaceY ? y.Pointer<TIn>(at) : bufferY, n),
                    new Span<TOut>(inPlaceZ ? z.Pointer<TOut>(at) : bufferZ, n));
                if (!inPlaceZ) z.Store(at, n, bufferZ);
            }
        }
    }
}
