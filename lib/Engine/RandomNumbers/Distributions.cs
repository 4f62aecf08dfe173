using TorchSharp.Kernels;
using TorchSharp.RandomNumbers;

namespace TorchSharp;

// Further distributions, each a transform of uniform or normal doubles as in PyTorch's CPU kernels.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Overwrites with exponential numbers of the given rate: −log(1 − u)/λ.</summary>
        public Tensor exponential_(double lambda = 1, Generator? generator = null) => lambda > 0
            ? DrawEach(generator, t => -1 / lambda * double.LogP1(-t.NextDouble()))
            : throw Guard.Error($"exponential_ expects lambda > 0.0, but found lambda={lambda}.");

        /// <summary>Overwrites with Cauchy numbers: median + σ tan(π(u − ½)).</summary>
        public Tensor cauchy_(double median = 0, double sigma = 1, Generator? generator = null) => sigma > 0
            ? DrawEach(generator, t => median + sigma * Math.Tan(Math.PI * (t.NextDouble() - 0.5)))
            : throw Guard.Error($"cauchy_ expects sigma > 0.0, but found sigma={sigma}.");

        /// <summary>Overwrites with e to the power of normal numbers.</summary>
        public Tensor log_normal_(double mean = 0, double std = 1, Generator? generator = null) => std > 0
            ? DrawEach(generator, t => Math.Exp(t.NextNormal() * std + mean))
            : throw Guard.Error($"log_normal_ expects std > 0.0, but found std={std}.");

        private Tensor DrawEach(Generator? generator, Func<MersenneTwister, double> draw, bool anyType = false)
        {
            if (!anyType && !dtype.IsFloating()) throw Guard.Error($"These random numbers need a floating type, got {dtype}.");
            generator ??= Generator.Default;
            return Draw((t, _) =>
            {
                var drawn = new double[t.Count];
                lock (generator)
                    for (var i = 0; i < drawn.Length; i++) drawn[i] = draw(generator.Twister);
                using var values = tensor(drawn).reshape(t.Sizes);
                Pointwise.Copy(values.Impl, t);
            });
        }
    }
}
