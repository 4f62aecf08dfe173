namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        /// <summary>Functions of random variables.</summary>
        public static partial class transforms
        {
            /// <summary>A function with a known Jacobian that turns one random variable into another.</summary>
            public abstract class Transform
            {
                private Transform? _inverted;

                protected Transform()
                {
                }

                private protected Transform(Transform inverted) => _inverted = inverted;

                /// <summary>Where the inputs lie.</summary>
                public virtual constraints.Constraint domain => constraints.real;

                /// <summary>Where the outputs lie.</summary>
                public virtual constraints.Constraint codomain => constraints.real;

                /// <summary>Whether every output has one input only.</summary>
                public virtual bool bijective => false;

                /// <summary>Number of trailing dimensions that are transformed together; only for transforms that leave it as it is.</summary>
                public virtual int event_dim => domain.event_dim == codomain.event_dim
                    ? domain.event_dim
                    : throw new InvalidOperationException($"{GetType().Name}: use domain.event_dim or codomain.event_dim; they differ.");

                /// <summary>The inverse; its inverse is this object.</summary>
                public virtual Transform inv => _inverted ??= new InverseTransform(this);

                /// <summary>1 where the transform increases, −1 where it decreases; for numbers.</summary>
                public Tensor sign => _sign();

                public Tensor forward(Tensor x) => _call(x);

                /// <summary>log |dy/dx|, without the dimensions of one value.</summary>
                protected internal virtual Tensor log_abs_det_jacobian(Tensor x, Tensor y) =>
                    throw new NotImplementedException($"{GetType().Name} has no Jacobian determinant.");

                /// <summary>The shape that an input of this shape becomes.</summary>
                public virtual long[] forward_shape(long[] shape) => shape;

                public virtual long[] inverse_shape(long[] shape) => shape;

                protected internal abstract Tensor _call(Tensor x);

                protected internal abstract Tensor _inverse(Tensor y);

                protected internal virtual Tensor _sign() =>
                    bijective ? tensor(1) : throw new NotImplementedException($"{GetType().Name} is not monotone; it has no sign.");

                protected internal static Tensor _sum_rightmost(Tensor value, int dim) =>
                    dim == 0 ? value : value.reshape([.. value.Impl.Sizes[..^dim], -1]).sum(-1L);

                /// <summary>Parameters of transforms live as long as these do, whatever scope they were made in.</summary>
                private protected static Tensor Held(Tensor parameter) => parameter.alias().DetachFromDisposeScope();

                private protected static long[] Broadcast(long[] shape, params Tensor[] parameters) =>
                    parameters.Aggregate(shape, static (joint, p) => Shapes.Shape.Broadcast(joint, p.Impl.Sizes));
            }

            /// <summary>A transform backwards.</summary>
            private sealed class InverseTransform(Transform of) : Transform(of)
            {
                public override constraints.Constraint domain => inv.codomain;

                public override constraints.Constraint codomain => inv.domain;

                public override bool bijective => inv.bijective;

                public override int event_dim => inv.event_dim;

                public override long[] forward_shape(long[] shape) => inv.inverse_shape(shape);

                public override long[] inverse_shape(long[] shape) => inv.forward_shape(shape);

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => -inv.log_abs_det_jacobian(y, x);

                protected internal override Tensor _call(Tensor x) => inv._inverse(x);

                protected internal override Tensor _inverse(Tensor y) => inv._call(y);

                protected internal override Tensor _sign() => inv._sign();
            }
        }
    }
}
