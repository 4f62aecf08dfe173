using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.Kernels.ConvProduct;

namespace TorchSharp.Kernels;

/// <summary>
/// A convolution as a product without its matrix of columns: rows are places of the target, depth is taps times channels, and the micro-kernel
/// finds pixel (place, tap) at the sum of two listed offsets in the padded image. Tiles come out as [places, channels] and are transposed on
/// their way to the target. Any stride and dilation is a matter of the lists, and the transposed convolution too (<see cref="ConvAxis"/>).
/// A job takes a few images, or strips of one; every sum is one tile's alone, in one order.
/// </summary>
internal readonly unsafe struct ConvDirect<T, V, S> : IParallelBody
    where T : unmanaged, INumber<T>
    where V : unmanaged
    where S : struct, ISimd<T, V>
{
    /// <summary>Places of a strip: its part of the result stays in the first-level cache while block after block of the weights passes by.</summary>
    private const int StripRows = 64;

    /// <summary>Depth of a block: its weights stay in the first-level cache for the tiles of a strip.</summary>
    private const int DepthBlock = 128;

    /// <summary>Places that one job should have.</summary>
    private const int JobPlaces = 384;

    /// <summary>Jobs that a small batch is cut into.</summary>
    private const int LeastJobs = 8;

    /// <summary>Multiplications below which a batch is not cut.</summary>
    private const long ParallelProducts = 400_000;

    private readonly ConvImages<T> source;
    private readonly int batch, groups, depthChannels, channels, imagesPerJob, parts;
    private readonly Phase[] phases;
    private readonly T* target, bias;
    private readonly int planeSize;

    /// <summary>Places of the target that have the same taps.</summary>
    /// <param name="Places">Places in one image.</param>
    /// <param name="Depth">Channels times taps.</param>
    /// <param name="IsDense">The places are the whole plane in order.</param>
    /// <param name="Rows">Offsets of the first tap of each place, bytes.</param>
    /// <param name="Depths">Offsets of channels and taps, bytes.</param>
    /// <param name="Targets">Offsets of places in the target, elements.</param>
    /// <param name="Reaches">The part of the depth that each tile needs.</param>
    /// <param name="Weights">[groups, panels, depth, panel's width]</param>
    private readonly record struct Phase(
        int Places, int Depth, bool IsDense, nint[] Rows, nint[] Depths, int[] Targets, (int Start, int End)[] Reaches, nint Weights)
    {
        /// <summary>The lists are lent: a training step makes the same ones again and again.</summary>
        public void Return()
        {
            ArrayPool<nint>.Shared.Return(Rows);
            ArrayPool<nint>.Shared.Return(Depths);
            ArrayPool<int>.Shared.Return(Targets);
            ArrayPool<(int, int)>.Shared.Return(Reaches);
        }
    }

    private ConvDirect(
        in ConvImages<T> source, int batch, int groups, int depthChannels, int channels, int imagesPerJob, int parts, Phase[] phases,
        T* target, T* bias, int planeSize)
    {
        (this.source, this.batch, this.groups, this.depthChannels, this.channels) = (source, batch, groups, depthChannels, channels);
        (this.imagesPerJob, this.parts, this.phases, this.planeSize) = (imagesPerJob, parts, phases, planeSize);
        this.target = target;
        this.bias = bias;
    }

    private int TargetChannels => groups * channels;

    private ConvPanels<T, V> Panels => new(channels);

    /// <summary>images to maps, or with <paramref name="transposed"/> maps to images.</summary>
    public static void Run(in ConvGeometry g, bool transposed, T* from, T* weight, T* bias, T* to)
    {
        var kernel = g.KernelHeight * g.KernelWidth;
        var (ys, xs) = transposed
            ? (ConvAxis.Transposed(g.KernelHeight, g.StrideY, g.PaddingY, g.DilationY, g.Height),
                ConvAxis.Transposed(g.KernelWidth, g.StrideX, g.PaddingX, g.DilationX, g.Width))
            : (ConvAxis.Forward(g.KernelHeight, g.StrideY, g.PaddingY, g.DilationY, g.MapHeight),
                ConvAxis.Forward(g.KernelWidth, g.StrideX, g.PaddingX, g.DilationX, g.MapWidth));
        var (depthChannels, channels) = transposed ? (g.GroupOutputs, g.GroupInputs) : (g.GroupInputs, g.GroupOutputs);
        var (depthStride, channelStride) = transposed ? ((nint)g.Rows, (nint)kernel) : (kernel, g.Rows);
        var (width, planeSize) = transposed ? (g.Width, g.Pixels) : (g.MapWidth, g.Places);
        var source = transposed
            ? ConvImages<T>.Of(from, g.Outputs, g.MapHeight, g.MapWidth, ys, xs)
            : ConvImages<T>.Of(from, g.Inputs, g.Height, g.Width, ys, xs);

        var places = ys[0].Count * xs[0].Count;
        if (g.Batch == 0 || places == 0) return;
        var imagesPerJob = Math.Clamp(JobPlaces / places, 1, Math.Max(1, g.Batch / LeastJobs));
        var jobs = (g.Batch + imagesPerJob - 1) / imagesPerJob;
        var large = (long)g.Batch * g.Places * g.Outputs * g.Rows >= ParallelProducts;
        var parts = jobs >= LeastJobs || !large ? 1 : Math.Min((LeastJobs + jobs - 1) / jobs, (imagesPerJob * places + StripRows - 1) / StripRows);

        var panels = new ConvPanels<T, V>(channels);
        using var packed = new Scratch<T>((long)g.Groups * panels.PaddedChannels * depthChannels * kernel);
        var memory = packed.Data;
        var phases = new Phase[ys.Length * xs.Length];
        var packing = new ConvWeightPacking<T, V>[phases.Length];
        for (var p = 0; p < phases.Length; p++)
        {
            var (y, x) = (ys[p / xs.Length], xs[p % xs.Length]);
            phases[p] = List(source, y, x, imagesPerJob, depthChannels, groups: g.Groups, channels, width, planeSize, memory);
            packing[p] = new ConvWeightPacking<T, V>(
                (nint)weight, (nint)memory, depthChannels, channels, depthStride, channelStride, (nint)g.GroupOutputs * g.Rows,
                Taps(y, x, g.KernelWidth), x.Weights.Length, kernel);
            memory += (nint)g.Groups * panels.PaddedChannels * phases[p].Depth;
        }
        var packs = new PackingBody(packing, g.Groups * panels.Count);
        ParallelFor.Run(phases.Length * g.Groups * panels.Count, packs);
        ParallelFor.Run(
            jobs * parts, new ConvDirect<T, V, S>(source, g.Batch, g.Groups, depthChannels, channels, imagesPerJob, parts, phases, to, bias, planeSize));
        foreach (var phase in phases) phase.Return();
    }

    private static int[] Taps(ConvAxis y, ConvAxis x, int kernelWidth) =>
        [.. y.Weights.SelectMany(i => x.Weights.Select(j => i * kernelWidth + j))];

    private static Phase List(
        in ConvImages<T> source, ConvAxis y, ConvAxis x, int images, int depthChannels, int groups, int channels, int targetWidth, int planeSize, T* weights)
    {
        var places = y.Count * x.Count;
        var rows = ArrayPool<nint>.Shared.Rent(images * places);
        var targets = ArrayPool<int>.Shared.Rent(images * places);
        var at = 0;
        for (var n = 0; n < images; n++)
            for (var i = 0; i < y.Count; i++)
                for (var j = 0; j < x.Count; j++, at++)
                {
                    rows[at] = (n * source.ImageSize + source.Offset(i * y.SourceStep, j * x.SourceStep)) * sizeof(T);
                    targets[at] = n * groups * channels * planeSize + (y.First + i * y.Step) * targetWidth + x.First + j * x.Step;
                }
        var depth = depthChannels * y.Shifts.Length * x.Shifts.Length;
        var depths = ArrayPool<nint>.Shared.Rent(depth);
        at = 0;
        var origin = source.Offset(0, 0);
        foreach (var dy in y.Shifts)
            for (var c = 0; c < depthChannels; c++)
                foreach (var dx in x.Shifts) depths[at++] = (c * source.PlaneSize + source.Offset(dy, dx) - origin) * sizeof(T);
        return new Phase(places, depth, y.Step == 1 && x.Step == 1, rows, depths, targets, Reaches(source, y, x, images, depth), (nint)weights);
    }

    /// <summary>
    /// For each tile the depth that meets pixels: the first and last tap rows of tiles at the upper and lower border see nothing but zeros.
    /// Tap rows are the outermost part of the depth so that what is left is one piece.
    /// </summary>
    private static (int Start, int End)[] Reaches(in ConvImages<T> source, ConvAxis y, ConvAxis x, int images, int depth)
    {
        var tile = GemmTile.RowsFor();
        var tiles = (images * y.Count * x.Count + tile - 1) / tile;
        var reaches = ArrayPool<(int, int)>.Shared.Rent(tiles);
        var taps = y.Shifts.Length;
        for (var t = 0; t < tiles; t++)
        {
            var (start, end) = (taps, 0);
            var last = Math.Min((t + 1) * tile, images * y.Count * x.Count) - 1;
            for (var line = t * tile / x.Count; line <= last / x.Count; line++)
                for (var tap = 0; tap < taps; tap++)
                {
                    if (!source.HasRow(line % y.Count * y.SourceStep + y.Shifts[tap])) continue;
                    (start, end) = (Math.Min(start, tap), Math.Max(end, tap + 1));
                }
            reaches[t] = taps == 0 || end == 0 ? (0, 0) : (depth / taps * start, depth / taps * end);
        }
        return reaches;
    }

    public void Run(int job)
    {
        var first = job / parts * imagesPerJob;
        var count = Math.Min(imagesPerJob, batch - first);
        var panels = Panels;
        var width = panels.Width;
        using var scratch = new Scratch<T>((source.IsPadded ? count * source.ImageSize : 0) + 2 * StripRows * width + groups * panels.PaddedChannels);
        var strip = scratch.Data;
        var turned = strip + StripRows * width;
        var initial = turned + StripRows * width;
        for (var group = 0; group < groups; group++)
            for (var c = 0; c < panels.PaddedChannels; c++)
                initial[group * panels.PaddedChannels + c] = bias != null && c < channels ? bias[group * channels + c] : T.Zero;
        var images = source.Read(first, count, initial + groups * panels.PaddedChannels);
        var maps = target + (nint)first * TargetChannels * planeSize;
        foreach (var phase in phases)
        {
            var rows = count * phase.Places;
            fixed (nint* rowOffsets = phase.Rows, depthOffsets = phase.Depths)
            {
                for (var group = 0; group < groups; group++)
                    for (var start = job % parts * StripRows; start < rows; start += parts * StripRows)
                        for (var panel = 0; panel < panels.Count; panel++)
                        {
                            var at = group * panels.Count + panel;
                            var end = Math.Min(start + StripRows, rows);
                            Multiply(
                                images + (nint)group * depthChannels * source.PlaneSize, rowOffsets + start, end - start, depthOffsets, phase.Depth,
                                phase.Reaches.AsSpan(start / GemmTile.RowsFor()),
                                (T*)phase.Weights + (nint)at * phase.Depth * width, initial + at * width, strip, width, panels.Vectors);
                            var channel = group * channels + panel * width;
                            Deliver(phase, strip, width, start, end, panels.ChannelsOf(panel), maps + (nint)channel * planeSize, turned);
                        }
            }
        }
    }

    /// <summary>strip[places, width] = initial + pixels · weights</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(
        T* images, nint* rows, int count, nint* depths, int depth, ReadOnlySpan<(int Start, int End)> reaches,
        T* weights, T* initial, T* strip, int width, int vectors)
    {
        var tileRows = GemmTile.RowsFor();
        var last = stackalloc nint[8];
        TileOperands<T> operands = default;
        operands.A = images;
        operands.Rows = tileRows;
        operands.BRowStride = operands.CRowStride = width * sizeof(T);
        for (var block = 0; block == 0 || block < depth; block += DepthBlock)
        {
            operands.InitialRowStride = block == 0 ? 0 : operands.CRowStride;
            for (var row = 0; row < count; row += tileRows)
            {
                var reach = reaches[row / tileRows];
                var start = Math.Max(block, reach.Start);
                operands.Depth = Math.Min(block + DepthBlock, reach.End) - start;
                if (operands.Depth <= 0 && block > 0) continue;
                operands.B = weights + (nint)start * width;
                operands.DepthOffsets = depths + start;
                operands.RowOffsets = row + tileRows <= count ? rows + row : Repeated(rows + row, count - row, last, tileRows);
                operands.C = strip + row * width;
                operands.Initial = block == 0 ? initial : operands.C;
                GemmTile.Compute<T, V, S, Listed>(operands, vectors);
            }
        }
    }

    /// <summary>The last tile's rows, those missing replaced by the first, whose pixels exist.</summary>
    private static nint* Repeated(nint* rows, int count, nint* all, int tileRows)
    {
        for (var i = 0; i < tileRows; i++) all[i] = rows[i < count ? i : 0];
        return all;
    }

    /// <summary>[places, channels] to the target's planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Deliver(in Phase phase, T* strip, int width, int start, int end, int count, T* maps, T* turned)
    {
        if (phase.IsDense)
        {
            for (int row = start, next; row < end; row = next)
            {
                next = Math.Min(end, (row / phase.Places + 1) * phase.Places);
                GemmPacking.Transpose(strip + (row - start) * width, width, next - row, count, maps + phase.Targets[row], planeSize);
            }
            return;
        }
        GemmPacking.Transpose(strip, width, end - start, count, turned, StripRows);
        fixed (int* targets = &phase.Targets[start])
        {
            for (var c = 0; c < count; c++, maps += planeSize, turned += StripRows)
                for (var row = 0; row < end - start; row++) maps[targets[row]] = turned[row];
        }
    }

    private readonly struct PackingBody(ConvWeightPacking<T, V>[] phases, int jobsPerPhase) : IParallelBody
    {
        public void Run(int job) => phases[job / jobsPerPhase].Pack(job % jobsPerPhase);
    }
}
