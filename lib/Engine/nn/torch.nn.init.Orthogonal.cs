namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>A matrix with orthonormal rows or columns, whichever are fewer (Saxe et al. 2013); all of them are equally likely.</summary>
            /// <param name="tensor">At least two dimensions; those after the first count as one.</param>
            /// <param name="gain">Factor on the result.</param>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1)
            {
                RequireDimensions(tensor, "orthogonal_", 2, int.MaxValue);
                if (tensor.numel() == 0) return tensor;
                return Quietly(tensor, t =>
                {
                    using var scope = NewDisposeScope();
                    var rows = t.Impl.Sizes[0];
                    var columns = t.numel() / rows;
                    var noise = randn(new[] { rows, columns }, t.dtype);
                    var (q, r) = linalg.qr(rows < columns ? noise.t() : noise);
                    // Without the signs of R's diagonal, Q would depend on how the decomposition chooses them (Mezzadri 2006).
                    q = q * r.diagonal().sign();
                    t.copy_((rows < columns ? q.t() : q).reshape(t.shape)).mul_(gain);
                });
            }
        }
    }
}
