using Course.Lectures;

namespace Course.Information;

/// <summary>Information in bits: logarithms to the base 2 instead of e. One nat is 1.4427 bits.</summary>
public static class Bits
{
    /// <summary>Nats divided by ln 2.</summary>
    /// <param name="nats">An entropy or a divergence.</param>
    public static double FromNats(double nats) => nats / Math.Log(2);

    /// <summary>The same with its standard error.</summary>
    /// <param name="nats">An entropy or a divergence.</param>
    public static Estimate FromNats(Estimate nats) => nats with { Value = FromNats(nats.Value), StandardError = FromNats(nats.StandardError) };
}
