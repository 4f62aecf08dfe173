namespace TorchSharp.Kernels;

/// <summary>
/// Sizes of a two-dimensional cross-correlation between images [N, <see cref="Inputs"/>, <see cref="Height"/>, <see cref="Width"/>] and maps
/// [N, <see cref="Outputs"/>, <see cref="MapHeight"/>, <see cref="MapWidth"/>]. The transposed convolution has the same ones, read backwards.
/// </summary>
internal readonly record struct ConvGeometry(
    int Batch, int Inputs, int Height, int Width, int Outputs, int MapHeight, int MapWidth, int KernelHeight, int KernelWidth,
    int StrideY, int StrideX, int PaddingY, int PaddingX, int DilationY, int DilationX, int Groups)
{
    public int GroupInputs => Inputs / Groups;

    public int GroupOutputs => Outputs / Groups;

    /// <summary>Weights of one output channel; rows of the matrix of columns.</summary>
    public int Rows => GroupInputs * KernelHeight * KernelWidth;

    /// <summary>Places of one map.</summary>
    public int Places => MapHeight * MapWidth;

    public int Pixels => Height * Width;

    /// <summary>The matrix of columns is the image itself.</summary>
    public bool IsPointwise =>
        KernelHeight == 1 && KernelWidth == 1 && StrideY == 1 && StrideX == 1 && PaddingY == 0 && PaddingX == 0 && MapHeight == Height && MapWidth == Width;

    /// <summary>The kernel is as large as the image and sees it from one place: a plain product of matrices.</summary>
    public bool IsWhole =>
        Groups == 1 && Places == 1 && KernelHeight == Height && KernelWidth == Width && PaddingY == 0 && PaddingX == 0 &&
        (DilationY == 1 || KernelHeight == 1) && (DilationX == 1 || KernelWidth == 1);

    /// <summary>
    /// Images that go into one product: small maps together, because the product works on strips of some dozens of columns. Depends on
    /// sizes only, never on the number of threads.
    /// </summary>
    public int ImagesPerJob
    {
        get
        {
            if (Places == 0) return 1;
            var wanted = (512 + Places - 1) / Places;
            return Places >= 256 || (IsPointwise && Places >= 128) ? 1 : Math.Max(1, Math.Min(wanted, Batch / 8));
        }
    }
}
