using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using static TorchSharp.Kernels.ConvProduct;

namespace TorchSharp.Kernels;

/// <summary>
/// The gradient of a convolution by its weight, again without a matrix of columns: rows are input channels times taps, depth is the places of
/// all maps, and the micro-kernel finds pixel (tap, place) at the sum of two listed offsets in the padded image. The batch is cut into
/// a few shares, so many whatever the number of threads; each is summed by one job and all are added up in order.
/// </summary>
internal readonly unsafe struct ConvDirectWeight<T, V, S>(
    ConvGeometry g, ConvImages<T> source, T* maps, T* sums, int shares, int imagesAtOnce, int rowsPerGroup, nint[] rows, nint[] depths) : IParallelBody
    where T : unmanaged, INumber<T>
    where V : unmanaged
    where S : struct, ISimd<T, V>
{
    /// <summary>Places of a block: its part of the maps stays in the first-level cache while all rows pass by.</summary>
    private const int DepthBlock = 128;

    /// <summary>Places that are worked on at once, of several images where maps are small.</summary>
    private const int DepthAtOnce = 256;

    private const int MostShares = 16, LeastShares = 4;

    /// <summary>Elements of all shares' sums together.</summary>
    private const long MostSums = 2 << 20;

    /// <summary>Rows that one job adds up.</summary>
    private const int RowsPerJob = 32;

    private static readonly T* Zeros = (T*)System.Runtime.InteropServices.NativeMemory.AlignedAlloc(256, 64);

    static ConvDirectWeight() => new Span<byte>(Zeros, 256).Clear();

    private int PaddedOutputs => new ConvPanels<T, V>(g.GroupOutputs).PaddedChannels;

    private static int Shares(in ConvGeometry g) =>
        (int)Math.Clamp(
            MostSums / Math.Max(1, (long)g.Groups * g.Rows * new ConvPanels<T, V>(g.GroupOutputs).PaddedChannels), 1, Math.Clamp(g.Batch, 1, MostShares));

    /// <summary>False if the sums of enough shares would take too much memory.</summary>
    public static bool TryRun(in ConvGeometry g, T* images, T* maps, T* weight)
    {
        var shares = Shares(g);
        if (shares < Math.Min(LeastShares, g.Batch)) return false;
        var y = ConvAxis.Forward(g.KernelHeight, g.StrideY, g.PaddingY, g.DilationY, g.MapHeight)[0];
        var x = ConvAxis.Forward(g.KernelWidth, g.StrideX, g.PaddingX, g.DilationX, g.MapWidth)[0];
        var source = ConvImages<T>.Of(images, g.Inputs, g.Height, g.Width, [y], [x]);
        var perShare = (g.Batch + shares - 1) / shares;
        var atOnce = Math.Clamp(DepthAtOnce / Math.Max(1, g.Places), 1, Math.Max(1, perShare));
        var tile = GemmTile.RowsFor();
        var rowsPerGroup = (g.Rows + tile - 1) / tile * tile;
        var rows = ArrayPool<nint>.Shared.Rent(rowsPerGroup);
        var at = 0;
        for (var c = 0; c < g.GroupInputs; c++)
            foreach (var dy in y.Shifts)
                foreach (var dx in x.Shifts) rows[at++] = (c * source.PlaneSize + source.Offset(dy, dx)) * sizeof(T);
        rows.AsSpan(at, rowsPerGroup - at).Fill(rows[at - 1]);
        var depths = ArrayPool<nint>.Shared.Rent(atOnce * g.Places);
        at = 0;
        for (var n = 0; n < atOnce; n++)
            for (var i = 0; i < y.Count; i++)
                for (var j = 0; j < x.Count; j++)
                    depths[at++] = (n * source.ImageSize + source.Offset(i * g.StrideY, j * g.StrideX) - source.Offset(0, 0)) * sizeof(T);

        var panels = new ConvPanels<T, V>(g.GroupOutputs);
        using var sums = new Scratch<T>((long)shares * g.Groups * rowsPerGroup * panels.PaddedChannels);
        ParallelFor.Run(shares, new ConvDirectWeight<T, V, S>(g, source, maps, sums.Data, shares, atOnce, rowsPerGroup, rows, depths));
        ParallelFor.Run(g.Groups * panels.Count * ((g.Rows + RowsPerJob - 1) / RowsPerJob), new Adding(g, sums.Data, weight, shares, rowsPerGroup));
        ArrayPool<nint>.Shared.Return(rows);
        ArrayPool<nint>.Shared.Return(depths);
        return true;
    }

    /// <summary>sums[share] = [groups, panels, rows, panel's width], over the share's images.</summary>
    public void Run(int share)
    {
        var panels = new ConvPanels<T, V>(g.GroupOutputs);
        var width = panels.Width;
        var size = (nint)g.Groups * rowsPerGroup * panels.PaddedChannels;
        var (first, end) = ((int)((long)share * g.Batch / shares), (int)((long)(share + 1) * g.Batch / shares));
        using var scratch = new Scratch<T>((source.IsPadded ? imagesAtOnce * source.ImageSize : 0) + (nint)imagesAtOnce * g.Places * width);
        var packed = scratch.Data;
        var sum = sums + share * size;
        if (first == end) new Span<T>(sum, checked((int)size)).Clear();
        fixed (nint* rowOffsets = rows, depthOffsets = depths)
        {
            for (var n = first; n < end; n += imagesAtOnce)
            {
                var count = Math.Min(imagesAtOnce, end - n);
                var images = source.Read(n, count, packed + (nint)imagesAtOnce * g.Places * width);
                for (var at = 0; at < g.Groups * panels.Count; at++)
                {
                    var (group, panel) = (at / panels.Count, at % panels.Count);
                    var map = maps + ((nint)n * g.Outputs + group * g.GroupOutputs + panel * width) * g.Places;
                    for (var i = 0; i < count; i++)
                        GemmPacking.Pack(
                            map + (nint)i * g.Outputs * g.Places, g.Places, 1, panels.ChannelsOf(panel), g.Places, packed + (nint)i * g.Places * width, width);
                    Multiply(
                        images + (nint)group * g.GroupInputs * source.PlaneSize, rowOffsets, depthOffsets, count * g.Places, packed,
                        sum + (nint)at * rowsPerGroup * width, width, panels.Vectors, n == first);
                }
            }
        }
    }

    /// <summary>sum[rows, width] (+)= pixels · map</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply(T* images, nint* rowOffsets, nint* depthOffsets, int depth, T* map, T* sum, int width, int vectors, bool begins)
    {
        var tileRows = GemmTile.RowsFor();
        TileOperands<T> operands = default;
        operands.A = images;
        operands.Rows = tileRows;
        operands.BRowStride = operands.CRowStride = width * sizeof(T);
        for (var block = 0; block < depth; block += DepthBlock)
        {
            operands.Depth = Math.Min(DepthBlock, depth - block);
            operands.B = map + (nint)block * width;
            operands.DepthOffsets = depthOffsets + block;
            var fresh = begins && block == 0;
            operands.InitialRowStride = fresh ? 0 : operands.CRowStride;
            for (var row = 0; row < rowsPerGroup; row += tileRows)
            {
                operands.RowOffsets = rowOffsets + row;
                operands.C = sum + (nint)row * width;
                operands.Initial = fresh ? Zeros : operands.C;
                GemmTile.Compute<T, V, S, Listed>(operands, vectors);
            }
        }
    }

    /// <summary>weight[outputs, rows] = Σ of the shares, some rows of one panel a job.</summary>
    private readonly struct Adding(ConvGeometry g, T* sums, T* weight, int shares, int rowsPerGroup) : IParallelBody
    {
        public void Run(int job)
        {
            var panels = new ConvPanels<T, V>(g.GroupOutputs);
            var jobs = (g.Rows + RowsPerJob - 1) / RowsPerJob;
            var (at, row) = (job / jobs, job % jobs * RowsPerJob);
            var (count, width) = (Math.Min(RowsPerJob, g.Rows - row), panels.Width);
            var size = (nint)g.Groups * rowsPerGroup * panels.PaddedChannels;
            var first = sums + ((nint)at * rowsPerGroup + row) * width;
            var total = new Span<T>(first, count * width);
            for (var share = 1; share < shares; share++)
                TensorPrimitives.Add(total, new ReadOnlySpan<T>(first + share * size, count * width), total);
            var (group, panel) = (at / panels.Count, at % panels.Count);
            GemmPacking.Transpose(
                first, width, count, panels.ChannelsOf(panel), weight + (nint)(group * g.GroupOutputs + panel * width) * g.Rows + row, g.Rows);
        }
    }
}
