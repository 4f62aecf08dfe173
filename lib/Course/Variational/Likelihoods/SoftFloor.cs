using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Variational;

/// <summary>
/// Keeps a log-scale from falling without end, smoothly: low + log(1 + e^(raw − low)). Unlike a clamp it lets the gradient through on both sides, so a
/// scale that has hit the floor can rise again (as in Rybkin, Daniilidis and Levine 2021).
/// </summary>
internal static class SoftFloor
{
    /// <param name="raw">What the network gives.</param>
    /// <param name="low">Never reached.</param>
    /// <param name="high">Cut off above, where exp would overflow.</param>
    public static Tensor Of(Tensor raw, double low, double high) => (low + F.softplus(raw - low)).clamp_max(high);
}
