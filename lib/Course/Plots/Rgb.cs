using System.Globalization;

namespace Course.Plots;

/// <summary>A colour of 8 bits per channel.</summary>
internal readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>Reads "#rrggbb".</summary>
    public static Rgb Parse(string color) =>
        color.Length == 7 && color[0] == '#'
        && int.TryParse(color.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            ? new((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : throw new ArgumentException($"The colour '{color}' is not of the form #rrggbb.");
}
