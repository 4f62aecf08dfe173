using System.Numerics;

namespace TorchSharp.Tests.Kernels;

/// <summary>Elements for the kernels, followed by canaries that a write past the end would kill.</summary>
internal sealed class Elements<T>
    where T : unmanaged, INumber<T>
{
    private const int Canaries = 16;

    private readonly T[] memory;
    private readonly int length;

    public Elements(long length)
    {
        this.length = checked((int)length);
        memory = new T[length + Canaries];
        Array.Fill(memory, Canary);
    }

    public Span<T> Span => memory.AsSpan(0, length);

    public bool IsIntactBehindTheEnd => !memory.AsSpan(length).ContainsAnyExcept(Canary);

    private static T Canary => T.CreateChecked(12345.5);

    /// <summary>Values between −0.5 and 0.5.</summary>
    public static Elements<T> Random(long length, int seed)
    {
        var elements = new Elements<T>(length);
        var random = new Random(seed);
        foreach (ref T element in elements.Span)
            element = T.CreateChecked(random.NextDouble() - 0.5);
        return elements;
    }

    public double this[long index] => double.CreateChecked(memory[index]);
}
