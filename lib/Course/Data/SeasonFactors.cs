namespace Course.Data;

/// <summary>Everything that decides how one drawn landscape looks: the known factors behind the image.</summary>
/// <param name="Winter">0 (summer) to 1 (deep winter).</param>
/// <param name="Sun">Height of the sun, 0 (at the horizon, warm light) to 1 (high).</param>
/// <param name="Hills">Height of the hills, 0 to 1.</param>
/// <param name="Trees">How many trees, 0 to 7.</param>
/// <param name="Place">Where everything stands, the house among it. Same factors and same place, same image.</param>
public readonly record struct SeasonFactors(float Winter, float Sun, float Hills, int Trees, ulong Place)
{
    /// <summary>A landscape in summer. The same in winter: <c>with { Winter = 1 }</c>.</summary>
    /// <param name="place">Which.</param>
    public static SeasonFactors Summer(ulong place = 1) => new(0, 0.8f, 0.5f, 4, place);

    /// <summary>All but the season, uniform over their ranges and independent.</summary>
    internal static SeasonFactors Sample(float winter, ref CounterRandom random) =>
        new(winter, random.NextUnit(), random.NextUnit(), random.Below(8), random.NextBits());
}
