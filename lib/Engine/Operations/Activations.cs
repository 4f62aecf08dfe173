using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// What stands between the layers of a network.
public static partial class torch
{
    private readonly struct Rectify : IUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T> => Vectorized.Zip<T, Vectorized.Maximum<T>>(x, T.Zero, y);
    }

    /// <summary>z = 0 where y ≤ 0, else x: the gradient of ReLU, given its result. NaN lets it pass, as in PyTorch.</summary>
    private readonly struct PassWherePositive : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T> => Vectorized.Zip<T, Gate<T>>(x, y, z);

        private readonly struct Gate<T> : IVectorZip<T> where T : unmanaged, INumber<T>
        {
            public static Vector<T> Invoke(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(Vector.LessThanOrEqual(y, Vector<T>.Zero), Vector<T>.Zero, x);

            public static T Invoke(T x, T y) => y <= T.Zero ? T.Zero : x;
        }
    }

    private readonly struct LeakyRectify(double slope) : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            VectorLoop.Map(new ActivationFunctions.LeakyRectifier<T>(T.CreateTruncating(slope)), x, y);
    }

    private readonly struct LeakyRectifyGradient(double slope) : IFloatBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            VectorLoop.Zip(new ActivationFunctions.LeakyRectifierGradient<T>(T.CreateTruncating(slope)), x, y, z);
    }

    /// <summary>A function that exists for singles only; whoever uses it has checked the type.</summary>
    private readonly struct OfSingles<TFunction>(TFunction function) : IFloatUnaryOp where TFunction : struct, IVectorFunction<float>
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => SingleFunctions.Map(function, x, y);
    }

    /// <inheritdoc cref="OfSingles{TFunction}"/>
    private readonly struct OfPairsOfSingles<TFunction>(TFunction function) : IFloatBinaryOp where TFunction : struct, IVectorPairFunction<float>
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            SingleFunctions.Zip(function, x, y, z);
    }

    private readonly struct SoftPlus(double beta, double threshold) : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (typeof(T) == typeof(float))
            {
                SingleFunctions.Map(new ActivationFunctions.Softplus((float)beta, (float)threshold), x, y);
                return;
            }
            var (b, limit) = (T.CreateTruncating(beta), T.CreateTruncating(threshold));
            for (var i = 0; i < x.Length; i++)
            {
                var scaled = x[i] * b;
                y[i] = scaled > limit ? x[i] : Precise.Log1P(T.Exp(scaled)) / b;
            }
        }
    }

    public partial class Tensor
    {
        /// <summary>max(x, 0).</summary>
        public Tensor relu()
        {
            if (dtype == ScalarType.Bool) throw Guard.Error("relu of a Bool tensor is not supported; convert to numbers.");
            var y = Pointwise.Unary(default(Rectify), this);
            return Tape.Records(this) ? Tape.Record("ReluBackward", y, [this], [y], static g => [g.Output.WherePositive(g.Saved(0))]) : y;
        }

        /// <summary>The gradient needs the result only, so that nothing is copied.</summary>
        public Tensor relu_()
        {
            if (dtype == ScalarType.Bool) return InPlace(static x => x.relu());
            RequireWritable();
            var records = Tape.Records(this);
            var before = records ? Tape.EdgeTo(this) : default;
            Pointwise.Unary(default(Rectify), this, this);
            Impl.Storage.BumpVersion();
            if (records) Tape.RecordInPlace("ReluBackward", this, before, [], [this], static g => [g.Output.WherePositive(g.Saved(0))]);
            return this;
        }

        /// <summary>x for x &gt; 0, else slope · x.</summary>
        public Tensor leaky_relu(Scalar negative_slope)
        {
            var slope = negative_slope.AsDouble;
            RequireFloating("leaky_relu");
            var y = Pointwise.FloatUnary(new LeakyRectify(slope), this);
            return Tape.Records(this) ? Tape.Record("LeakyReluBackward", y, [this], [this], g => [LeakyGradient(g, slope)]) : y;
        }

        /// <summary>With a positive slope the result has the sign of x, and the gradient needs nothing else.</summary>
        public Tensor leaky_relu_(Scalar negative_slope)
        {
            var slope = negative_slope.AsDouble;
            RequireFloating("leaky_relu_");
            if (slope <= 0) return InPlace(x => x.leaky_relu(negative_slope));
            RequireWritable();
            var records = Tape.Records(this);
            var before = records ? Tape.EdgeTo(this) : default;
            Pointwise.FloatUnary(new LeakyRectify(slope), this, this);
            Impl.Storage.BumpVersion();
            if (records) Tape.RecordInPlace("LeakyReluBackward", this, before, [], [this], g => [LeakyGradient(g, slope)]);
            return this;
        }

        /// <summary>Of x or of the result, which was saved.</summary>
        private static Tensor LeakyGradient(Gradients g, double slope)
        {
            if (!GradMode.Enabled) return Pointwise.FloatBinary(new LeakyRectifyGradient(slope), g.Saved(0), g.Output);
            return g.Output.where(g.Saved(0).detach().gt(0), g.Output * slope);
        }

        /// <summary>log(1 + e^(βx)) / β; the identity above the threshold.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20)
        {
            RequireFloating("softplus");
            var y = Pointwise.FloatUnary(new SoftPlus(beta, threshold), this);
            return Tape.Records(this)
                ? Tape.Record("SoftplusBackward", y, [this], [this], g =>
                {
                    if (IsSinglePass(g.Output))
                        return [SinglePass(new ActivationFunctions.SoftplusGradient((float)beta, (float)threshold), g.Saved(0), g.Output)];
                    var scaled = g.Saved(0) * beta;
                    return [g.Output.where(scaled.detach().gt(threshold), g.Output * scaled.sigmoid())];
                })
                : y;
        }

        /// <summary>x · sigmoid(x).</summary>
        public Tensor silu()
        {
            if (RequireFloating("silu").dtype != ScalarType.Float32) return mul(sigmoid());
            var y = Pointwise.FloatUnary(new OfSingles<ActivationFunctions.Silu>(default), this);
            return Tape.Records(this)
                ? Tape.Record("SiluBackward", y, [this], [this], static g =>
                {
                    if (!GradMode.Enabled) return [SinglePass(default(ActivationFunctions.SiluGradient), g.Saved(0), g.Output)];
                    var (x, s) = (g.Saved(0), g.Saved(0).sigmoid());
                    return [g.Output * s * (1 + x * (1 - s))];
                })
                : y;
        }

        public Tensor silu_() => InPlace(static x => x.silu());

        /// <summary>This tensor, unless it is of integers or truth values, which PyTorch does not silently convert here.</summary>
        internal Tensor RequireFloating(string operation) =>
            dtype.IsFloating() ? this : throw Guard.Error($"{operation} needs a tensor of floating type, got {dtype}; convert with to(float32).");

        /// <summary>Whether a gradient may be computed by a kernel of its own: in single precision, when nobody will differentiate it again.</summary>
        private static bool IsSinglePass(Tensor gradient) => !GradMode.Enabled && gradient.dtype == ScalarType.Float32;

        private static Tensor SinglePass<TFunction>(TFunction function, Tensor saved, Tensor gradient) where TFunction : struct, IVectorPairFunction<float> =>
            Pointwise.FloatBinary(new OfPairsOfSingles<TFunction>(function), saved, gradient);

        /// <summary>This gradient where <paramref name="mask"/> is positive.</summary>
        private Tensor WherePositive(Tensor mask)
        {
            var passed = Pointwise.Binary(default(PassWherePositive), this, mask);
            return Tape.Records(this)
                ? Tape.Record("WherePositiveBackward", passed, [this], [mask.detach()], static g => [g.Output.WherePositive(g.Saved(0))])
                : passed;
        }
    }
}
