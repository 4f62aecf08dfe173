using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Probabilities from logits, along one dimension.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>exp(x) / Σ exp(x) along one dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null)
        {
            var x = dtype is { } type ? to(type) : RequireFloating("softmax");
            if (x.CountOver([dim]) == 0) return x.clone();
            Tensor y;
            using (no_grad())
            {
                if (x.HasRowsOfSingles(dim))
                {
                    y = x.SoftmaxOfRows(false);
                }
                else
                {
                    var e = (x - x.amax([dim], true)).exp();
                    y = e / e.sum(dim, true);
                }
            }
            return Tape.Records(x)
                ? Tape.Record("SoftmaxBackward", y, [x], [y], g => [!GradMode.Enabled && g.Output.HasRowsOfSingles(dim)
                    ? g.Output.SoftmaxGradientOfRows(g.Saved(0), false)
                    : g.Saved(0) * (g.Output - (g.Output * g.Saved(0)).sum(dim, true))])
                : y;
        }

        /// <summary>x − log Σ exp(x) along one dimension.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null)
        {
            var x = dtype is { } type ? to(type) : RequireFloating("log_softmax");
            if (x.CountOver([dim]) == 0) return x.clone();
            Tensor y;
            using (no_grad())
            {
                if (x.HasRowsOfSingles(dim))
                {
                    y = x.SoftmaxOfRows(true);
                }
                else
                {
                    var shifted = x - x.amax([dim], true);
                    y = shifted - shifted.exp().sum(dim, true).log();
                }
            }
            return Tape.Records(x)
                ? Tape.Record("LogSoftmaxBackward", y, [x], [y], g => [!GradMode.Enabled && g.Output.HasRowsOfSingles(dim)
                    ? g.Output.SoftmaxGradientOfRows(g.Saved(0), true)
                    : g.Output - g.Saved(0).exp() * g.Output.sum(dim, true)])
                : y;
        }

        /// <summary>Whether the elements along a dimension are neighbours in memory, once the tensor is contiguous, and singles.</summary>
        private bool HasRowsOfSingles(long dim) =>
            dtype == ScalarType.Float32 && Impl.Sizes.Length > 0 && Impl.Count > 0 && Impl.Sizes[^1] <= int.MaxValue &&
            Guard.Dimension(dim, Impl.Sizes.Length) == Impl.Sizes.Length - 1;

        private unsafe Tensor SoftmaxOfRows(bool logarithm)
        {
            using var dense = contiguous();
            var y = TensorImpl.Allocate(ScalarType.Float32, Impl.Sizes);
            var count = (int)Impl.Sizes[^1];
            SoftmaxRows.Run((float*)dense.Impl.Data, (float*)y.Data, Impl.Count / count, count, logarithm);
            return new Tensor(y);
        }

        private unsafe Tensor SoftmaxGradientOfRows(Tensor value, bool logarithm)
        {
            using var dense = contiguous();
            var result = TensorImpl.Allocate(ScalarType.Float32, Impl.Sizes);
            var count = (int)Impl.Sizes[^1];
            SoftmaxRowsGradient.Run((float*)value.Impl.Data, (float*)dense.Impl.Data, (float*)result.Data, Impl.Count / count, count, logarithm);
            GC.KeepAlive(value);
            return new Tensor(result);
        }
    }
}
