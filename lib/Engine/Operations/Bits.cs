using System.Numerics;
using TorchSharp.Kernels;

namespace TorchSharp;

// Bitwise operations on integers and truth values; they have no gradient.
public static partial class torch
{
    private enum BitOperation
    {
        And,
        Or,
        Xor,
        Left,
        Right,
        GreatestCommonDivisor,
        LeastCommonMultiple,
    }

    private readonly struct Bitwise(BitOperation operation) : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < z.Length; i++)
            {
                long a = long.CreateTruncating(x[i]), b = long.CreateTruncating(y[i]);
                z[i] = T.CreateTruncating(operation switch
                {
                    BitOperation.And => a & b,
                    BitOperation.Or => a | b,
                    BitOperation.Xor => a ^ b,
                    BitOperation.Left => a << (int)b,
                    BitOperation.Right => a >> (int)b,
                    BitOperation.GreatestCommonDivisor => Divisor(a, b),
                    _ => a == 0 || b == 0 ? 0 : Math.Abs(a / Divisor(a, b) * b),
                });
            }
        }

        /// <summary>Euclid's algorithm.</summary>
        private static long Divisor(long a, long b)
        {
            while (b != 0) (a, b) = (b, b == -1 ? 0 : a % b);
            return Math.Abs(a);
        }
    }

    public partial class Tensor
    {
        public Tensor bitwise_and(Tensor other) => Bits("bitwise_and", other, BitOperation.And);

        public Tensor bitwise_and_(Tensor other) => InPlace(x => x.bitwise_and(other), other);

        public Tensor bitwise_or(Tensor other) => Bits("bitwise_or", other, BitOperation.Or);

        public Tensor bitwise_or_(Tensor other) => InPlace(x => x.bitwise_or(other), other);

        public Tensor bitwise_xor(Tensor other) => Bits("bitwise_xor", other, BitOperation.Xor);

        public Tensor bitwise_xor_(Tensor other) => InPlace(x => x.bitwise_xor(other), other);

        /// <summary>Every bit inverted; of truth values the opposite.</summary>
        public Tensor bitwise_not()
        {
            if (dtype == ScalarType.Bool) return logical_not();
            RequireWhole("bitwise_not", dtype);
            return bitwise_xor(full([], dtype == ScalarType.Byte ? 255 : -1, dtype));
        }

        public Tensor bitwise_not_() => InPlace(static x => x.bitwise_not());

        public Tensor bitwise_left_shift(Tensor other) => Bits("bitwise_left_shift", other, BitOperation.Left);

        public Tensor bitwise_left_shift_(Tensor other) => InPlace(x => x.bitwise_left_shift(other), other);

        public Tensor bitwise_right_shift(Tensor other) => Bits("bitwise_right_shift", other, BitOperation.Right);

        public Tensor bitwise_right_shift_(Tensor other) => InPlace(x => x.bitwise_right_shift(other), other);

        /// <summary>Greatest common divisor.</summary>
        public Tensor gcd(Tensor other) => Bits("gcd", other, BitOperation.GreatestCommonDivisor);

        public Tensor gcd_(Tensor other) => InPlace(x => x.gcd(other), other);

        /// <summary>Least common multiple.</summary>
        public Tensor lcm(Tensor other) => Bits("lcm", other, BitOperation.LeastCommonMultiple);

        public Tensor lcm_(Tensor other) => InPlace(x => x.lcm(other), other);

        private Tensor Bits(string name, Tensor other, BitOperation operation)
        {
            var type = Pointwise.ResultType(this, other);
            if (type == ScalarType.Bool && operation > BitOperation.Xor) throw Guard.Error($"{name} of Bool tensors is not supported; convert to integers.");
            if (type != ScalarType.Bool) RequireWhole(name, type);
            return Pointwise.Binary(new Bitwise(operation), this, other);
        }

        private static void RequireWhole(string name, ScalarType type)
        {
            if (!type.IsIntegral()) throw Guard.Error($"{name} needs integers or truth values, got {type}.");
        }

        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);
        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);
        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);
        public static Tensor operator ~(Tensor left) => left.bitwise_not();
    }

    public static Tensor bitwise_and(Tensor left, Tensor right) => left.bitwise_and(right);

    public static Tensor bitwise_and_(Tensor left, Tensor right) => left.bitwise_and_(right);

    public static Tensor bitwise_left_shift(Tensor left, Tensor right) => left.bitwise_left_shift(right);

    public static Tensor bitwise_left_shift_(Tensor left, Tensor right) => left.bitwise_left_shift_(right);

    public static Tensor bitwise_not(Tensor input) => input.bitwise_not();

    public static Tensor bitwise_not_(Tensor input) => input.bitwise_not_();

    public static Tensor bitwise_or(Tensor left, Tensor right) => left.bitwise_or(right);

    public static Tensor bitwise_or_(Tensor left, Tensor right) => left.bitwise_or_(right);

    public static Tensor bitwise_right_shift(Tensor left, Tensor right) => left.bitwise_right_shift(right);

    public static Tensor bitwise_right_shift_(Tensor left, Tensor right) => left.bitwise_right_shift_(right);

    public static Tensor bitwise_xor(Tensor left, Tensor right) => left.bitwise_xor(right);

    public static Tensor bitwise_xor_(Tensor left, Tensor right) => left.bitwise_xor_(right);

    public static Tensor gcd(Tensor left, Tensor right) => left.gcd(right);

    public static Tensor gcd_(Tensor left, Tensor right) => left.gcd_(right);

    public static Tensor lcm(Tensor input, Tensor other) => input.lcm(other);

    public static Tensor lcm_(Tensor input, Tensor other) => input.lcm_(other);
}
