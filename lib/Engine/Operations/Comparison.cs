using System.Numerics;
using TorchSharp.Kernels;

namespace TorchSharp;

// Comparisons give Bool tensors and have no gradient. Anything compared with NaN is false, except "not equal".
public static partial class torch
{
    private readonly struct Equal : IComparisonOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<byte> z) where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < z.Length; i++) z[i] = x[i] == y[i] ? (byte)1 : (byte)0;
        }
    }

    private readonly struct NotEqual : IComparisonOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<byte> z) where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < z.Length; i++) z[i] = x[i] != y[i] ? (byte)1 : (byte)0;
        }
    }

    private readonly struct Less : IComparisonOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<byte> z) where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < z.Length; i++) z[i] = x[i] < y[i] ? (byte)1 : (byte)0;
        }
    }

    private readonly struct LessOrEqual : IComparisonOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<byte> z) where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < z.Length; i++) z[i] = x[i] <= y[i] ? (byte)1 : (byte)0;
        }
    }

    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Pointwise.Compare(default(Equal), this, target);

        public Tensor ne(Tensor target) => Pointwise.Compare(default(NotEqual), this, target);

        public Tensor lt(Tensor target) => Pointwise.Compare(default(Less), this, target);

        public Tensor le(Tensor target) => Pointwise.Compare(default(LessOrEqual), this, target);

        public Tensor gt(Tensor target) => Pointwise.Compare(default(Less), target, this);

        public Tensor ge(Tensor target) => Pointwise.Compare(default(LessOrEqual), target, this);

        public Tensor eq(Scalar target) => eq(Number(target));

        public Tensor eq_(Tensor target) => InPlace(x => x.eq(target), target);

        public Tensor eq_(Scalar target) => InPlace(x => x.eq(target));

        public Tensor ne(Scalar target) => ne(Number(target));

        public Tensor ne_(Tensor target) => InPlace(x => x.ne(target), target);

        public Tensor ne_(Scalar target) => InPlace(x => x.ne(target));

        public Tensor lt(Scalar target) => lt(Number(target));

        public Tensor lt_(Tensor target) => InPlace(x => x.lt(target), target);

        public Tensor lt_(Scalar target) => InPlace(x => x.lt(target));

        public Tensor le(Scalar target) => le(Number(target));

        public Tensor le_(Tensor target) => InPlace(x => x.le(target), target);

        public Tensor le_(Scalar target) => InPlace(x => x.le(target));

        public Tensor gt(Scalar target) => gt(Number(target));

        public Tensor gt_(Tensor target) => InPlace(x => x.gt(target), target);

        public Tensor gt_(Scalar target) => InPlace(x => x.gt(target));

        public Tensor ge(Scalar target) => ge(Number(target));

        public Tensor ge_(Tensor target) => InPlace(x => x.ge(target), target);

        public Tensor ge_(Scalar target) => InPlace(x => x.ge(target));

        /// <summary>x ≠ x, which only NaN is.</summary>
        public Tensor isnan() => ne(this);

        public Tensor isinf() => dtype.IsFloating() ? abs().eq(double.PositiveInfinity) : zeros(Impl.Sizes, ScalarType.Bool);

        public Tensor isfinite() => dtype.IsFloating() ? abs().lt(double.PositiveInfinity) : ones(Impl.Sizes, ScalarType.Bool);

        public Tensor logical_not() => eq(0);

        public Tensor logical_not_() => InPlace(static x => x.logical_not());

        public Tensor logical_and(Tensor other) => ne(0).mul(other.ne(0));

        public Tensor logical_and_(Tensor other) => InPlace(x => x.logical_and(other), other);

        public Tensor logical_or(Tensor other) => ne(0).maximum(other.ne(0));

        public Tensor logical_or_(Tensor other) => InPlace(x => x.logical_or(other), other);

        public Tensor logical_xor(Tensor other) => ne(0).ne(other.ne(0));

        public Tensor logical_xor_(Tensor other) => InPlace(x => x.logical_xor(other), other);

        /// <summary>|this − other| ≤ atol + rtol · |other|, elementwise; equal infinities are close.</summary>
        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false)
        {
            if (dtype != other.dtype) throw Guard.Error($"isclose compares tensors of one type, got {dtype} and {other.dtype}.");
            if (dtype == ScalarType.Bool) return eq(other);
            var near = (this - other).abs().le(other.abs() * rtol + atol).logical_or(eq(other));
            return nanEqual ? near.logical_or(isnan().logical_and(other.isnan())) : near;
        }

        /// <summary>Whether all elements are close.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            using var scope = NewDisposeScope();
            using var mode = no_grad();
            return isclose(target, rtol, atol, equal_nan).all().item<bool>();
        }

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);
        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);
        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);
        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);
        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);
        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);
        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);
        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);
        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);
        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);

        /// <summary>Equal shape, type and values.</summary>
        public bool Equals(Tensor? target)
        {
            if (target is null || IsInvalid || target.IsInvalid) return false;
            if (dtype != target.dtype || !Impl.Sizes.AsSpan().SequenceEqual(target.Impl.Sizes)) return false;
            using var scope = NewDisposeScope();
            return eq(target).all().item<bool>();
        }

        public override bool Equals(object? obj) => obj is Tensor other && (ReferenceEquals(this, other) || Equals(other));

        /// <summary>By identity: values may change.</summary>
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        /// <summary>A plain number as a 0-d tensor of its own type.</summary>
        internal static Tensor Number(Scalar value) =>
            Create([], value.Type is ScalarType.Float32 ? ScalarType.Float64 : value.Type, null, false, t => Fill.With(t, value));
    }

    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        tensor.allclose(target, rtol, atol, equal_nan);

    public static Tensor isnan(Tensor input) => input.isnan();

    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);

    public static Tensor ge(Tensor left, Tensor right) => left.ge(right);

    public static Tensor gt(Tensor left, Tensor right) => left.gt(right);

    public static Tensor isclose(Tensor tensor, Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) => tensor.isclose(other, rtol, atol, nanEqual);

    public static Tensor isfinite(Tensor tensor) => tensor.isfinite();

    public static Tensor isinf(Tensor tensor) => tensor.isinf();

    public static Tensor le(Tensor left, Tensor right) => left.le(right);

    public static Tensor logical_and(Tensor left, Tensor right) => left.logical_and(right);

    public static Tensor logical_and_(Tensor left, Tensor right) => left.logical_and_(right);

    public static Tensor logical_not(Tensor input) => input.logical_not();

    public static Tensor logical_or(Tensor left, Tensor right) => left.logical_or(right);

    public static Tensor logical_or_(Tensor left, Tensor right) => left.logical_or_(right);

    public static Tensor logical_xor(Tensor left, Tensor right) => left.logical_xor(right);

    public static Tensor logical_xor_(Tensor left, Tensor right) => left.logical_xor_(right);

    public static Tensor lt(Tensor left, Tensor right) => left.lt(right);

    public static Tensor ne(Tensor left, Tensor right) => left.ne(right);
}
