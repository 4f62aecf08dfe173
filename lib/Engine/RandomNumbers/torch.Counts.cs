using TorchSharp.RandomNumbers;

namespace TorchSharp;

// Numbers of events: Poisson, binomial, geometric; and integers in place.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Poisson numbers with each element as the mean.</summary>
        public Tensor poisson(Generator? generator = null)
        {
            using var wrong = RequireFloating("poisson").detach().lt(0);
            if (wrong.any().item<bool>())
                throw Guard.Error($"Invalid Poisson rate, expected rates to be non-negative, but the smallest is {detach().min().ToDouble()}.");
            return WithoutGradientOf(DrawFrom(generator, PoissonSampler.Next));
        }

        /// <summary>
        /// How many of as many trials as the elements say succeed, each with the probability <paramref name="prob"/>; the operands broadcast.
        /// </summary>
        public Tensor binomial(Tensor prob, Generator? generator = null)
        {
            if (RequireFloating("binomial").dtype != prob.dtype)
                throw Guard.Error($"binomial: count and prob must have the same type, got {dtype} and {prob.dtype}.");
            return WithoutGradientOf(dtype == ScalarType.Float32
                ? DrawFrom(generator, prob, static (twister, n, p) => BinomialSampler<float>.Next(twister, (float)n, (float)p))
                : DrawFrom(generator, prob, BinomialSampler<double>.Next));
        }

        /// <summary>Overwrites with the number of trials until the first success: ⌈log u / log(1 − p)⌉.</summary>
        public Tensor geometric_(double p, Generator? generator = null)
        {
            if (!(p > 0 && p < 1)) throw Guard.Error($"geometric_ expects p to be in (0, 1), but got p={p}.");
            return DrawEach(generator, twister => Math.Ceiling(Math.Log(twister.NextDouble()) / Kernels.Precise.Log1P(-p)), anyType: true);
        }

        /// <summary>Overwrites with integers on [from, to).</summary>
        public Tensor random_(double from, double to, Generator? generator = null)
        {
            var (low, high) = ((long)from, (long)to);
            if (low >= high) throw Guard.Error($"random_ expects 'from' to be less than 'to', but got from={low} >= to={high}.");
            return Draw((t, _) =>
            {
                using var drawn = new Tensor(TensorImpl.Allocate(ScalarType.Int64, t.Sizes));
                Integers.Fill(drawn.Impl, low, high, generator);
                Kernels.Pointwise.Copy(drawn.Impl, t);
            });
        }

        /// <summary>Overwrites with ones of the probabilities <paramref name="p"/>, which broadcast, and zeros.</summary>
        public Tensor bernoulli_(Tensor p, Generator? generator = null)
        {
            using var drawn = p.detach().expand(Impl.Sizes).bernoulli(generator);
            return Draw((t, _) => Kernels.Pointwise.Copy(drawn.Impl, t));
        }

        /// <summary>Integers on [low, high) in the shape of this tensor, and its type unless another is given.</summary>
        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            randint(low, high, Impl.Sizes, dtype ?? this.dtype, device, requires_grad);

        /// <summary>Counts do not move with their parameters: their gradient is zero.</summary>
        private Tensor WithoutGradientOf(Tensor drawn) =>
            Autograd.Tape.Records(this) ? Autograd.Tape.Record("CountBackward", drawn, [this], [], static g => [torch.zeros_like(g.Output)]) : drawn;
    }

    public static Tensor poisson(Tensor input, Generator? generator = null) => input.poisson(generator);

    public static Tensor binomial(Tensor count, Tensor probs, Generator? generator = null) => count.binomial(probs, generator);

    public static Tensor randint_like(Tensor input, long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.randint_like(low, high, dtype, device, requires_grad);

    /// <summary>One number on [0, 1).</summary>
    public static double rand_float(Generator? generator = null) => rand([1], ScalarType.Float32, generator: generator).item<float>();

    /// <summary>One standard normal number.</summary>
    public static double randn_float(Generator? generator = null) => randn([1], ScalarType.Float32, generator: generator).item<float>();

    public static bool randint_bool(Generator? generator = null) => randint_int(2, generator) == 1;

    public static int randint_int(int high, Generator? generator = null) => randint_int(0, high, generator);

    public static int randint_int(int low, int high, Generator? generator = null) => (int)randint_long(low, high, generator);

    public static long randint_long(long high, Generator? generator = null) => randint_long(0, high, generator);

    /// <summary>One integer on [low, high).</summary>
    public static long randint_long(long low, long high, Generator? generator = null) => randint(low, high, [1], generator: generator).item<long>();
}
