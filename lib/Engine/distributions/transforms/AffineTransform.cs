namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>y = loc + scale · x.</summary>
            public class AffineTransform : Transform
            {
                private readonly Tensor _loc, _scale;
                private readonly bool _fromNumbers;

                /// <param name="loc">Shift.</param>
                /// <param name="scale">Factor; not zero.</param>
                /// <param name="event_dim">Trailing dimensions of one value, over which the log-determinant is summed.</param>
                public AffineTransform(Tensor loc, Tensor scale, int event_dim = 0) => (_loc, _scale, this.event_dim) = (Held(loc), Held(scale), event_dim);

                public AffineTransform(double loc, double scale, int event_dim = 0) : this(tensor(loc), tensor(scale), event_dim) => _fromNumbers = true;

                public override int event_dim { get; }

                public override constraints.Constraint domain => event_dim == 0 ? constraints.real : constraints.independent(constraints.real, event_dim);

                public override constraints.Constraint codomain => domain;

                public override bool bijective => true;

                public override long[] forward_shape(long[] shape) => Broadcast(shape, _loc, _scale);

                public override long[] inverse_shape(long[] shape) => Broadcast(shape, _loc, _scale);

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) =>
                    _sum_rightmost(Like(x, _scale).abs().log().expand(x.Impl.Sizes), event_dim);

                protected internal override Tensor _call(Tensor x) => Like(x, _loc) + Like(x, _scale) * x;

                protected internal override Tensor _inverse(Tensor y) => (y - Like(y, _loc)) / Like(y, _scale);

                protected internal override Tensor _sign() => _scale.sign();

                // A number takes the other operand's type.
                private Tensor Like(Tensor value, Tensor parameter) => _fromNumbers ? parameter.to(value.dtype) : parameter;
            }
        }
    }
}
