namespace Course.Plots;

/// <summary>Colours that people with the common kinds of colour blindness can tell apart.</summary>
/// <remarks>
/// The first eight are M. Okabe and K. Ito, <i>Color Universal Design</i>, 2008, in an order that puts the strongest on white first and
/// yellow late; two more (P. Tol's wine and a gray) make ten, one for each digit.
/// </remarks>
public static class Palette
{
    private static readonly string[] Colors =
    [
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#f0e442", "#882255", "#8c8c8c",
    ];

    /// <summary>Number of different colours.</summary>
    public static int Count => Colors.Length;

    /// <summary>A colour as "#rrggbb".</summary>
    /// <param name="index">0 or more; after the last the colours begin again.</param>
    public static string Color(int index) => Colors[index % Colors.Length];
}
