using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Packs weights in the order in which <see cref="ConvDirect{T, V, S}"/> reads them:
/// [tap rows, depth channels, taps of a row, panel's width].
/// </summary>
/// <param name="Weight">Where the weights lie.</param>
/// <param name="Panels">Where the panels of all groups go.</param>
/// <param name="DepthChannels">Channels that are summed over, <paramref name="DepthStride"/> elements apart.</param>
/// <param name="Channels">Channels of the result, <paramref name="ChannelStride"/> elements apart.</param>
/// <param name="DepthStride">See above.</param>
/// <param name="ChannelStride">See above.</param>
/// <param name="GroupStride">Elements of a group's weights.</param>
/// <param name="Taps">The kernel's elements to take, row by row.</param>
/// <param name="TapsOfRow">How many of them are in one row.</param>
/// <param name="Kernel">Elements of the whole kernel.</param>
internal readonly unsafe record struct ConvWeightPacking<T, V>(
    nint Weight, nint Panels, int DepthChannels, int Channels, nint DepthStride, nint ChannelStride, nint GroupStride, int[] Taps, int TapsOfRow, int Kernel)
    where T : unmanaged
    where V : unmanaged
{
    /// <summary>Packs panel <paramref name="index"/>, counted over groups and their panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(int index)
    {
        var panels = new ConvPanels<T, V>(Channels);
        var (group, panel) = (index / panels.Count, index % panels.Count);
        var (width, depth) = (panels.Width, DepthChannels * Taps.Length);
        var from = (T*)Weight + group * GroupStride + (nint)panel * width * ChannelStride;
        var to = (T*)Panels + (nint)index * depth * width;
        var count = panels.ChannelsOf(panel);
        if (Kernel == 1 && DepthStride == 1)
        {
            GemmPacking.Pack(from, ChannelStride, 1, count, depth, to, width);
            return;
        }
        if (count < width) new Span<T>(to, depth * width).Clear();
        for (var d = 0; d < DepthChannels; d++, from += DepthStride)
            for (var t = 0; t < Taps.Length; t++)
            {
                var row = to + (nint)((t / TapsOfRow * DepthChannels + d) * TapsOfRow + t % TapsOfRow) * width;
                for (var c = 0; c < count; c++) row[c] = from[c * ChannelStride + Taps[t]];
            }
    }
}
