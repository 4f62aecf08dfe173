using System.Globalization;
using Course.Formats;
using Course.Plots.Display;
using Course.Plots.PngFormat;

namespace Course.Plots;

/// <summary>
/// Pictures one after the other, as an animated PNG: it plays wherever a PNG is shown, without a script, and where animation is not known
/// its first frame stands still.
/// </summary>
/// <remarks>Immutable. The last frame stays a while before it begins again, for ever by default.</remarks>
[TypeFormatterSource(typeof(AnimationFormatterSource), PreferredMimeTypes = ["image/png", "text/plain"])]
public sealed class Animation
{
    private readonly Picture[] _frames;

    /// <summary>Animates pictures.</summary>
    /// <param name="frames">One or more, all of one size and with the same channels.</param>
    /// <exception cref="ArgumentException">No frame, or they differ in size or channels.</exception>
    public Animation(params IEnumerable<Picture> frames) : this([.. frames], null)
    {
    }

    private Animation(Picture[] frames, string? description)
    {
        if (frames.Length == 0) throw new ArgumentException("An animation needs at least one frame.");
        foreach (var frame in frames)
        {
            if ((frame.Width, frame.Height, frame.Channels) != (frames[0].Width, frames[0].Height, frames[0].Channels))
                throw new ArgumentException($"All frames of an animation have one size, but there is a {frames[0]} and a {frame}.");
        }
        (_frames, Description) = (frames, description);
    }

    /// <summary>Animates grids: the same images at other times.</summary>
    /// <param name="frames">One or more, all laid out the same.</param>
    public static Animation Of(IEnumerable<ImageGrid> frames)
    {
        var grids = frames.ToArray();
        int room = grids.Length == 0 ? 0 : grids.Max(GridLayout.WidthOfRowLabels);
        return new([.. grids.Select(grid => grid.WithLeastRowLabelWidth(room).ToPicture())], grids.LastOrDefault()?.ToString());
    }

    /// <summary>The pictures in order.</summary>
    public IReadOnlyList<Picture> Frames => _frames;

    /// <summary>How long each frame is shown.</summary>
    public TimeSpan Delay { get; private init; } = TimeSpan.FromSeconds(0.15);

    /// <summary>How long the last frame is shown.</summary>
    public TimeSpan LastDelay { get; private init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often it plays; 0 for ever.</summary>
    public int Loops { get; private init; }

    /// <summary>What there is to see, for who cannot see it.</summary>
    public string? Description { get; private init; }

    /// <summary>The same, faster or slower.</summary>
    /// <param name="delay">How long each frame is shown, to the millisecond, at most a minute.</param>
    /// <param name="last">How long the last one is shown; null keeps it.</param>
    public Animation WithDelay(TimeSpan delay, TimeSpan? last = null) =>
        new(_frames, Description) { Delay = Checked(delay), LastDelay = Checked(last ?? LastDelay), Loops = Loops };

    /// <summary>The same, played a number of times.</summary>
    /// <param name="loops">1 or more, or 0 for ever.</param>
    public Animation WithLoops(int loops)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(loops);
        return new(_frames, Description) { Delay = Delay, LastDelay = LastDelay, Loops = loops };
    }

    /// <summary>The same, described in words: the picture's alternative text.</summary>
    /// <param name="description">What there is to see: "Samples during training".</param>
    public Animation WithDescription(string description) => new(_frames, description) { Delay = Delay, LastDelay = LastDelay, Loops = Loops };

    /// <summary>The animation as the bytes of a PNG file.</summary>
    public byte[] ToPng()
    {
        var delays = Enumerable.Repeat((ushort)Delay.TotalMilliseconds, _frames.Length).ToArray();
        delays[^1] = (ushort)LastDelay.TotalMilliseconds;
        return ApngWriter.Write(_frames, delays, Loops);
    }

    /// <summary>Writes a PNG file; a half-written file never replaces a good one.</summary>
    /// <param name="path">Path of the file; an existing file is replaced.</param>
    public void SavePng(string path) => AtomicFile.Write(path, ToPng());

    /// <summary>Description, number and size of frames, and how long it takes.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Description is null ? "" : Description + ": ")}Animation of {_frames.Length} frames {_frames[0].Width} × {_frames[0].Height}, ")
        + string.Create(CultureInfo.InvariantCulture, $"{(Delay * (_frames.Length - 1) + LastDelay).TotalSeconds:0.##} s");

    private static TimeSpan Checked(TimeSpan delay) => delay >= TimeSpan.Zero && delay <= TimeSpan.FromMinutes(1)
        ? delay
        : throw new ArgumentOutOfRangeException(nameof(delay), $"A frame can be shown for 0 to 60 seconds, not {delay.TotalSeconds:0.###}.");
}
