namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>y = eˣ.</summary>
            public class ExpTransform : Transform
            {
                public override constraints.Constraint codomain => constraints.positive;

                public override bool bijective => true;

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => x;

                protected internal override Tensor _call(Tensor x) => x.exp();

                protected internal override Tensor _inverse(Tensor y) => y.log();
            }

            /// <summary>y = log x.</summary>
            public class LogTransform : Transform
            {
                public override constraints.Constraint domain => constraints.positive;

                public override bool bijective => true;

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => -y;

                protected internal override Tensor _call(Tensor x) => x.log();

                protected internal override Tensor _inverse(Tensor y) => y.exp();
            }

            /// <summary>y = |x|; the inverse takes the non-negative of the two inputs.</summary>
            public class AbsTransform : Transform
            {
                public override constraints.Constraint codomain => constraints.positive;

                protected internal override Tensor _call(Tensor x) => x.abs();

                protected internal override Tensor _inverse(Tensor y) => y;
            }

            /// <summary>y = x to the power of <paramref name="exponent"/>, for positive x.</summary>
            public class PowerTransform(Tensor exponent) : Transform
            {
                private readonly Tensor _exponent = Held(exponent);

                public override constraints.Constraint domain => constraints.positive;

                public override constraints.Constraint codomain => constraints.positive;

                public override bool bijective => true;

                public override long[] forward_shape(long[] shape) => Broadcast(shape, _exponent);

                public override long[] inverse_shape(long[] shape) => Broadcast(shape, _exponent);

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => (_exponent * y / x).abs().log();

                protected internal override Tensor _call(Tensor x) => x.pow(_exponent);

                protected internal override Tensor _inverse(Tensor y) => y.pow(1 / _exponent);
            }

            /// <summary>y = 1/(1 + e⁻ˣ), kept off 0 and 1 by the type's resolution.</summary>
            public class SigmoidTransform : Transform
            {
                public override constraints.Constraint codomain => constraints.unit_interval;

                public override bool bijective => true;

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => -(-x).softplus() - x.softplus();

                protected internal override Tensor _call(Tensor x) => Inside(x.sigmoid());

                protected internal override Tensor _inverse(Tensor y)
                {
                    var inside = Inside(y);
                    return inside.log() - (-inside).log1p();
                }

                private static Tensor Inside(Tensor y) => y.clamp(FloatLimits.Tiny(y.dtype), 1 - FloatLimits.Eps(y.dtype));
            }

            /// <summary>y = log(1 + eˣ).</summary>
            public class SoftplusTransform : Transform
            {
                public override constraints.Constraint codomain => constraints.positive;

                public override bool bijective => true;

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => -(-x).softplus();

                protected internal override Tensor _call(Tensor x) => x.softplus();

                protected internal override Tensor _inverse(Tensor y) => (-y).expm1().neg().log() + y;
            }

            /// <summary>y = tanh x.</summary>
            public class TanhTransform : Transform
            {
                public override constraints.Constraint codomain => constraints.interval(-1, 1);

                public override bool bijective => true;

                // log(1 − tanh² x), without the cancellation for large |x|.
                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => 2 * (Math.Log(2) - x - (-2 * x).softplus());

                protected internal override Tensor _call(Tensor x) => x.tanh();

                protected internal override Tensor _inverse(Tensor y) => y.atanh();
            }
        }
    }
}
