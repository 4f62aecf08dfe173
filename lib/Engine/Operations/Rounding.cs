using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Signs, magnitudes and rounding of each element. Steps have gradient zero.
public static partial class torch
{
    private readonly struct Abs : IUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Abs(x, y);
    }

    private readonly struct Sign : IUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < x.Length; i++) y[i] = x[i] > T.Zero ? T.One : x[i] < T.Zero ? -T.One : T.Zero; // of NaN it is 0, as in PyTorch
        }
    }

    private readonly struct Square : IUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => Vectorized.Zip<T, Vectorized.Product<T>>(x, x, y);
    }

    private readonly struct Floor : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Floor(x, y);
    }

    private readonly struct Ceiling : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Ceiling(x, y);
    }

    private readonly struct Truncate : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Truncate(x, y);
    }

    public partial class Tensor
    {
        /// <summary>Absolute value.</summary>
        public Tensor abs()
        {
            if (dtype == ScalarType.Bool) throw Guard.Error("abs of a Bool tensor is not supported; convert to numbers.");
            var y = Pointwise.Unary(default(Abs), this);
            return Tape.Records(this) ? Tape.Record("AbsBackward", y, [this], [this], static g => [g.Output * g.Saved(0).sign()]) : y;
        }

        public Tensor abs_() => InPlace(static x => x.abs());

        /// <summary>−1, 0 or 1.</summary>
        public Tensor sign()
        {
            var y = Pointwise.Unary(default(Sign), this);
            return Tape.Records(this) ? Tape.Record("SignBackward", y, [this], [], static g => [torch.zeros_like(g.Output)]) : y;
        }

        public Tensor sign_() => InPlace(static x => x.sign());

        /// <summary>x².</summary>
        public Tensor square()
        {
            var y = Pointwise.Unary(default(Square), dtype == ScalarType.Bool ? to(ScalarType.Int64) : this);
            return Tape.Records(this) ? Tape.Record("SquareBackward", y, [this], [this], static g => [g.Output * g.Saved(0) * 2]) : y;
        }

        /// <summary>Largest integer not above x.</summary>
        public Tensor floor()
        {
            if (IsWhole("floor")) return clone();
            var y = Pointwise.FloatUnary(default(Floor), this);
            return Tape.Records(this) ? Tape.Record("FloorBackward", y, [this], [], static g => [torch.zeros_like(g.Output)]) : y;
        }

        public Tensor floor_() => InPlace(static x => x.floor());

        /// <summary>Smallest integer not below x.</summary>
        public Tensor ceil()
        {
            if (IsWhole("ceil")) return clone();
            var y = Pointwise.FloatUnary(default(Ceiling), this);
            return Tape.Records(this) ? Tape.Record("CeilBackward", y, [this], [], static g => [torch.zeros_like(g.Output)]) : y;
        }

        public Tensor ceil_() => InPlace(static x => x.ceil());

        /// <summary>Integer part.</summary>
        public Tensor trunc()
        {
            if (IsWhole("trunc")) return clone();
            var y = Pointwise.FloatUnary(default(Truncate), this);
            return Tape.Records(this) ? Tape.Record("TruncBackward", y, [this], [], static g => [torch.zeros_like(g.Output)]) : y;
        }

        public Tensor trunc_() => InPlace(static x => x.trunc());

        /// <summary>Integers have nothing to round; truth values cannot be rounded.</summary>
        private bool IsWhole(string operation) => dtype switch
        {
            ScalarType.Bool => throw Guard.Error($"{operation} of a Bool tensor is not supported; convert to numbers."),
            _ => !dtype.IsFloating(),
        };
    }

    public static Tensor abs(Tensor input) => input.abs();

    public static Tensor abs_(Tensor input) => input.abs_();

    public static Tensor sign(Tensor input) => input.sign();

    public static Tensor sign_(Tensor input) => input.sign_();

    public static Tensor square(Tensor input) => input.square();

    public static Tensor floor(Tensor input) => input.floor();

    public static Tensor floor_(Tensor input) => input.floor_();

    public static Tensor ceil(Tensor input) => input.ceil();

    public static Tensor ceil_(Tensor input) => input.ceil_();

    public static Tensor trunc(Tensor input) => input.trunc();

    public static Tensor trunc_(Tensor input) => input.trunc_();
}
