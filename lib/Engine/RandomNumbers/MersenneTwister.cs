using System.Runtime.CompilerServices;

namespace TorchSharp.RandomNumbers;

/// <summary>
/// MT19937 (Matsumoto and Nishimura 1998) with the seeding and the bit-to-number rules of PyTorch's CPU generator, so that one
/// seed gives the same numbers in both.
/// </summary>
internal sealed class MersenneTwister
{
    private const int N = 624, M = 397;

    private readonly uint[] _state = new uint[N];
    private int _next;

    public MersenneTwister(ulong seed) => Seed(seed);

    private MersenneTwister(uint[] state, int next)
    {
        state.CopyTo(_state, 0);
        _next = next;
    }

    /// <summary>The second normal of a Box–Muller pair, kept for the next request.</summary>
    public double? SpareNormal { get; set; }

    public ulong InitialSeed { get; private set; }

    public int Position => _next;

    public ReadOnlySpan<uint> State => _state;

    /// <summary>PyTorch feeds only the low 32 bits of a seed to the twister.</summary>
    public void Seed(ulong seed)
    {
        InitialSeed = seed;
        SpareNormal = null;
        _state[0] = (uint)seed;
        for (var i = 1; i < N; i++) _state[i] = 1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30)) + (uint)i;
        _next = N;
    }

    public static MersenneTwister Restore(ulong seed, ReadOnlySpan<uint> state, int next, double? spareNormal)
    {
        if (state.Length != N || next is < 0 or > N) throw Guard.Error("This is no state of a random generator.");
        return new MersenneTwister(state.ToArray(), next) { InitialSeed = seed, SpareNormal = spareNormal };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public uint NextUInt32()
    {
        if (_next == N) Twist();
        var y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    /// <summary>Two draws, the first in the high half.</summary>
    public ulong NextUInt64()
    {
        ulong high = NextUInt32();
        return high << 32 | NextUInt32();
    }

    /// <summary>24 random bits in [0, 1).</summary>
    public float NextSingle() => (NextUInt32() & ((1u << 24) - 1)) * (1f / (1 << 24));

    /// <summary>53 random bits in [0, 1).</summary>
    public double NextDouble() => (NextUInt64() & ((1ul << 53) - 1)) * (1.0 / (1ul << 53));

    /// <summary>One standard normal by Box–Muller, as PyTorch draws fewer than 16 at a time.</summary>
    public double NextNormal()
    {
        if (SpareNormal is { } spare)
        {
            SpareNormal = null;
            return spare;
        }
        double u1 = NextDouble(), u2 = NextDouble();
        var radius = Math.Sqrt(-2 * Kernels.Precise.Log1P(-u2)); // double.LogP1 is log(1 + x) rounded
        var theta = 2 * Math.PI * u1;
        SpareNormal = radius * Math.Sin(theta);
        return radius * Math.Cos(theta);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Twist()
    {
        for (var i = 0; i < N; i++)
        {
            var y = (_state[i] & 0x80000000u) | (_state[(i + 1) % N] & 0x7fffffffu);
            _state[i] = _state[(i + M) % N] ^ (y >> 1) ^ ((y & 1) * 0x9908b0dfu);
        }
        _next = 0;
    }
}
