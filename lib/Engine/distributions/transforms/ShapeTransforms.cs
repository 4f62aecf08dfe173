namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>A transform whose last batch dimensions count as one value: the log-determinant is summed over them.</summary>
            public class IndepdenentTransform(Transform base_transform, int reinterpreted_batch_dims) : Transform
            {
                public override constraints.Constraint domain => constraints.independent(base_transform.domain, reinterpreted_batch_dims);

                public override constraints.Constraint codomain => constraints.independent(base_transform.codomain, reinterpreted_batch_dims);

                public override bool bijective => base_transform.bijective;

                public override long[] forward_shape(long[] shape) => base_transform.forward_shape(shape);

                public override long[] inverse_shape(long[] shape) => base_transform.inverse_shape(shape);

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) =>
                    _sum_rightmost(base_transform.log_abs_det_jacobian(x, y), reinterpreted_batch_dims);

                protected internal override Tensor _call(Tensor x) => base_transform.forward(Checked(x, domain));

                protected internal override Tensor _inverse(Tensor y) => base_transform._inverse(Checked(y, codomain));

                protected internal override Tensor _sign() => base_transform.sign;

                private static Tensor Checked(Tensor value, constraints.Constraint region) => value.Impl.Sizes.Length >= region.event_dim
                    ? value
                    : throw new ArgumentException($"Too few dimensions: expected at least {region.event_dim}, got shape {Guard.Shape(value.Impl.Sizes)}.");
            }

            /// <summary>Another shape of one value; the batch dimensions before it stay.</summary>
            public class ReshapeTransform : Transform
            {
                private readonly long[] _in, _out;

                /// <param name="in_shape">Shape of an input.</param>
                /// <param name="out_shape">Shape of an output, of as many elements.</param>
                public ReshapeTransform(long[] in_shape, long[] out_shape)
                {
                    if (Shapes.Shape.Count(in_shape) != Shapes.Shape.Count(out_shape))
                        throw new ArgumentException($"ReshapeTransform: {Guard.Shape(in_shape)} and {Guard.Shape(out_shape)} differ in size.");
                    (_in, _out) = ([.. in_shape], [.. out_shape]);
                }

                public override constraints.Constraint domain => constraints.independent(constraints.real, _in.Length);

                public override constraints.Constraint codomain => constraints.independent(constraints.real, _out.Length);

                public override bool bijective => true;

                public override long[] forward_shape(long[] shape) => Exchanged(shape, _in, _out);

                public override long[] inverse_shape(long[] shape) => Exchanged(shape, _out, _in);

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => zeros(x.Impl.Sizes[..^_in.Length], x.dtype);

                protected internal override Tensor _call(Tensor x) => x.reshape(forward_shape(x.Impl.Sizes));

                protected internal override Tensor _inverse(Tensor y) => y.reshape(inverse_shape(y.Impl.Sizes));

                private static long[] Exchanged(long[] shape, long[] from, long[] to)
                {
                    var batch = shape.Length - from.Length;
                    if (batch < 0 || !shape.AsSpan(batch).SequenceEqual(from))
                        throw new ArgumentException($"Shape mismatch: expected the trailing dimensions {Guard.Shape(from)}, got shape {Guard.Shape(shape)}.");
                    return [.. shape[..batch], .. to];
                }
            }

            /// <summary>The softmax of a vector; not bijective, because a constant added to all elements does not change the output.</summary>
            public class SoftmaxTransform : Transform
            {
                public override constraints.Constraint domain => constraints.real_vector;

                public override constraints.Constraint codomain => constraints.simplex;

                protected internal override Tensor _call(Tensor x) => x.softmax(-1);

                protected internal override Tensor _inverse(Tensor y) => y.log();
            }
        }
    }
}
