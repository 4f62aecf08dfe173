namespace TorchSharp.Kernels;

/// <summary>What one call of a <see cref="GemmTile"/> kernel reads and writes. Strides are in bytes.</summary>
internal unsafe struct TileOperands<T>
    where T : unmanaged
{
    /// <summary>The tile's first row of A.</summary>
    public T* A;
    public nint ARowStride;
    public nint AColStride;

    /// <summary>
    /// With <see cref="Listed"/> in place of the strides: element (i, k) lies RowOffsets[i] + DepthOffsets[k] bytes from A. All rows of the
    /// tile are listed.
    /// </summary>
    public nint* RowOffsets;
    public nint* DepthOffsets;

    /// <summary>How many rows of A exist; the kernel reads the first row in place of missing ones.</summary>
    public int Rows;

    /// <summary>How many products each element sums.</summary>
    public nint Depth;

    public T* B;
    public nint BRowStride;

    /// <summary>What the sums start from: C itself, a bias (row stride 0), or zeros (row stride 0).</summary>
    public T* Initial;
    public nint InitialRowStride;

    public T* C;
    public nint CRowStride;
}

/// <summary>The width of a tile as a type, so that each width is compiled on its own, and only when first needed.</summary>
internal interface IVectorsPerRow;

internal readonly struct One : IVectorsPerRow;

internal readonly struct Two : IVectorsPerRow;

internal readonly struct Three : IVectorsPerRow;

/// <summary>How a tile finds the elements of A, as a type for the same reason.</summary>
internal interface IStepsOfA;

/// <summary>By two strides.</summary>
internal readonly struct Strided : IStepsOfA;

/// <summary>By two lists of offsets.</summary>
internal readonly struct Listed : IStepsOfA;
