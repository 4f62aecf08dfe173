using TorchSharp.Autograd;
using TorchSharp.Kernels;
using TorchSharp.Shapes;

namespace TorchSharp;

// Products of vectors, matrices and batches of matrices. Transposes are never copied: the kernel reads any strides.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>[n, k] × [k, m] → [n, m].</summary>
        public Tensor mm(Tensor target)
        {
            var (a, b) = (this, target);
            if (a.Impl.Sizes.Length != 2 || b.Impl.Sizes.Length != 2)
                throw Guard.Error($"mm expects two matrices, got {Guard.Shape(a.Impl.Sizes)} and {Guard.Shape(b.Impl.Sizes)}.");
            RequireProduct(a, b);
            var product = Multiply(a, b, null);
            return Tape.Records(a, b)
                ? Tape.Record("MmBackward", product, [a, b], [a, b],
                    static g => [g.Needs(0) ? g.Output.mm(g.Saved(1).t()) : null, g.Needs(1) ? g.Saved(0).t().mm(g.Output) : null])
                : product;
        }

        /// <summary>[b, n, k] × [b, k, m] → [b, n, m].</summary>
        public Tensor bmm(Tensor batch2)
        {
            var (a, b) = (this, batch2);
            if (a.Impl.Sizes.Length != 3 || b.Impl.Sizes.Length != 3 || a.Impl.Sizes[0] != b.Impl.Sizes[0])
                throw Guard.Error($"bmm expects two batches of equally many matrices, got {Guard.Shape(a.Impl.Sizes)} and {Guard.Shape(b.Impl.Sizes)}.");
            RequireProduct(a, b);
            var product = MultiplyBatches(a, b);
            return Tape.Records(a, b)
                ? Tape.Record("BmmBackward", product, [a, b], [a, b], static g =>
                [
                    g.Needs(0) ? g.Output.bmm(g.Saved(1).transpose(1, 2)) : null,
                    g.Needs(1) ? g.Saved(0).transpose(1, 2).bmm(g.Output) : null,
                ])
                : product;
        }

        /// <summary>[n, k] × [k] → [n].</summary>
        public Tensor mv(Tensor target)
        {
            if (Impl.Sizes.Length != 2 || target.Impl.Sizes.Length != 1)
                throw Guard.Error($"mv expects a matrix and a vector, got {Guard.Shape(Impl.Sizes)} and {Guard.Shape(target.Impl.Sizes)}.");
            return mm(target.unsqueeze(1)).squeeze(1);
        }

        /// <summary>Sum of the products of two vectors.</summary>
        public Tensor dot(Tensor target)
        {
            if (Impl.Sizes.Length != 1 || target.Impl.Sizes.Length != 1 || Impl.Count != target.Impl.Count)
                throw Guard.Error($"dot expects two vectors of one length, got {Guard.Shape(Impl.Sizes)} and {Guard.Shape(target.Impl.Sizes)}.");
            return mul(target).sum();
        }

        /// <summary>All products of the elements of two vectors: [n], [m] → [n, m].</summary>
        public Tensor outer(Tensor vec2) => unsqueeze(1).mul(vec2.unsqueeze(0));

        /// <summary>beta · this + alpha · mat1 · mat2.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1)
        {
            var product = alpha == 1 ? mat1.mm(mat2) : mat1.mm(mat2).mul(alpha);
            return beta == 0 ? product : product.add(beta == 1 ? this : mul(beta));
        }

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => InPlace(x => x.addmm(mat1, mat2, beta, alpha), mat1, mat2);

        /// <summary>The product of vectors, matrices or batches that broadcast, by PyTorch's rules.</summary>
        public Tensor matmul(Tensor target)
        {
            var (a, b) = (this, target);
            int m = a.Impl.Sizes.Length, n = b.Impl.Sizes.Length;
            switch (m, n)
            {
                case (0, _) or (_, 0):
                    throw Guard.Error($"Both arguments to matmul need to be at least 1-D, got {Guard.Shape(a.Impl.Sizes)} and {Guard.Shape(b.Impl.Sizes)}.");
                case (1, 1): return a.dot(b);
                case (2, 2): return a.mm(b);
                case (2, 1): return a.mv(b);
                case (1, 2): return a.unsqueeze(0).mm(b).squeeze(0);
                case (1, _): return a.unsqueeze(0).matmul(b).squeeze(-2);
                case (_, 1): return a.matmul(b.unsqueeze(1)).squeeze(-1);
                case (_, 2):
                    // One matrix for the whole batch: a single tall product.
                    RequireProduct(a, b);
                    return a.reshape(Shape.Count(a.Impl.Sizes.AsSpan(..^1)), a.Impl.Sizes[^1]).mm(b).reshape([.. a.Impl.Sizes[..^1], b.Impl.Sizes[1]]);
            }
            RequireProduct(a, b);
            var batch = Shape.Broadcast(a.Impl.Sizes[..^2], b.Impl.Sizes[..^2]);
            var count = Shape.Count(batch);
            var left = a.expand([.. batch, .. a.Impl.Sizes[^2..]]).reshape([count, .. a.Impl.Sizes[^2..]]);
            var right = b.expand([.. batch, .. b.Impl.Sizes[^2..]]).reshape([count, .. b.Impl.Sizes[^2..]]);
            return left.bmm(right).reshape([.. batch, a.Impl.Sizes[^2], b.Impl.Sizes[^1]]);
        }

        /// <summary>x · Wᵀ + b for x of shape [*, in], W [out, in], b [out]: one product with the bias added while it is written.</summary>
        internal static Tensor LinearForward(Tensor x, Tensor weight, Tensor? bias)
        {
            if (weight.Impl.Sizes.Length != 2 || x.Impl.Sizes.Length == 0 || x.Impl.Sizes[^1] != weight.Impl.Sizes[1])
                throw Guard.Error(
                    $"linear: input {Guard.Shape(x.Impl.Sizes)} and weight {Guard.Shape(weight.Impl.Sizes)}: " +
                    $"inner dimensions {(x.Impl.Sizes.Length == 0 ? 0 : x.Impl.Sizes[^1])} and {(weight.Impl.Sizes.Length == 2 ? weight.Impl.Sizes[1] : 0)} differ.");
            if (bias is not null && (bias.Impl.Sizes.Length != 1 || bias.Impl.Sizes[0] != weight.Impl.Sizes[0]))
                throw Guard.Error($"linear: bias {Guard.Shape(bias.Impl.Sizes)} does not fit weight {Guard.Shape(weight.Impl.Sizes)}.");
            if (x.Impl.Sizes.Length != 2)
            {
                var flat = LinearForward(x.reshape(Shape.Count(x.Impl.Sizes.AsSpan(..^1)), x.Impl.Sizes[^1]), weight, bias);
                return flat.reshape([.. x.Impl.Sizes[..^1], weight.Impl.Sizes[0]]);
            }

            Tensor y;
            using (var transposed = new Tensor(weight.Impl.Alias([weight.Impl.Sizes[1], weight.Impl.Sizes[0]], [weight.Impl.Strides[1], weight.Impl.Strides[0]], weight.Impl.Offset)))
                y = Multiply(x, transposed, bias);
            if (bias is null)
            {
                return Tape.Records(x, weight)
                    ? Tape.Record("LinearBackward", y, [x, weight], [x, weight],
                        static g => [g.Needs(0) ? g.Output.mm(g.Saved(1)) : null, g.Needs(1) ? g.Output.t().mm(g.Saved(0)) : null])
                    : y;
            }
            return Tape.Records([x, weight, bias])
                ? Tape.Record("LinearBackward", y, [x, weight, bias], [x, weight], static g =>
                [
                    g.Needs(0) ? g.Output.mm(g.Saved(1)) : null,
                    g.Needs(1) ? g.Output.t().mm(g.Saved(0)) : null,
                    g.Needs(2) ? g.Output.Sum([0], false, null) : null, // sum(0) would be sum(ScalarType.Byte)
                ])
                : y;
        }

        private static void RequireProduct(Tensor a, Tensor b)
        {
            if (a.dtype != b.dtype) throw Guard.Error($"Matrices must have the same type, got {a.dtype} and {b.dtype}.");
            if (a.Impl.Sizes[^1] != b.Impl.Sizes[^2])
                throw Guard.Error(
                    $"mat1 {Guard.Shape(a.Impl.Sizes)} and mat2 {Guard.Shape(b.Impl.Sizes)}: inner dimensions {a.Impl.Sizes[^1]} and {b.Impl.Sizes[^2]} differ.");
        }

        private static unsafe Tensor Multiply(Tensor a, Tensor b, Tensor? bias)
        {
            if (a.dtype != b.dtype || (bias is not null && bias.dtype != a.dtype))
                throw Guard.Error($"Matrices must have the same type, got {a.dtype} and {b.dtype}.");
            if (!a.dtype.IsFloating()) return MultiplyIntegers(a, b);
            var (x, y) = (a.Impl, b.Impl);
            int m = checked((int)x.Sizes[0]), k = checked((int)x.Sizes[1]), n = checked((int)y.Sizes[1]);
            var result = TensorImpl.Allocate(a.dtype, [m, n]);
            using var dense = bias?.contiguous();
            if (a.dtype == ScalarType.Float32)
                Gemm.Multiply(m, n, k, (float*)x.Data, x.Strides[0], x.Strides[1], (float*)y.Data, y.Strides[0], y.Strides[1], (float*)result.Data, n, false,
                    dense is null ? null : (float*)dense.Impl.Data);
            else
                Gemm.Multiply(m, n, k, (double*)x.Data, x.Strides[0], x.Strides[1], (double*)y.Data, y.Strides[0], y.Strides[1], (double*)result.Data, n, false,
                    dense is null ? null : (double*)dense.Impl.Data);
            GC.KeepAlive(a); // the product reads them by address
            GC.KeepAlive(b);
            return new Tensor(result);
        }

        private static unsafe Tensor MultiplyBatches(Tensor a, Tensor b)
        {
            if (!a.dtype.IsFloating()) throw Guard.Error($"bmm of {a.dtype} tensors is not supported; convert to a floating type.");
            var (x, y) = (a.Impl, b.Impl);
            int batch = checked((int)x.Sizes[0]), m = checked((int)x.Sizes[1]), k = checked((int)x.Sizes[2]), n = checked((int)y.Sizes[2]);
            var result = TensorImpl.Allocate(a.dtype, [batch, m, n]);
            if (a.dtype == ScalarType.Float32)
                Gemm.BatchedMultiply(batch, m, n, k, (float*)x.Data, x.Strides[0], x.Strides[1], x.Strides[2],
                    (float*)y.Data, y.Strides[0], y.Strides[1], y.Strides[2], (float*)result.Data, (long)m * n, n, false);
            else
                Gemm.BatchedMultiply(batch, m, n, k, (double*)x.Data, x.Strides[0], x.Strides[1], x.Strides[2],
                    (double*)y.Data, y.Strides[0], y.Strides[1], y.Strides[2], (double*)result.Data, (long)m * n, n, false);
            GC.KeepAlive(a);
            GC.KeepAlive(b);
            return new Tensor(result);
        }

        /// <summary>Integer matrices are rare and small: summed products, exact in Int64.</summary>
        private static Tensor MultiplyIntegers(Tensor a, Tensor b) => a.unsqueeze(2).mul(b.unsqueeze(0)).sum(1).to(a.dtype);
    }

    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    public static Tensor mv(Tensor input, Tensor target) => input.mv(target);

    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);

    public static Tensor outer(Tensor input, Tensor vec2) => input.outer(vec2);

    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm(mat1, mat2, beta, alpha);

    public static Tensor addmm_(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmm_(mat1, mat2, beta, alpha);
}
