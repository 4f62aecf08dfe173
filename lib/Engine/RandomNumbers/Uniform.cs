namespace TorchSharp.RandomNumbers;

using static torch;

/// <summary>Uniform numbers in the order and with the rounding of PyTorch's CPU kernels.</summary>
internal static unsafe class Uniform
{
    /// <summary>from + u·(to − from) with u on [0, 1).</summary>
    public static void Fill(TensorImpl tensor, double from, double to, Generator? generator)
    {
        generator ??= Generator.Default;
        lock (generator)
        {
            var twister = generator.Twister;
            switch (tensor.Type)
            {
                case ScalarType.Float32:
                    float low = (float)from, width = (float)to - (float)from;
                    var singles = (float*)tensor.Data;
                    Singles(singles, tensor.Count, twister);
                    if ((low, width) == (0, 1)) break;
                    for (long i = 0; i < tensor.Count; i++) singles[i] = MathF.FusedMultiplyAdd(singles[i], width, low); // PyTorch's compiler fuses here
                    break;
                case ScalarType.Float64:
                    var doubles = (double*)tensor.Data;
                    for (long i = 0; i < tensor.Count; i++) doubles[i] = Math.FusedMultiplyAdd(twister.NextDouble(), to - from, from);
                    break;
                default:
                    throw Guard.Error($"Uniform random numbers need a floating type, got {tensor.Type}.");
            }
        }
    }

    /// <summary>Numbers on [0, 1).</summary>
    internal static void Singles(float* numbers, long count, MersenneTwister twister)
    {
        for (long at = 0; at < count; at += int.MaxValue) twister.NextSingles(new Span<float>(numbers + at, (int)Math.Min(int.MaxValue, count - at)));
    }
}
