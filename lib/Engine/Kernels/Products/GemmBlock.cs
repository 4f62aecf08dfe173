using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// One block of a product, cut so that its packed panels fit the caches: C's tiles start from <see cref="Initial"/> and receive
/// <see cref="Depth"/> products. First the panels are packed, shared by all threads, then the tiles are computed, in any order: each tile
/// sums alone and always in the same order. Strides are in elements.
/// </summary>
internal unsafe struct GemmBlock<T, V, S>
    where T : unmanaged
    where V : unmanaged
    where S : struct, ISimd<T, V>
{
    /// <summary>Row tiles that one packing job takes: together they read whole cache lines of a transposed A.</summary>
    private const int TilesPerPackingJob = 8;

    /// <summary>Depth that one packing job takes at a time of a transposed A.</summary>
    private const int PackingDepth = 32;

    public int Rows, Columns, Depth;

    public T* A;
    public nint ARowStride, AColStride;

    public T* B;
    public nint BRowStride, BColStride;

    public T* C;
    public nint CRowStride;

    /// <summary>What the sums start from: C, the bias, or zeros.</summary>
    public T* Initial;
    public nint InitialRowStride;

    /// <summary>Whether <see cref="Initial"/> goes along with the columns (C, bias) or is one short row of zeros.</summary>
    public bool InitialFollowsColumns;

    /// <summary>Where the panels of A go; null: the kernel reads A where it lies.</summary>
    public T* PackedA;

    /// <summary>Where the panels of B go; used for the last, ragged panel even if <see cref="PacksB"/> is false.</summary>
    public T* PackedB;
    public bool PacksB;

    /// <summary>The panels of B are there already, from the block of rows above.</summary>
    public bool HasPanelsOfB;

    /// <summary>Row tiles of one computing job, all in one panel of columns.</summary>
    public int TilesPerJob;

    public static int Lanes => sizeof(V) / sizeof(T);

    /// <summary>Columns of one panel of B: the widest tile.</summary>
    public static int PanelWidth => 3 * Lanes;

    public static int TileRows => GemmTile.RowsFor();

    public readonly int RowTiles => (Rows + TileRows - 1) / TileRows;

    public readonly int Panels => (Columns + PanelWidth - 1) / PanelWidth;

    public readonly bool LastPanelIsRagged => Columns % Lanes != 0;

    private readonly int PackedPanelsOfB => HasPanelsOfB ? 0 : PacksB ? Panels : LastPanelIsRagged ? 1 : 0;

    public readonly int PackingJobs => PackedPanelsOfB + (PackedA != null ? (RowTiles + TilesPerPackingJob - 1) / TilesPerPackingJob : 0);

    private readonly int RowJobs => (RowTiles + TilesPerJob - 1) / TilesPerJob;

    public readonly int ComputingJobs => RowJobs * Panels;

    public readonly void Pack(int job)
    {
        if (job < PackedPanelsOfB)
        {
            int panel = PacksB ? job : Panels - 1;
            int column = panel * PanelWidth;
            int width = Math.Min(PanelWidth, Columns - column);
            GemmPacking.Pack(B + (column * BColStride), BColStride, BRowStride, width, Depth, PackedPanel(panel), Round(width));
            return;
        }

        // Of a transposed A a few steps of depth for all the job's tiles, then the next few: one cache line serves two or more tiles.
        int first = (job - PackedPanelsOfB) * TilesPerPackingJob;
        int last = Math.Min(first + TilesPerPackingJob, RowTiles);
        int step = ARowStride == 1 ? PackingDepth : Depth;
        for (int p = 0; p < Depth; p += step)
        {
            int depth = Math.Min(step, Depth - p);
            for (int tile = first; tile < last; tile++)
            {
                int row = tile * TileRows;
                GemmPacking.Pack(
                    A + (row * ARowStride) + (p * AColStride), ARowStride, AColStride, Math.Min(TileRows, Rows - row), depth,
                    PackedA + ((nint)row * Depth) + (p * TileRows), TileRows);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Compute(int job)
    {
        // Jobs side by side share a panel of B, which stays in the second-level cache of the thread that packed it.
        int rowJobs = RowJobs;
        int panel = job / rowJobs;
        int firstTile = job % rowJobs * TilesPerJob;
        int lastTile = Math.Min(firstTile + TilesPerJob, RowTiles);
        T* edge = stackalloc T[TileRows * PanelWidth];

        int column = panel * PanelWidth;
        int width = Math.Min(PanelWidth, Columns - column);
        int rounded = Round(width);
        bool packed = PacksB || rounded != width;

        TileOperands<T> operands;
        operands.RowOffsets = operands.DepthOffsets = null;
        operands.Depth = Depth;
        operands.B = packed ? PackedPanel(panel) : B + column;
        operands.BRowStride = (packed ? rounded : BRowStride) * sizeof(T);
        T* initial = Initial + (InitialFollowsColumns ? column : 0);

        for (int tile = firstTile; tile < lastTile; tile++)
        {
            int row = tile * TileRows;
            operands.Rows = Math.Min(TileRows, Rows - row);
            if (PackedA != null)
            {
                operands.A = PackedA + ((nint)row * Depth);
                operands.ARowStride = sizeof(T);
                operands.AColStride = TileRows * sizeof(T);
            }
            else
            {
                operands.A = A + (row * ARowStride);
                operands.ARowStride = ARowStride * sizeof(T);
                operands.AColStride = AColStride * sizeof(T);
            }

            T* from = initial + (row * InitialRowStride);
            T* to = C + (row * CRowStride) + column;
            if (rounded == width && (operands.Rows == TileRows || operands.Rows == 4))
            {
                operands.Initial = from;
                operands.InitialRowStride = InitialRowStride * sizeof(T);
                operands.C = to;
                operands.CRowStride = CRowStride * sizeof(T);
                GemmTile.Compute<T, V, S, Strided>(operands, rounded / Lanes);
            }
            else
            {
                // A tile over the edge is computed whole, aside.
                Copy(from, InitialRowStride, edge, PanelWidth, operands.Rows, width);
                operands.Initial = operands.C = edge;
                operands.InitialRowStride = operands.CRowStride = PanelWidth * sizeof(T);
                GemmTile.Compute<T, V, S, Strided>(operands, rounded / Lanes);
                Copy(edge, PanelWidth, to, CRowStride, operands.Rows, width);
            }
        }
    }

    private static int Round(int width) => (width + Lanes - 1) / Lanes * Lanes;

    private readonly T* PackedPanel(int panel) => PackedB + (PacksB ? (nint)panel * PanelWidth * Depth : 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(T* source, nint sourceStride, T* target, nint targetStride, int rows, int columns)
    {
        for (int i = 0; i < rows; i++)
        {
            int j = 0;
            for (; j <= columns - Lanes; j += Lanes)
                S.Store(S.Load(source + j), target + j);
            for (; j < columns; j++)
                target[j] = source[j];
            source += sourceStride;
            target += targetStride;
        }
    }

    internal readonly struct PackingBody(GemmBlock<T, V, S> block) : IParallelBody
    {
        public void Run(int job) => block.Pack(job);
    }

    internal readonly struct ComputingBody(GemmBlock<T, V, S> block) : IParallelBody
    {
        public void Run(int job) => block.Compute(job);
    }
}
