using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.RandomNumbers;

using static torch;

/// <summary>
/// Normal numbers as PyTorch's CPU kernel draws them: 16 or more by Box–Muller on blocks of 16 uniforms (first half angles'
/// partners of the second half), fewer one pair at a time in double precision.
/// </summary>
internal static unsafe class Normal
{
    private const int Block = 16;

    // Tensors that are not contiguous are not drawn in blocks: one by one, however many they are.
    public static void Fill(TensorImpl tensor, double mean, double std, Generator? generator, bool inBlocks = true)
    {
        if (std < 0) throw Guard.Error($"normal expects std >= 0.0, but found std {std}.");
        generator ??= Generator.Default;
        lock (generator)
        {
            switch (tensor.Type)
            {
                case ScalarType.Float32: Fill((float*)tensor.Data, tensor.Count, (float)mean, (float)std, generator.Twister, inBlocks); break;
                case ScalarType.Float64: Fill((double*)tensor.Data, tensor.Count, mean, std, generator.Twister, inBlocks); break;
                default: throw Guard.Error($"Normal random numbers need a floating type, got {tensor.Type}.");
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill<T>(T* data, long count, T mean, T std, MersenneTwister twister, bool inBlocks) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (count < Block || !inBlocks)
        {
            for (long i = 0; i < count; i++)
                data[i] = T.CreateTruncating(twister.NextNormal() * double.CreateTruncating(std) + double.CreateTruncating(mean));
            return;
        }
        Uniforms(data, count, twister);
        for (long i = 0; i + Block <= count; i += Block) BoxMuller(data + i, mean, std);
        if (count % Block == 0) return;
        // The last block overlaps the one before and is drawn anew, as PyTorch does.
        var tail = data + count - Block;
        Uniforms(tail, Block, twister);
        BoxMuller(tail, mean, std);
    }

    private static void Uniforms<T>(T* data, long count, MersenneTwister twister) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float)) Uniform.Singles((float*)data, count, twister);
        else
            for (long i = 0; i < count; i++) data[i] = T.CreateTruncating(twister.NextDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BoxMuller<T>(T* block, T mean, T std) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float) && Block / 2 % Vector<float>.Count == 0)
        {
            BoxMuller((float*)block, float.CreateTruncating(mean), float.CreateTruncating(std));
            return;
        }
        for (var j = 0; j < Block / 2; j++)
        {
            var u1 = T.One - block[j]; // (0, 1], so that the logarithm is finite
            var u2 = block[j + Block / 2];
            var radius = T.Sqrt(T.CreateTruncating(-2) * T.Log(u1));
            var theta = T.CreateTruncating(2) * T.Pi * u2;
            block[j] = radius * T.Cos(theta) * std + mean;
            block[j + Block / 2] = radius * T.Sin(theta) * std + mean;
        }
    }

    private static void BoxMuller(float* block, float mean, float std)
    {
        float* second = block + Block / 2;
        for (var j = 0; j < Block / 2; j += Vector<float>.Count)
        {
            var radius = Vector.SquareRoot(Kernels.SingleMath.Log(Vector<float>.One - Vector.Load(block + j)) * -2f);
            var (sine, cosine) = Kernels.SingleMath.SinCos(Vector.Load(second + j) * (2 * MathF.PI));
            (radius * cosine * std + new Vector<float>(mean)).Store(block + j);
            (radius * sine * std + new Vector<float>(mean)).Store(second + j);
        }
    }
}
