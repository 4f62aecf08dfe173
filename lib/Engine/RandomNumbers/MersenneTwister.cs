using System.Numerics;
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

    /// <summary>As many draws of <see cref="NextSingle"/>, vectors of them at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void NextSingles(Span<float> numbers)
    {
        var width = Vector<uint>.Count;
        for (var done = 0; done < numbers.Length;)
        {
            if (_next == N) Twist();
            var count = Math.Min(N - _next, numbers.Length - done);
            ref var state = ref _state[_next];
            ref var first = ref numbers[done];
            var i = 0;
            for (; i <= count - width; i += width)
            {
                var y = Vector.LoadUnsafe(ref state, (nuint)i);
                y ^= y >> 11;
                y ^= (y << 7) & new Vector<uint>(0x9d2c5680u);
                y ^= (y << 15) & new Vector<uint>(0xefc60000u);
                y ^= y >> 18;
                var bits = Vector.AsVectorInt32(y & new Vector<uint>((1u << 24) - 1));
                (Vector.ConvertToSingle(bits) * (1f / (1 << 24))).StoreUnsafe(ref first, (nuint)i);
            }
            _next += i;
            for (; i < count; i++) numbers[done + i] = NextSingle();
            done += count;
        }
    }

    /// <summary>The next N numbers of the recurrence. Those that one vector holds do not depend on each other, as both distances exceed it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Twist()
    {
        ref var state = ref _state[0];
        int i = 0, width = Vector<uint>.Count;
        for (; i <= N - M - width; i += width) Recur(ref state, i, M);
        for (; i < N - M; i++) _state[i] = Recurred(_state[i], _state[i + 1], _state[i + M]);
        for (; i <= N - 1 - width; i += width) Recur(ref state, i, M - N);
        for (; i < N; i++) _state[i] = Recurred(_state[i], _state[(i + 1) % N], _state[i + M - N]);
        _next = 0;

        static void Recur(ref uint state, int i, int distance)
        {
            var (here, next) = (Vector.LoadUnsafe(ref state, (nuint)i), Vector.LoadUnsafe(ref state, (nuint)(i + 1)));
            var y = (here & new Vector<uint>(0x80000000u)) | (next & new Vector<uint>(0x7fffffffu));
            var odd = Vector<uint>.Zero - (y & Vector<uint>.One);
            (Vector.LoadUnsafe(ref state, (nuint)(i + distance)) ^ (y >> 1) ^ (odd & new Vector<uint>(0x9908b0dfu))).StoreUnsafe(ref state, (nuint)i);
        }

        static uint Recurred(uint here, uint next, uint far)
        {
            var y = (here & 0x80000000u) | (next & 0x7fffffffu);
            return far ^ (y >> 1) ^ ((y & 1) * 0x9908b0dfu);
        }
    }
}
