namespace TorchSharp;

using static torch;

/// <summary>Limits of the floating types that keep logarithms finite.</summary>
internal static class FloatLimits
{
    /// <summary>Distance from 1 to the next larger number.</summary>
    public static double Eps(ScalarType type) => type == ScalarType.Float64 ? Math.ScaleB(1, -52) : Math.ScaleB(1, -23);

    /// <summary>Smallest positive number of full precision.</summary>
    public static double Tiny(ScalarType type) => type == ScalarType.Float64 ? Math.ScaleB(1, -1022) : Math.ScaleB(1, -126);

    /// <summary>Most negative number.</summary>
    public static double Min(ScalarType type) => type == ScalarType.Float64 ? double.MinValue : float.MinValue;
}
