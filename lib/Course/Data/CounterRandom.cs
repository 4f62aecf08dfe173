namespace Course.Data;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood, <i>Fast splittable pseudorandom number generators</i>, 2014), keyed by a seed, a stream and an
/// index: item number i of a set draws the same numbers whichever thread makes it, and whether or not item i − 1 was made.
/// </summary>
internal struct CounterRandom(ulong seed, ulong stream, ulong index)
{
    private const ulong Golden = 0x9e3779b97f4a7c15;

    private ulong _state = Mix(Mix(Mix(seed + Golden) ^ (stream + 1) * Golden) + index * Golden);

    public ulong NextBits() => Mix(_state += Golden);

    /// <summary>Uniform in [0, 1), a multiple of 2⁻²⁴, so exact as a float.</summary>
    public float NextUnit() => (NextBits() >> 40) * (1f / (1 << 24));

    /// <summary>Uniform in [low, high).</summary>
    public float Between(float low, float high) => low + (high - low) * NextUnit();

    /// <summary>Uniform in 0 … bound − 1; the bias, below bound · 2⁻³², does not matter for drawing.</summary>
    public int Below(int bound) => (int)((NextBits() >> 32) * (ulong)bound >> 32);

    /// <summary>
    /// Mean 0, variance 1, within ±3.46: the sum of four uniforms. Not Box–Muller, because logarithm and cosine differ in the last bit
    /// between platforms and the images must not.
    /// </summary>
    public float NextBell() => (NextUnit() + NextUnit() + NextUnit() + NextUnit() - 2f) * 1.7320508f;

    private static ulong Mix(ulong z)
    {
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
        z = (z ^ z >> 27) * 0x94d049bb133111eb;
        return z ^ z >> 31;
    }
}
