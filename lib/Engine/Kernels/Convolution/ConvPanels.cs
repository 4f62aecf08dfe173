namespace TorchSharp.Kernels;

/// <summary>How channels are cut into panels of one to three vectors, all of one width: the columns of the micro-kernel's tiles.</summary>
internal readonly unsafe struct ConvPanels<T, V>(int channels)
    where T : unmanaged
    where V : unmanaged
{
    private static int Lanes => sizeof(V) / sizeof(T);

    private int AllVectors => (channels + Lanes - 1) / Lanes;

    /// <summary>Vectors of a panel: three or two, whichever wastes less.</summary>
    public int Vectors => AllVectors <= 3 ? AllVectors : (AllVectors + 2) / 3 * 3 <= (AllVectors + 1) / 2 * 2 ? 3 : 2;

    public int Count => AllVectors == 0 ? 0 : (AllVectors + Vectors - 1) / Vectors;

    /// <summary>Channels of a panel, some of the last one being zeros.</summary>
    public int Width => Vectors * Lanes;

    /// <summary>Channels of all panels, zeros included.</summary>
    public int PaddedChannels => Count * Width;

    /// <summary>Channels that panel <paramref name="panel"/> has.</summary>
    public int ChannelsOf(int panel) => Math.Max(0, Math.Min(Width, channels - panel * Width));
}
