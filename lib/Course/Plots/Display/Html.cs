using System.Net;

namespace Course.Plots.Display;

/// <summary>Pieces of HTML that stand alone: nothing is loaded, and every picture has a text for who cannot see it.</summary>
internal static class Html
{
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Words that must not be missed: a red that can be read on a light page, and another on a dark one.</summary>
    public static string Alarm(string text) => $"<strong style=\"color:#c62828;color:light-dark(#c62828,#ff8a80)\">{Escape(text)}</strong>";

    /// <summary>A picture within the page.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="alt">What there is to see.</param>
    public static string Image(Picture picture, string alt) =>
        $"<img alt=\"{Escape(alt)}\" width=\"{picture.Width}\" height=\"{picture.Height}\" style=\"image-rendering:pixelated\" "
        + $"src=\"data:image/png;base64,{Convert.ToBase64String(picture.ToPng())}\">";
}
