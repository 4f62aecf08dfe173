using TorchSharp.Autograd;
using TorchSharp.Kernels;
using TorchSharp.RandomNumbers;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Integers on [low, high), in PyTorch's order of numbers; Int64 unless a type is given.</summary>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        if (high <= low) throw Guard.Error($"randint expects low < high, got {low} and {high}.");
        using var drawn = Create(size, ScalarType.Int64, device, false, t => Integers.Fill(t, low, high, generator));
        var result = drawn.to(dtype ?? ScalarType.Int64);
        return requires_grad ? result.requires_grad_() : result;
    }

    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, size.Shape, dtype, device, requires_grad, generator, names);

    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size.Shape, dtype, device, requires_grad, generator, names);

    public static Tensor randint(int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(low, high, Array.ConvertAll(size, s => (long)s), dtype, device, requires_grad, generator, names);

    public static Tensor randint(int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, Array.ConvertAll(size, s => (long)s), dtype, device, requires_grad, generator, names);

    /// <summary>0 … n − 1 in random order.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
    {
        using var drawn = Create([n], ScalarType.Int64, device, false, t => Integers.Permute(t, generator));
        var result = drawn.to(dtype ?? ScalarType.Int64);
        return requires_grad ? result.requires_grad_() : result;
    }

    /// <summary>Normal with one mean and deviation.</summary>
    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Create(size.ToArray(), dtype, device, requires_grad, t => Normal.Fill(t, mean, std, generator));

    /// <summary>Normal with a mean and a deviation for each element.</summary>
    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null)
    {
        var noise = randn(Shapes.Shape.Broadcast(mean.Impl.Sizes, std.Impl.Sizes), mean.dtype, generator: generator);
        return noise * std + mean;
    }

    /// <summary>1 with the probability that each element of <paramref name="input"/> gives, else 0.</summary>
    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);

    public partial class Tensor
    {
        /// <summary>Overwrites with uniform numbers on [from, to).</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            from <= to ? Draw((t, _) => Uniform.Fill(t, from, to, generator)) : throw Guard.Error($"uniform_ expects from <= to, got {from} and {to}.");

        /// <summary>Overwrites with normal numbers.</summary>
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) => Draw((t, isContiguous) => Normal.Fill(t, mean, std, generator, isContiguous));

        /// <summary>Overwrites with ones of probability <paramref name="p"/>, and zeros.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Draw((t, _) => Bernoulli.Fill(t, p, generator));

        /// <summary>1 with the probability that each element gives, else 0.</summary>
        public Tensor bernoulli(Generator? generator = null)
        {
            if (!dtype.IsFloating()) throw Guard.Error($"bernoulli expects probabilities of a floating type, got {dtype}.");
            using var dense = detach().contiguous();
            return Create(Impl.Sizes, dtype, null, false, t => Bernoulli.Fill(t, dense.Impl, generator));
        }

        /// <summary>Overwrites with numbers drawn in the order in which the elements lie in memory.</summary>
        private Tensor Draw(Action<TensorImpl, bool> fill)
        {
            RequireWritable();
            var records = Tape.Records(this);
            var before = records ? EdgeOfOverwritten() : default;
            if (Impl.IsContiguous)
            {
                fill(Impl, true);
            }
            else
            {
                int[] order = [.. Enumerable.Range(0, Impl.Sizes.Length).OrderByDescending(d => Impl.Strides[d])];
                var inMemoryOrder = Impl.Alias([.. order.Select(d => Impl.Sizes[d])], [.. order.Select(d => Impl.Strides[d])], Impl.Offset);
                var dense = TensorImpl.Allocate(Impl.Type, inMemoryOrder.Sizes);
                fill(dense, false);
                Pointwise.Copy(dense, inMemoryOrder);
                dense.Release();
                inMemoryOrder.Release();
            }
            Impl.Storage.BumpVersion();
            if (records) Tape.RecordInPlace("DrawBackward", this, before, [], [], static g => [g.Needs(0) ? torch.zeros_like(g.Output) : null]);
            return this;
        }
    }
}
