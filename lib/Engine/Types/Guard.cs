using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TorchSharp;

using static torch;

/// <summary>
/// Every message about shapes, types and ranges is worded here, so that a reader always finds the offending values in it.
/// Errors that libtorch raises in TorchSharp are <see cref="ExternalException"/>s there; the same type is thrown here.
/// </summary>
internal static class Guard
{
    public static ExternalException Error(string message) => new(message);

    public static ExternalException Unsupported(ScalarType type) =>
        new($"{type} is not supported by the embedded engine; use Float32, Float64, Int64, Int32, Int16, Int8, Byte or Bool.");

    public static string Shape(ReadOnlySpan<long> sizes) => "[" + string.Join(", ", sizes.ToArray()) + "]";

    /// <summary>Turns a possibly negative dimension into 0…ndim−1.</summary>
    public static int Dimension(long dim, int ndim)
    {
        var n = Math.Max(ndim, 1); // a 0-d tensor accepts 0 and −1, as in PyTorch
        if (dim < -n || dim >= n)
            throw Error($"Dimension out of range: got {dim}, expected a value from {-n} to {n - 1}.");
        return (int)(dim < 0 ? dim + n : dim);
    }

    public static void Require([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition) throw Error(message);
    }
}
