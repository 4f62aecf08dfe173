using System.Runtime.CompilerServices;

namespace TorchSharp;

/// <summary>What an optimizer refuses, in PyTorch's words.</summary>
internal static class OptimizerSetting
{
    /// <exception cref="ArgumentException">It is negative.</exception>
    public static void ThrowIfNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < 0)
            throw new ArgumentException(name == "learning rate" ? $"Invalid learning rate: {value}" : $"Invalid {name} value: {value}");
    }

    /// <summary>For the factor by which a running mean forgets.</summary>
    /// <exception cref="ArgumentException">It is outside of [0, 1).</exception>
    public static void ThrowIfNoDecay(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value is < 0 or >= 1)
            throw new ArgumentException($"Invalid {name} value: {value}");
    }
}
