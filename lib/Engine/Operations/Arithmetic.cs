using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// + − × ÷ with broadcasting and type promotion. Gradients of broadcast operands are summed by the backward pass.
public static partial class torch
{
    private readonly struct Add : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T> => Vectorized.Zip<T, Vectorized.Sum2<T>>(x, y, z);
    }

    private readonly struct Subtract : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T> => Vectorized.Zip<T, Vectorized.Difference<T>>(x, y, z);
    }

    private readonly struct Multiply : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T> => Vectorized.Zip<T, Vectorized.Product<T>>(x, y, z);
    }

    private readonly struct Divide : IFloatBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Vectorized.Zip<T, Vectorized.Quotient<T>>(x, y, z);
    }

    /// <summary>⌊x/y⌋, computed from the remainder so that it is the floor of the exact quotient, not of the rounded one.</summary>
    private readonly struct DivideToFloor : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T>
        {
            var floating = typeof(T) == typeof(float) || typeof(T) == typeof(double);
            for (var i = 0; i < z.Length; i++) z[i] = floating ? Floating(x[i], y[i]) : Integer(x[i], y[i]);
        }

        private static T Integer<T>(T x, T y) where T : INumber<T>
        {
            var quotient = x / y;
            return T.IsNegative(x) != T.IsNegative(y) && quotient * y != x ? quotient - T.One : quotient;
        }

        private static T Floating<T>(T x, T y) where T : INumber<T>
        {
            if (y == T.Zero) return x / y;
            var rest = x % y;
            var quotient = (x - rest) / y;
            if (rest != T.Zero && T.IsNegative(y) != T.IsNegative(rest)) quotient -= T.One;
            var below = T.CreateTruncating(Math.Floor(double.CreateTruncating(quotient)));
            return double.CreateTruncating(quotient - below) > 0.5 ? below + T.One : below; // x − rest was itself rounded
        }
    }

    /// <summary>x/y without its fraction.</summary>
    private readonly struct DivideToZero : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T>
        {
            if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
                for (var i = 0; i < z.Length; i++) z[i] = x[i] / y[i];
            else
                for (var i = 0; i < z.Length; i++) z[i] = T.CreateTruncating(Math.Truncate(double.CreateTruncating(x[i] / y[i])));
        }
    }

    private readonly struct AddScalar(Scalar value) : IUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => Vectorized.Zip<T, Vectorized.Sum2<T>>(x, value.As<T>(), y);
    }

    private readonly struct MultiplyScalar(Scalar value) : IUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => Vectorized.Zip<T, Vectorized.Product<T>>(x, value.As<T>(), y);
    }

    private readonly struct DivideScalar(Scalar value) : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Vectorized.Zip<T, Vectorized.Quotient<T>>(x, T.CreateTruncating(value.AsDouble), y);
    }

    private readonly struct Negate : IUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => TensorPrimitives.Negate(x, y);
    }

    private readonly struct AddScaled(Scalar alpha) : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T> =>
            TensorPrimitives.MultiplyAdd(y, alpha.As<T>(), x, z);
    }

    // The casts keep an integer an integer: without them both branches would become double.
    private static Scalar Negative(Scalar value) => value.Type.IsFloating() ? (Scalar)(-value.AsDouble) : -value.AsInt64;

    public partial class Tensor
    {
        /// <summary>this + target.</summary>
        public Tensor add(Tensor target)
        {
            if (Pointwise.ResultType(this, target) == ScalarType.Bool) return logical_or(target);
            var sum = Pointwise.Binary(default(Add), this, target);
            return Tape.Records(this, target) ? Tape.Record("AddBackward", sum, [this, target], [], static g => [g.Output, g.Output]) : sum;
        }

        /// <summary>this + alpha · target.</summary>
        public Tensor add(Tensor target, Scalar alpha)
        {
            var type = Pointwise.ResultType(this, target);
            if (!type.IsFloating() && alpha.Type.IsFloating()) throw Guard.Error($"add: for tensors of {type}, alpha must not be a floating point number.");
            if (type == ScalarType.Bool) return logical_or(target.logical_and(Number(alpha)));
            var sum = Pointwise.Binary(new AddScaled(alpha), this, target);
            return Tape.Records(this, target)
                ? Tape.Record("AddBackward", sum, [this, target], [], g => [g.Output, g.Needs(1) ? g.Output.mul(alpha) : null])
                : sum;
        }

        public Tensor add(Scalar scalar)
        {
            if (PromotedType(scalar) == ScalarType.Bool) return logical_or(Number(scalar));
            var sum = Pointwise.Unary(new AddScalar(scalar), PromoteFor(scalar));
            return Tape.Records(this) ? Tape.Record("AddBackward", sum, [this], [], static g => [g.Output]) : sum;
        }

        public Tensor add(Scalar scalar, Scalar alpha) => add(Product(scalar, alpha));

        public Tensor add_(Tensor target) => Tape.Records(this, target) || dtype == ScalarType.Bool ? InPlace(x => x.add(target), target) : Write(default(Add), target);

        public Tensor add_(Tensor target, Scalar alpha) =>
            Tape.Records(this, target) || !dtype.IsFloating() ? InPlace(x => x.add(target, alpha), target) : Write(new AddScaled(alpha), target);

        public Tensor add_(Scalar scalar) => InPlace(x => x.add(scalar));

        public Tensor add_(Scalar scalar, Scalar alpha) => add_(Product(scalar, alpha));

        /// <summary>this − target.</summary>
        public Tensor sub(Tensor target)
        {
            RequireSubtractable(dtype, target.dtype);
            var difference = Pointwise.Binary(default(Subtract), this, target);
            return Tape.Records(this, target)
                ? Tape.Record("SubBackward", difference, [this, target], [], static g => [g.Output, g.Needs(1) ? g.Output.neg() : null])
                : difference;
        }

        public Tensor sub(Scalar target)
        {
            RequireSubtractable(dtype, target.Type);
            return add(Negative(target));
        }

        public Tensor sub_(Tensor target) => Tape.Records(this, target) || dtype == ScalarType.Bool ? InPlace(x => x.sub(target), target) : Write(default(Subtract), target);

        public Tensor sub_(Scalar target) => InPlace(x => x.sub(target));

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor subtract_(Tensor target) => sub_(target);

        public Tensor subtract_(Scalar target) => sub_(target);

        /// <summary>Elementwise product.</summary>
        public Tensor mul(Tensor target)
        {
            var product = Pointwise.Binary(default(Multiply), this, target);
            return Tape.Records(this, target)
                ? Tape.Record("MulBackward", product, [this, target], [this, target],
                    static g => [g.Needs(0) ? g.Output * g.Saved(1) : null, g.Needs(1) ? g.Output * g.Saved(0) : null])
                : product;
        }

        public Tensor mul(Scalar target)
        {
            var product = Pointwise.Unary(new MultiplyScalar(target), PromoteFor(target));
            return Tape.Records(this) ? Tape.Record("MulBackward", product, [this], [], g => [g.Output.mul(target)]) : product;
        }

        public Tensor mul_(Tensor target) => Tape.Records(this, target) ? InPlace(x => x.mul(target), target) : Write(default(Multiply), target);

        public Tensor mul_(Scalar target) => InPlace(x => x.mul(target));

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        /// <summary>Elementwise quotient; without a rounding mode integers give floating numbers.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None)
        {
            if (rounding_mode != RoundingMode.None) return RoundedQuotient(target, rounding_mode, Pointwise.ResultType(this, target));
            var quotient = Pointwise.FloatBinary(default(Divide), this, target);
            return Tape.Records(this, target)
                ? Tape.Record("DivBackward", quotient, [this, target], [this, target], static g =>
                [
                    g.Needs(0) ? g.Output / g.Saved(1) : null,
                    g.Needs(1) ? -(g.Output * (g.Saved(0) / g.Saved(1)) / g.Saved(1)) : null,
                ])
                : quotient;
        }

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None)
        {
            if (rounding_mode != RoundingMode.None) return RoundedQuotient(Number(target), rounding_mode, PromotedType(target));
            var quotient = Pointwise.FloatUnary(new DivideScalar(target), this);
            return Tape.Records(this) ? Tape.Record("DivBackward", quotient, [this], [], g => [g.Output.div(target)]) : quotient;
        }

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => InPlace(x => x.div(target, rounding_mode), target);

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => InPlace(x => x.div(target, rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor neg()
        {
            if (dtype == ScalarType.Bool) throw Guard.Error("Negation of a Bool tensor is not supported; use logical_not().");
            var result = Pointwise.Unary(default(Negate), this);
            return Tape.Records(this) ? Tape.Record("NegBackward", result, [this], [], static g => [g.Output.neg()]) : result;
        }

        public Tensor neg_() => InPlace(static x => x.neg());

        public Tensor negative() => neg();

        /// <summary>this + value · tensor1 · tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => add(tensor1 * tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => add_(tensor1 * tensor2, value);

        /// <summary>this + value · tensor1 / tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => add(tensor1 / tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => add(tensor1 / tensor2);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => add_(tensor1 / tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => add_(tensor1 / tensor2);

        /// <summary>this + weight · (end − this).</summary>
        public Tensor lerp(Tensor end, Tensor weight) => this + weight * (end - this);

        public Tensor lerp_(Tensor end, Tensor weight) => InPlace(x => x.lerp(end, weight), end, weight);

        private Tensor Write<TOp>(TOp op, Tensor other) where TOp : struct, IBinaryOp
        {
            RequireWritable();
            // Another window of the same memory would be overwritten while it is read.
            var shifted = ReferenceEquals(Impl.Storage, other.Impl.Storage) &&
                !(Impl.Offset == other.Impl.Offset && Impl.Sizes.AsSpan().SequenceEqual(other.Impl.Sizes) && Impl.Strides.AsSpan().SequenceEqual(other.Impl.Strides));
            using var apart = shifted ? other.detach().clone() : null;
            Pointwise.Binary(op, this, apart ?? other, this);
            Impl.Storage.BumpVersion();
            return this;
        }

        private static Scalar Product(Scalar a, Scalar b) =>
            a.Type.IsFloating() || b.Type.IsFloating() ? (Scalar)(a.AsDouble * b.AsDouble) : a.AsInt64 * b.AsInt64;

        /// <summary>The type that an operation with a plain number gives: only a number of a higher category changes it.</summary>
        private ScalarType PromotedType(Scalar number) =>
            number.Type.Category() <= dtype.Category() ? dtype : number.Type.IsFloating() ? get_default_dtype() : ScalarType.Int64;

        private Tensor PromoteFor(Scalar number) => PromotedType(number) is var type && type == dtype ? this : to(type);

        /// <summary>The quotient towards zero or towards −∞ in the operands' type; a step, so its gradient is zero.</summary>
        private Tensor RoundedQuotient(Tensor divisor, RoundingMode mode, ScalarType type)
        {
            if (type == ScalarType.Bool) throw Guard.Error("A rounded quotient of Bool tensors is not supported; convert to integers.");
            var (x, y) = (dtype == type ? this : to(type), divisor.dtype == type ? divisor : divisor.to(type));
            if (!type.IsFloating() && y.eq(0).any().item<bool>()) throw Guard.Error($"Integer division by zero: {Guard.Shape(Impl.Sizes)} by {Guard.Shape(divisor.Impl.Sizes)}.");
            var quotient = mode == RoundingMode.floor ? Pointwise.Binary(default(DivideToFloor), x, y) : Pointwise.Binary(default(DivideToZero), x, y);
            return Tape.Records(this, divisor)
                ? Tape.Record("DivBackward", quotient, [this, divisor], [], static g => [torch.zeros_like(g.Output), torch.zeros_like(g.Output)])
                : quotient;
        }

        private static void RequireSubtractable(ScalarType a, ScalarType b)
        {
            if (a == ScalarType.Bool || b == ScalarType.Bool) throw Guard.Error($"Subtraction of {a} and {b} is not supported; use logical_xor() or convert to numbers.");
        }

        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);
        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);
        public static Tensor operator +(Tensor left, int right) => left.add(right);
        public static Tensor operator +(Tensor left, long right) => left.add(right);
        public static Tensor operator +(Tensor left, float right) => left.add(right);
        public static Tensor operator +(Tensor left, double right) => left.add(right);
        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);
        public static Tensor operator +(int left, Tensor right) => right.add(left);
        public static Tensor operator +(long left, Tensor right) => right.add(left);
        public static Tensor operator +(float left, Tensor right) => right.add(left);
        public static Tensor operator +(double left, Tensor right) => right.add(left);

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);
        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);
        public static Tensor operator -(Tensor left, int right) => left.sub(right);
        public static Tensor operator -(Tensor left, long right) => left.sub(right);
        public static Tensor operator -(Tensor left, float right) => left.sub(right);
        public static Tensor operator -(Tensor left, double right) => left.sub(right);
        public static Tensor operator -(Scalar left, Tensor right) => right.SubtractedFrom(left);
        public static Tensor operator -(int left, Tensor right) => right.SubtractedFrom(left);
        public static Tensor operator -(long left, Tensor right) => right.SubtractedFrom(left);
        public static Tensor operator -(float left, Tensor right) => right.SubtractedFrom(left);
        public static Tensor operator -(double left, Tensor right) => right.SubtractedFrom(left);
        public static Tensor operator -(Tensor tensor) => tensor.neg();

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);
        public static Tensor operator *(Tensor left, int right) => left.mul(right);
        public static Tensor operator *(Tensor left, long right) => left.mul(right);
        public static Tensor operator *(Tensor left, float right) => left.mul(right);
        public static Tensor operator *(Tensor left, double right) => left.mul(right);
        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);
        public static Tensor operator *(int left, Tensor right) => right.mul(left);
        public static Tensor operator *(long left, Tensor right) => right.mul(left);
        public static Tensor operator *(float left, Tensor right) => right.mul(left);
        public static Tensor operator *(double left, Tensor right) => right.mul(left);

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);
        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);
        public static Tensor operator /(Tensor left, int right) => left.div(right);
        public static Tensor operator /(Tensor left, long right) => left.div(right);
        public static Tensor operator /(Tensor left, float right) => left.div(right);
        public static Tensor operator /(Tensor left, double right) => left.div(right);
        public static Tensor operator /(Scalar left, Tensor right) => right.reciprocal().mul(left);
        public static Tensor operator /(int left, Tensor right) => right.reciprocal().mul(left);
        public static Tensor operator /(long left, Tensor right) => right.reciprocal().mul(left);
        public static Tensor operator /(float left, Tensor right) => right.reciprocal().mul(left);
        public static Tensor operator /(double left, Tensor right) => right.reciprocal().mul(left);

        private Tensor SubtractedFrom(Scalar minuend)
        {
            using var negated = neg();
            return negated.add(minuend);
        }
    }

    /// <summary>How a quotient is rounded.</summary>
    public enum RoundingMode
    {
        None = 0,
        trunc = 1,
        floor = 2,
    }

    public static Tensor add(Tensor left, Tensor right) => left.add(right);

    public static Tensor add(Tensor left, Scalar right) => left.add(right);

    public static Tensor sub(Tensor left, Tensor right) => left.sub(right);

    public static Tensor sub(Tensor left, Scalar right) => left.sub(right);

    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);

    public static Tensor mul(Tensor left, Scalar right) => left.mul(right);

    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    public static Tensor div(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    public static Tensor neg(Tensor input) => input.neg();

    public static Tensor add(Tensor left, Scalar right, Scalar alpha) => left.add(right, alpha);

    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => left.add(right, alpha);

    public static Tensor add_(Tensor left, Scalar right) => left.add_(right);

    public static Tensor add_(Tensor left, Scalar right, Scalar alpha) => left.add_(right, alpha);

    public static Tensor add_(Tensor left, Tensor right) => left.add_(right);

    public static Tensor add_(Tensor left, Tensor right, Scalar alpha) => left.add_(right, alpha);

    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv(tensor1, tensor2, value);

    public static Tensor addcdiv_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcdiv_(tensor1, tensor2, value);

    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul(tensor1, tensor2, value);

    public static Tensor addcmul_(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) => input.addcmul_(tensor1, tensor2, value);

    public static Tensor div_(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div_(right, rounding_mode);

    public static Tensor div_(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div_(right, rounding_mode);

    public static Tensor divide(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.divide(right, rounding_mode);

    public static Tensor divide(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.divide(right, rounding_mode);

    public static Tensor divide_(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.divide_(right, rounding_mode);

    public static Tensor lerp(Tensor input, Tensor end, Tensor weight) => input.lerp(end, weight);

    public static Tensor divide_(Tensor left, Scalar right) => left.divide_(right);

    public static Tensor mul_(Tensor left, Scalar right) => left.mul_(right);

    public static Tensor mul_(Tensor left, Tensor right) => left.mul_(right);

    public static Tensor multiply(Tensor left, Scalar right) => left.multiply(right);

    public static Tensor multiply(Tensor left, Tensor right) => left.multiply(right);

    public static Tensor neg_(Tensor input) => input.neg_();

    public static Tensor multiply_(Tensor left, Scalar right) => left.mul_(right);

    public static Tensor multiply_(Tensor left, Tensor right) => left.mul_(right);

    public static Tensor negative(Tensor input) => input.negative();

    public static Tensor negative_(Tensor input) => input.neg_();

    public static Tensor sub_(Tensor left, Scalar right) => left.sub_(right);

    public static Tensor sub_(Tensor left, Tensor right) => left.sub_(right);

    public static Tensor subtract(Tensor left, Scalar right) => left.subtract(right);

    public static Tensor subtract(Tensor left, Tensor right) => left.subtract(right);

    public static Tensor subtract_(Tensor left, Scalar right) => left.subtract_(right);

    public static Tensor subtract_(Tensor left, Tensor right) => left.subtract_(right);
}
