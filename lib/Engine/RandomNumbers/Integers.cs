namespace TorchSharp.RandomNumbers;

using static torch;

/// <summary>Random integers and permutations as PyTorch's CPU kernels draw them.</summary>
internal static unsafe class Integers
{
    /// <summary>Uniform on [low, high): 32 random bits modulo the width, 64 for widths of 2³² or more.</summary>
    public static void Fill(TensorImpl tensor, long low, long high, Generator? generator)
    {
        generator ??= Generator.Default;
        lock (generator)
        {
            var twister = generator.Twister;
            var data = (long*)tensor.Data;
            for (long i = 0; i < tensor.Count; i++) data[i] = Next(twister, low, high);
        }
    }

    private static long Next(MersenneTwister twister, long low, long high)
    {
        var width = (ulong)(high - low);
        return low + (long)((width >= 1ul << 32 ? twister.NextUInt64() : twister.NextUInt32()) % width);
    }

    /// <summary>Fisher and Yates, from the front.</summary>
    public static void Permute(TensorImpl tensor, Generator? generator)
    {
        generator ??= Generator.Default;
        lock (generator)
        {
            var data = (long*)tensor.Data;
            var n = tensor.Count;
            for (long i = 0; i < n; i++) data[i] = i;
            for (long i = 0; i < n - 1; i++)
            {
                var other = i + generator.Twister.NextUInt32() % (n - i);
                (data[i], data[other]) = (data[other], data[i]);
            }
        }
    }
}

/// <summary>Zeros and ones as PyTorch's CPU kernels draw them.</summary>
internal static unsafe class Bernoulli
{
    public static void Fill(TensorImpl tensor, double p, Generator? generator)
    {
        if (p is < 0 or > 1) throw Guard.Error($"bernoulli_ expects p to be in [0, 1], but got p={p}.");
        generator ??= Generator.Default;
        var ones = TensorImpl.Allocate(ScalarType.Bool, tensor.Sizes);
        lock (generator)
        {
            for (long i = 0; i < tensor.Count; i++) ones.Data[i] = generator.Twister.NextDouble() < p ? (byte)1 : (byte)0;
        }
        Kernels.Pointwise.Copy(ones, tensor);
        ones.Release();
    }

    /// <summary>A probability for each element.</summary>
    public static void Fill(TensorImpl tensor, TensorImpl probabilities, Generator? generator)
    {
        generator ??= Generator.Default;
        lock (generator)
        {
            var twister = generator.Twister;
            if (tensor.Type == ScalarType.Float32)
            {
                float* p = (float*)probabilities.Data, x = (float*)tensor.Data;
                for (long i = 0; i < tensor.Count; i++) x[i] = twister.NextSingle() < Checked(p[i]) ? 1 : 0;
            }
            else
            {
                double* p = (double*)probabilities.Data, x = (double*)tensor.Data;
                for (long i = 0; i < tensor.Count; i++) x[i] = twister.NextDouble() < Checked(p[i]) ? 1 : 0;
            }
        }
    }

    private static double Checked(double p) => p is >= 0 and <= 1 ? p : throw Guard.Error($"Expected probabilities in [0, 1], but got {p}.");

    private static float Checked(float p) => p is >= 0 and <= 1 ? p : throw Guard.Error($"Expected probabilities in [0, 1], but got {p}.");
}
